"""Normalises typed text: `comparison_key` for comparing, `cleaned` for storing."""

from __future__ import annotations

import re
import unicodedata

from xxzz.text.forbidden import CONTROLS, LINE_BREAKS

# Text that `_fold` leaves unchanged: no capitals, spaces, brackets or unusual quotes.
_ALREADY_FOLDED = re.compile(r"[!-&(-;=?@\\^_a-z|~·、。\u4e00-\u9fff]*")

_INVISIBLE = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e01ef]+"
)

# Characters that NFKC keeps apart although they look the same. Corner brackets count as brackets,
# since they are used where others type （ ） or 〔 〕.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("[{<〔【〖「『《〈〘〚⟨⟪⟦", "("),
        **dict.fromkeys("]}>〕】〗」』》〉〙〛⟩⟫⟧", ")"),
        **dict.fromkeys("“”„‟‘’‚‛'`´′″〝〞〟«»‹›", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃﹣─━", "-"),
        **dict.fromkeys("•‧∙⋅・●⸱", "·"),
    }
)

# Not the zero-width joiner, variation selectors and directional marks: they change how neighbouring
# characters look.
_JUNK = re.compile(f"[{CONTROLS}\u00ad\u200b\u200c\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]")
_ENDS = (
    " \t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200d\u202f\u205f\u3000"
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # direction
)


def comparison_key(text: str) -> str:
    """Return a key that is equal for labels, headers, aliases or names that mean the same.

    Width, case, spaces and invisible characters are removed; brackets, quotes, dashes and middle
    dots are unified. For comparison only, never for display.
    """
    while not _ALREADY_FOLDED.fullmatch(text):
        folded = _fold(text)
        if folded == text:
            break
        text = folded
    return text


def _fold(text: str) -> str:
    # repeated until stable: NFKC can make a space that, once removed, lets marks combine
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    return _INVISIBLE.sub("", folded)


def cleaned(text: str) -> str:
    """Return a value as typed, without accidental characters.

    Strips spaces of any width and directional marks at both ends, makes line breaks LF and removes
    control and invisible characters everywhere, so the result can be written to any document.
    """
    if not _without_paragraphs(text).isprintable():
        text = LINE_BREAKS.sub("\n", _JUNK.sub("", text))
    return text.strip(_ENDS)


def _without_paragraphs(text: str) -> str:
    # most long texts have no other unprintable characters, and searching for them is slow
    return text.replace("\n", "").replace("\u3000", "")
