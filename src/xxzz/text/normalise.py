"""Two ways of tidying what people type: `comparison_key` to compare, `clean` to keep."""

from __future__ import annotations

import re
import unicodedata

from xxzz.text.forbidden import CONTROLS, LINE_BREAKS

# Nothing that `_fold` would change: no capitals, blanks, brackets or quotes of another kind.
_PLAIN = re.compile(r"[!-&(-;=?@\\^_a-z|~·、。\u4e00-\u9fff]*")

_UNSEEN = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e01ef]+"
)

# What NFKC leaves apart although a clerk sees "the same sign". Corner brackets count as brackets,
# since they stand where others type （ ） or 〔 〕.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("[{<〔【〖「『《〈〘〚⟨⟪⟦", "("),
        **dict.fromkeys("]}>〕】〗」』》〉〙〛⟩⟫⟧", ")"),
        **dict.fromkeys("“”„‟‘’‚‛'`´′″〝〞〟«»‹›", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃﹣─━", "-"),
        **dict.fromkeys("•‧∙⋅・●⸱", "·"),
    }
)

# Zero-width joiner, variation selectors and marks of writing direction stay: they change how their
# neighbours look.
_JUNK = re.compile(f"[{CONTROLS}\u00ad\u200b\u200c\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]")
_ENDS = (
    " \t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200d\u202f\u205f\u3000"
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # direction
)


def comparison_key(text: str) -> str:
    """Reduce a label, header, alias or name to what decides whether two of them are the same.

    Width, case, blanks and invisible characters vanish; brackets, quotes, dashes and middle dots
    become one kind each. The result is for comparing only, never for showing.
    """
    while not _PLAIN.fullmatch(text):
        folded = _fold(text)
        if folded == text:
            break
        text = folded
    return text


def _fold(text: str) -> str:
    # Once is not enough in rare cases (a blank that NFKC makes, removed, lets marks combine).
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    return _UNSEEN.sub("", folded)


def cleaned(text: str) -> str:
    """Return a value as it was typed, without what nobody typed on purpose.

    Blanks of any width and marks of writing direction go at both ends; line ends become LF;
    control characters and what is invisible go everywhere, so the result can be written to any
    document.
    """
    if not _without_paragraphs(text).isprintable():
        text = LINE_BREAKS.sub("\n", _JUNK.sub("", text))
    return text.strip(_ENDS)


def _without_paragraphs(text: str) -> str:
    # most long texts have nothing else unprintable, and searching them for it takes long
    return text.replace("\n", "").replace("\u3000", "")
