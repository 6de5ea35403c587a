"""What can go wrong before any condition is judged: unreadable files, missing sheets and columns."""

from __future__ import annotations

from xxzz.rules.rule import Rule, read_rule
from xxzz.season import Season


def _handover(season: Season) -> str:
    return season.notice.submission.clause


INTERNAL_ERROR = read_rule(
    "internal-error",
    clause=lambda _: "",
    doc="""
    程序自身出错，某一项没有检查完。

    **为什么**：没有检查完不等于通过，所以整次检查不能算通过。

    **怎样改**：这不是材料的问题，请把提示和 `xxzz --version` 告诉维护者。
    """,
)
