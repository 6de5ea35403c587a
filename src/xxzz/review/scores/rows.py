"""One row of a filled 评分表: its expert, and the problems of its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from xxzz.finding import Problem, Severity
from xxzz.review.scores.columns import YES, as_points
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from xxzz.intake.lists import ListRow
    from xxzz.season.models.review import CategoryScoring

_CODE = re.compile(r"专家\s*[:：]?\s*([A-Za-z0-9][A-Za-z0-9-]*)")
_IN_NAME = re.compile(r"评分表-([A-Za-z0-9-]+)")
_RECUSED = frozenset(
    {YES, "√", "✓", "✔", "☑", "回避", "是回避", "要回避", "需回避", "需要回避", "y", "yes"}
)
_NOT_RECUSED = frozenset(
    {"", "否", "无", "不", "没有", "×", "n", "no", "/", "-", "—"}
    | {"不回避", "无回避", "不用回避", "不需回避", "无需回避", "不需要回避", "没有回避"}
)


class Filled(NamedTuple):
    """A row as returned; `points` are the valid ones."""

    row: ListRow
    number: str
    expert: str
    recused: bool
    points: Mapping[str, Fraction]

    def problem(
        self, at: str, rule: str, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Make a problem at a column of this row."""
        return Problem(message, hint, self.row.at(at), rule=rule, severity=severity)


def expert_of(row: ListRow, above: tuple[str, ...], file_name: str) -> str:
    """Return a row's expert: from its own column, the line above the table, or the file name."""
    if row["expert"]:
        return row["expert"].upper()
    found = next((match for text in above if (match := _CODE.search(text))), None)
    found = found or _IN_NAME.search(file_name)
    return found[1].upper() if found else ""


def is_filled(row: ListRow, groups: Mapping[str, int]) -> bool:
    """Tell whether a row has any points."""
    return any(row[group] for group in groups)


def says_recused(row: ListRow) -> bool | None:
    """Tell whether an expert recused; None if the cell is unclear."""
    text = comparison_key(row["recused"])
    return True if text in _RECUSED else False if text in _NOT_RECUSED else None


def says_why(row: ListRow) -> bool:
    """Tell whether a row has a reason for recusing."""
    return comparison_key(row["reason"]) not in _NOT_RECUSED


def name_faults(filled: Filled, name: str) -> Iterator[Problem]:
    """Yield that a row's number and name are those of two: sorted or pasted in part."""
    written = filled.row["name"]
    if written and comparison_key(written) != comparison_key(name):
        text = (
            f"编号{filled.number}是“{name}”，这一行的名称是“{written}”，分不清评的是谁，分数不算。"
        )
        hint = "多半是只移动或排序了几列；请照原来的评分表核对整行。"
        yield filled.problem("name", "row-unknown", text, hint)


def recusal_faults(filled: Filled) -> Iterator[Problem]:
    """Yield the problems with a row's recusal and its reason."""
    row = filled.row
    if says_recused(row) is None:
        text = f"“回避”写的是“{row['recused']}”，看不出回避不回避。"
        yield filled.problem("recused", "score-invalid", text, "回避的写“是”，不回避的空着。")
    elif not filled.recused and says_why(row):
        text = f"写了回避理由“{row['reason']}”，“回避”没有写“是”，看不出回避不回避。"
        hint = "请问专家：回避的写“是”、不打分；不回避的删去理由。"
        yield filled.problem("reason", "score-in-conflict", text, hint)
    elif filled.recused and filled.points:
        text = "写了回避，又打了分；分数不算。"
        hint = "请专家二选一：回避的删去分数，不回避的删去“是”。"
        yield filled.problem("recused", "score-in-conflict", text, hint)
    elif filled.recused and not row["reason"]:
        hint = "请专家补写理由。"
        yield filled.problem(
            "reason", "recusal-reason", "回避没有写理由。", hint, severity=Severity.WARNING
        )


def cell_faults(filled: Filled, scoring: CategoryScoring, step: Fraction) -> Iterator[Problem]:
    """Yield the problems with the points of a filled row."""
    for group, most in scoring.points.items():
        text = filled.row[group]
        value = as_points(text)
        limits = f"请填0到{most}的数，最小到{float(step):g}分。"
        if not text:
            yield filled.problem(group, "score-missing", f"“{group}”没有打分。", limits)
        elif value is None:
            message = f"“{group}”写的是“{text}”，不是分数。"
            yield filled.problem(group, "score-invalid", message, limits)
        elif value > most:
            message = f"“{group}”写的是{text}，超过满分{most}。"
            yield filled.problem(group, "score-range", message, limits)
        elif value % step:
            message = f"“{group}”写的是{text}，不是{float(step):g}的倍数。"
            yield filled.problem(group, "score-step", message, limits)
