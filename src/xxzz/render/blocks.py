"""Checks that the statements of a template open and close in pairs, in like places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.render.problem import TemplateProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.render.tags import Tag

_OPENING = ("for", "if", "filter", "with", "call", "macro", "autoescape")
_BETWEEN = ("else", "elif")


def unbalanced(tags: Sequence[Tag]) -> Iterator[TemplateProblem]:
    """Yield the statements without a partner, and pairs that would tear the document apart.

    Between an opening and its closing statement any part of the document may be left out or
    repeated without harm as long as both stand inside elements of the same names.
    """
    opened: list[Tag] = []
    for tag in tags:
        word = _word(tag)
        if word in _OPENING:
            opened.append(tag)
        elif word.startswith("end") or word in _BETWEEN:
            if not opened or (word.startswith("end") and word != f"end{_word(opened[-1])}"):
                yield TemplateProblem(tag.place, _without_opening(tag, opened))
                return
            if tag.path != opened[-1].path:
                yield TemplateProblem(tag.place, _torn(tag, opened[-1]))
            if word.startswith("end"):
                opened.pop()
    for tag in opened:
        yield TemplateProblem(
            tag.place, f"“{tag.text}”后面缺少与它配对的 {{% end{_word(tag)} %}}。"
        )


def _word(tag: Tag) -> str:
    return tag.inner.partition(" ")[0] if tag.kind == "%" else ""


def _without_opening(tag: Tag, opened: list[Tag]) -> str:
    if opened:
        return f"“{tag.text}”与前面的“{opened[-1].text}”（{opened[-1].place}）不配对。"
    return f"“{tag.text}”前面没有与它配对的开始标记。"


def _torn(tag: Tag, opening: Tag) -> str:
    return (
        f"“{tag.text}”与“{opening.text}”（{opening.place}）不在同一层。两个标记要么写在同一段文字里，"
        "要么都写成 {%p … %} 各占一段，要么都写成 {%tr … %} 各占表格的一行。"
    )
