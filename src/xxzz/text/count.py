"""字数 as Word and WPS show it: the unit of every text limit of the notice (附件3 建设情况).

字数 is E + L. E is the number of East Asian characters: Han, kana, hangul, bopomofo, their
punctuation and full-width forms and, if the text was typed with a Chinese input method, the
characters of Unicode's East Asian width "Ambiguous" (`“ ” … — · ① ≥`). L is the number of maximal
runs of other non-blank characters: a Latin word, a number, a URL. Letters are never E, so `μm` is
one run. Invisible characters (zero width, soft hyphen, variation selectors) neither count nor
end a run.

Tens of thousands of texts are counted, so there is no Python loop over characters: rare
characters are first replaced by a common one of their class, then `bytes` methods count in an
ASCII image of the text in which each E is a question mark.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

# Word uses the East Asian font for these whatever the run's hint. U+3200-33FF (㎡ ㈱) are included
# although most have no script of their own.
_ALWAYS_EAST_ASIAN = (
    "\u1100-\u11ff\u2e80-\u2fff\u3001-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_DASHES = "—–"
_AMBIGUOUS = "·“”‘’…"
_RARE = re.compile(rf"[^\t-\r -~\u3000\u00a0{_DASHES}{_AMBIGUOUS}{_ALWAYS_EAST_ASIAN}]")

_BLANKS = b" \t\n\v\f\r"
_LINE_BREAKS = b"\n\v\f\r"
_EAST_ASIAN_TO_BLANK = bytes.maketrans(b"?", b" ")


class Run(NamedTuple):
    """A run of a document: text with one formatting.

    `east_asian` is true if its `w:hint` is `eastAsia` or its font is Chinese: then Ambiguous
    characters are E. `latin_dashes` is true if —— in it is a Latin character, and so part of L.
    """

    text: str
    east_asian: bool
    latin_dashes: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """The figures of Word's dialogue 字数统计.

    `words` is 字数. In plain text it is unknown how Ambiguous characters were typed: `words` counts
    them as East Asian, `words_without_hint` as Latin, which is never more. So compare an upper
    limit with `words_without_hint` and a lower limit with `words` to give the benefit of the doubt;
    if they differ, `approximate` is true and messages say 约. A document has hints, so both are
    equal.
    """

    words: int
    characters: int
    characters_with_spaces: int
    words_without_hint: int

    @property
    def approximate(self) -> bool:
        """Whether 字数 depends on how the text was typed."""
        return self.words != self.words_without_hint


def words(text: str) -> int:
    """Return 字数 of a plain text; Ambiguous characters count as East Asian."""
    return _words(_image(_simplify(text)))


def count_text(text: str) -> Count:
    """Count a plain text (worksheet cell, .txt, .md), line breaks included."""
    simple = _simplify(text)
    latin = _drop_hint(simple)
    image = _image(simple)
    number = _words(image)
    return Count(
        words=number,
        characters=len(image.translate(None, _BLANKS)),
        characters_with_spaces=len(image.translate(None, _LINE_BREAKS)),
        words_without_hint=number if latin == simple else _words(_image(latin)),
    )


def count_runs(paragraphs: Iterable[Iterable[Run]]) -> Count:
    """Count a document by its runs, which carry the East Asian hint; a word may span runs."""
    typed: list[str] = []
    hinted: list[str] = []
    for paragraph in paragraphs:
        for run in paragraph:
            simple = _simplify(run.text)
            typed.append(simple)
            hinted.append(simple if run.east_asian else _drop_hint(simple, run.latin_dashes))
        hinted.append("\n")
    image = _image("".join(typed))
    number = _words(_image("".join(hinted)))
    return Count(
        words=number,
        characters=len(image.translate(None, _BLANKS)),
        characters_with_spaces=len(image.translate(None, _LINE_BREAKS)),
        words_without_hint=number,
    )


def _words(image: bytes) -> int:
    return image.count(b"?") + len(image.translate(_EAST_ASIAN_TO_BLANK).split())


def _image(simple: str) -> bytes:
    return simple.replace("?", "!").encode("ascii", "replace")


def _simplify(text: str) -> str:
    """Reduce a text to ASCII, characters that are always E, dashes and a few Ambiguous ones."""
    return _RARE.sub(_stand_in, text).replace("\u3000", " ").replace("\u00a0", " ")


def _drop_hint(simple: str, latin_dashes: bool = False) -> str:  # hot path
    """Make Ambiguous characters Latin; dashes end a run, except —— if `latin_dashes`."""
    if latin_dashes:
        simple = simple.replace("——", "!")
    for dash in _DASHES:
        simple = simple.replace(dash, " ")
    for character in _AMBIGUOUS:
        simple = simple.replace(character, "!")
    return simple


def _stand_in(match: re.Match[str]) -> str:
    character = match.group()
    if character in "\x85\u2028\u2029":
        return "\n"
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in ("Cc", "Cf") or _is_variation_selector(character):
        return ""
    if category in ("Ll", "Lu", "Mn") or unicodedata.east_asian_width(character) != "A":
        return "!"
    return "·"


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
