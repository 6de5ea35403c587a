"""Checks that the statements of a template are paired, and paired at the same level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.render.problem import TemplateProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.render.tags import Tag

_OPENING = ("for", "if", "filter", "with", "call", "macro", "autoescape")
_BETWEEN = ("else", "elif")


def unbalanced(tags: Sequence[Tag]) -> Iterator[TemplateProblem]:
    """Yield unpaired statements, and pairs whose repetition would give broken XML.

    The part between a pair may be omitted or repeated if both statements have the same ancestors.
    """
    opened: list[Tag] = []
    for tag in tags:
        word = _keyword(tag)
        if word in _OPENING:
            opened.append(tag)
        elif word.startswith("end") or word in _BETWEEN:
            if not opened or (word.startswith("end") and word != f"end{_keyword(opened[-1])}"):
                yield TemplateProblem(tag.place, _without_opening(tag, opened))
                return
            if tag.path != opened[-1].path:
                yield TemplateProblem(tag.place, _other_level(tag, opened[-1]))
            if word.startswith("end"):
                opened.pop()
    for tag in opened:
        yield TemplateProblem(
            tag.place, f"“{tag.text}”后面缺少与它配对的 {{% end{_keyword(tag)} %}}。"
        )


def _keyword(tag: Tag) -> str:
    return tag.inner.partition(" ")[0] if tag.kind == "%" else ""


def _without_opening(tag: Tag, opened: list[Tag]) -> str:
    if opened:
        return f"“{tag.text}”与前面的“{opened[-1].text}”（{opened[-1].place}）不配对。"
    return f"“{tag.text}”前面没有与它配对的开始标记。"


def _other_level(tag: Tag, opening: Tag) -> str:
    return (
        f"“{tag.text}”与“{opening.text}”（{opening.place}）不在同一层。两个标记要么写在同一段文字里，"
        "要么都写成 {%p … %} 各占一段，要么都写成 {%tr … %} 各占表格的一行。"
    )
