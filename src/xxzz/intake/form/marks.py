"""Splits a text into tokens for reading what is ticked: boxes, ticks, crosses, names, words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TICK = r"(?:[√✓✔✅∨🗸ⅴ]|(?<![A-Za-z])[Vv](?![A-Za-z]))"
# Boxes and ticks of Wingdings and Wingdings 2 are private-use characters, or þ and R.
_TICKED_BOX = (
    r"[☑☒■▣◉●⊙◎⦿🔘⊠⊡◼◾⬛★◆▲❑🗹🗷\uf0fe\uf0fd\uf052\uf053\uf054þR]|[\uf0fc\uf050]"
    r"|[\[(【（]\s*(?:[√✓✔✅vVxX☑]|是|勾|对|已?选中?)\s*[\])】）]|[:：]\s*是(?![\u4e00-\u9fff])|(?<!\S)是(?!\S)"
)
_CROSSED_BOX = "[☒⊠🗷\uf0fd\uf053\uf054]"
_CROSS = r"[×✗✘✕✖╳]"
_EMPTY = (
    r"[□☐▢○◯◻❏☆◇△£¨\uf0a3\uf06f\uf0a8\uf030\uf02a]|[\[【(（]\s*[否不]?\s*[\])】）]"
    r"|[:：]\s*否(?![\u4e00-\u9fff])|(?<!\S)否(?!\S)"
)
_TOKEN = re.compile(
    rf"(?P<ticked>{_TICKED_BOX})|(?P<tick>{_TICK})|(?P<cross>{_CROSS})|(?P<empty>{_EMPTY})"
)
_ONLY_SIGNS = re.compile(rf"(?:{_TICKED_BOX}|{_TICK}|{_CROSS}|{_EMPTY}|\s)+")
ORDINALS = "①②③④⑤⑥⑦⑧⑨⑩"
NUMBER = rf"[{ORDINALS}]|[1-9１-９]|[A-Ja-j]"
BEFORE_NAME = re.compile(rf"[(（]?({NUMBER})[)）.．、:：]?\s*$")
_PROMPT = re.compile(
    r"(?:在[^\n(（]{0,8})?[打划画填涂用以]\s*[“\"‘'「]?\s*"
    rf"(?:{_TICK}|{_CROSS}|{_TICKED_BOX})\s*[”\"’'」]?"
)
"""An instruction (请在□内打√), whose signs are not an answer."""
_ASIDE = re.compile(r"[(（\[【][^()（）\[\]【】\n]*[)）\]】]")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,}")
_COLON = re.compile(r"\s*[:：]")


class Token(NamedTuple):
    """A sign or word of a line, with its position in the whole text.

    `kind` is name, other (a word that is none of the names), box, ticked (a box with its tick),
    tick or cross. A number in front (3.) belongs to it.
    """

    kind: str
    start: int
    end: int
    text: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word that can be ticked."""
        return self.kind in ("name", "other")


def is_sign(text: str) -> bool:
    """Tell whether a text consists of boxes and ticks."""
    return bool(text.strip()) and _ONLY_SIGNS.fullmatch(text) is not None


def has_sign(text: str) -> bool:
    """Tell whether a text has boxes or ticks."""
    return _TOKEN.search(text) is not None


def lines_of(text: str, names: re.Pattern[str]) -> Iterator[list[Token]]:
    """Yield the tokens of each line in order; a name may continue in the next line.

    `names` matches the names that can be ticked.
    """
    whole = names.sub(lambda match: match[0].replace("\n", " "), text)
    whole = _with_crosses(_with_boxes(whole, names))
    at = 0
    for raw in whole.split("\n"):
        line = _without_inner_options(raw, names)
        found = [("name", *match.span()) for match in names.finditer(line)]
        prompts = [match.span() for match in _PROMPT.finditer(line)]
        taken = [(start, end) for _, start, end in found] + prompts
        for match in _TOKEN.finditer(line):
            kind = match.lastgroup or ""
            if not _overlaps(match.span(), taken):
                found.append(("box" if kind == "empty" else kind, *match.span()))
        found += _others(line, found, prompts)
        numbered = (
            Token(kind, at + _begin(kind, line, start), at + end, line[start:end])
            for kind, start, end in sorted(found, key=lambda one: one[1])
        )
        yield _merged(numbered)
        at += len(line) + 1


def _without_inner_options(line: str, names: re.Pattern[str]) -> str:
    """Blank options in brackets behind a name that has a box: ☑学习型机关（☑事业单位）."""
    asides = {aside.start(): aside for aside in _ASIDE.finditer(line) if has_sign(aside[0][1:-1])}
    for name in names.finditer(line) if asides else ():
        aside = asides.get(name.end())
        signs = list(_TOKEN.finditer(line[: name.start()].rstrip()))
        has_box = bool(signs) and not line[signs[-1].end() : name.start()].strip()
        if aside and has_box and _WORD.search(aside[0]):
            line = _blanked(line, [aside.span()])
    return line


def _with_boxes(text: str, names: re.Pattern[str]) -> str:
    """Replace 口 and 囗 beside a name, which people type instead of a box, by □."""
    spans = [match.span() for match in names.finditer(text)]
    ends = {end for _, end in spans}
    found: set[int] = set()
    for start, end in spans:
        before = len(text[:start].rstrip()) - 1
        is_apart = before < 1 or before in ends or not "\u4e00" <= text[before - 1] <= "\u9fff"
        found |= {before} if before >= 0 and is_apart else set()
        found.add(end)
    return "".join("□" if at in found and one in "口囗" else one for at, one in enumerate(text))


def _with_crosses(text: str) -> str:
    """Replace ☒ by a cross where ☑ is used too and no box is empty, so that it means no."""
    signs = [match[0] for match in _TOKEN.finditer(text)]
    yes = [one for one in signs if re.fullmatch(f"{_TICKED_BOX}|{_TICK}", one)]
    no = [one for one in yes if re.fullmatch(_CROSSED_BOX, one)]
    plain = not any(re.fullmatch(_EMPTY, one) for one in signs)
    return re.sub(_CROSSED_BOX, "✗", text) if plain and no and len(no) < len(yes) else text


def _others(
    line: str, found: list[tuple[str, int, int]], prompts: list[tuple[int, int]]
) -> Iterator[tuple[str, int, int]]:
    """Yield the words that may be further options (☑其他).

    Words that touch a name, introduce the answer (with a colon, before all else), or are in
    brackets without a sign are not.
    """
    taken = [(start, end) for _, start, end in found]
    first = min((start for start, _ in taken), default=len(line))
    signs = [one for one in found if one[0] != "name"]
    asides = [
        aside.span()
        for aside in _ASIDE.finditer(line)
        if not any(aside.start() <= start < aside.end() for _, start, _ in signs)
    ]
    touched = {place for kind, *places in found if kind == "name" for place in places}
    for match in _WORD.finditer(_blanked(line, taken)):
        asks = match.start() < first and _COLON.match(line, match.end())
        touches = match.start() in touched or match.end() in touched
        if not (asks or touches or _overlaps(match.span(), [*asides, *prompts])):
            yield ("other", *match.span())


def _blanked(line: str, taken: list[tuple[int, int]]) -> str:
    for start, end in taken:
        line = f"{line[:start]}{' ' * (end - start)}{line[end:]}"
    return line


def _begin(kind: str, line: str, start: int) -> int:
    """Return where a name or box begins with its number; in 3.√学习型社区 the tick has none."""
    number = None if kind in ("tick", "cross") else BEFORE_NAME.search(line[:start])
    return number.start() if number else start


def _merged(tokens: Iterator[Token]) -> list[Token]:
    """Join a ticked and an empty box that touch: ☑ was typed beside the printed box."""
    done: list[Token] = []
    for token in tokens:
        last = done[-1] if done else None
        touch = last is not None and last.end == token.start
        if last and touch and {last.kind, token.kind} == {"ticked", "box"}:
            done[-1] = Token("ticked", last.start, token.end, last.text + token.text)
        else:
            done.append(token)
    return done


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
