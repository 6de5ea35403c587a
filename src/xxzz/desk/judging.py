"""The steps of the review: plan, sheets, scores, ranking and audit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xxzz import remedies
from xxzz.bundle.output import write_files
from xxzz.desk.steps import StepResult, reading_files, require_result
from xxzz.finding import Severity
from xxzz.refusal import Refusal
from xxzz.review.audit.audit import AuditInput
from xxzz.review.audit.audit import audit as do_again
from xxzz.review.audit.compare import Verdict
from xxzz.review.nominees import ledger_path
from xxzz.review.plan.book import plan_book
from xxzz.review.plan.make import Plan, PlanInput, make_plan
from xxzz.review.plan.model import PLAN
from xxzz.review.result.book import for_the_meeting, result_book
from xxzz.review.result.decisions import DECISIONS
from xxzz.review.result.outcome import REPORT, RESULT, RankInput, make_result
from xxzz.review.result.report import report
from xxzz.review.result.selection import Outcome
from xxzz.review.scores.columns import FOLDER
from xxzz.review.scores.gather import ScoreInput, gather
from xxzz.review.scores.model import SCORES
from xxzz.review.scores.send import make_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.desk.steps import Review
    from xxzz.review.result.outcome import Result
    from xxzz.review.scores.collect import Collected
    from xxzz.season.models.review import Method


@reading_files()
def plan(review: Review, ledger: Path, experts: Path) -> StepResult:
    """Assign experts to nominations; an existing plan is changed as little as possible.

    Raises:
        Refusal: a file can't be used, or no plan is possible.
    """
    path = review.folder / PLAN
    require_result(ledger_path(ledger), remedies.MERGE)
    given = PlanInput(ledger, experts, path if path.exists() else None, review.data)
    made = make_plan(given, review.season, review.table)
    if not made.changed:
        line = f"与第{made.book.trail.edition - 1}版相同，没有改动“{path}”。"
        return StepResult((line,), problems=made.warnings)
    renamed = write_files(review.folder, {PLAN: plan_book(made, review.season)})
    return StepResult(
        tuple(_planned(made, path, review.season.measure)),
        problems=made.warnings,
        renamed=tuple(renamed),
    )


def _planned(made: Plan, path: Path, measure: str) -> Iterator[str]:
    book = made.book
    loads = Counter(code for one in book.panels for code in one.experts)
    most, least = (choose(loads[one.code] for one in book.people) for choose in (max, min))
    yield f"已写“{path}”（第{book.trail.edition}版，内部使用，里面有专家姓名）。"
    yield (
        f"{len(book.panels)}{measure}，{len(book.people)}位专家，每位{least}到{most}份；"
        f"因回避排除{len(book.conflicts)}对。"
    )
    if made.previous:
        yield f"与上一版相比，换了{made.new_pairs}对。请重新生成评分表：{remedies.SHEETS}"
    else:
        yield f"下一步：{remedies.SHEETS}"


@reading_files()
def sheets(review: Review, ledger: Path, materials: Path | None = None) -> StepResult:
    """Write the sheets of all experts; existing filled ones are kept.

    Raises:
        Refusal: plan or ledger can't be used or are inconsistent.
    """
    require_result(review.folder / PLAN, remedies.PLAN)
    made = make_sheets(review.folder, ledger, materials, review.season, review.table)
    places = {name: review.folder / name for name in made.files}
    new = {
        name: content
        for name, content in made.files.items()
        if not places[name].exists() or places[name].read_bytes() != content
    }
    renamed = write_files(review.folder, new)
    count = f"共{len(made.files)}份评分表，在“{review.folder / FOLDER}”；这次写了{len(new)}份。"
    last = f"表里没有电话，专家只写代码。收回后：{remedies.COLLECT_RETURNED}"
    return StepResult((count, last), problems=made.warnings, renamed=tuple(renamed))


@reading_files()
def collect(review: Review, ledger: Path, filled: Sequence[Path]) -> StepResult:
    """Read the filled sheets and write the scores; the result names missing ones.

    Raises:
        Refusal: plan or ledger can't be used, or there is no sheet.
    """
    require_result(review.folder / PLAN, remedies.PLAN)
    given = ScoreInput(review.folder, ledger, filled, review.data)
    collected, content = gather(given, review.season, review.table)
    path = review.folder / SCORES
    renamed = write_files(review.folder, {SCORES: content})
    measure, missing = review.season.measure, collected.missing().items()
    lacking = (f"还缺：{code}，{len(panels)}{measure}。" for code, panels in missing)
    return StepResult(
        tuple(_collected(collected, path)),
        collected.complete,
        tuple(collected.problems),
        tuple(lacking),
        tuple(renamed),
    )


def _collected(collected: Collected, path: Path) -> Iterator[str]:
    for (number, code), reason in sorted(collected.recusals.items()):
        yield f"回避：{code}不评{number}（{reason or '没有写理由'}）。"
    if collected.recusals:
        yield f"请把这些回避写进专家名单的“回避”一列，重新{remedies.PLAN.run}，补排专家。"
    yield f"收到{len(collected.scores)}份评分，已写“{path}”（内部使用）。"
    if collected.complete:
        yield f"各位专家都评完了。下一步：{remedies.RANK}"
    elif collected.missing():
        yield "催的话可以照抄“还缺”工作表里的文字。"


@reading_files()
def rank(review: Review, method: Method | None, chosen: Mapping[str, int]) -> StepResult:
    """Write result and report; incomplete if the meeting has to decide.

    Raises:
        Refusal: scores are missing, the method can't be used, or the number to select is unknown.
    """
    season, folder = review.season, review.folder
    require_result(folder / SCORES, remedies.COLLECT)
    result = make_result(RankInput(folder, method, chosen, review.data), season, review.table)
    files = {RESULT: result_book(result, season), REPORT: report(result, season)}
    if not (folder / DECISIONS).exists():
        files[DECISIONS] = for_the_meeting(result, season)
    renamed = write_files(folder, files)
    decided = not any(one.severity is Severity.ERROR for one in result.problems)
    lines = tuple(_ranked(result, review))
    return StepResult(lines, decided, tuple(result.problems), renamed=tuple(renamed))


def _ranked(result: Result, review: Review) -> Iterator[str]:
    season = review.season
    for one in result.categories:
        counts = "，".join(f"{word}{one.count(word)}" for word in Outcome if one.count(word))
        category = one.ranking.category
        name, measure = season.info(category).short, season.measure_of([category])
        yield f"{name}：{len(one.selected)}{measure}，选{one.chosen}{measure}；{counts}。"
    if apart := sum(1 for _ in result.apart()):
        yield f"复议：{apart}{season.measure}的专家相差超过满分的{result.spread}%，见“复议”工作表。"
    folder = review.folder
    yield f"已写“{folder / RESULT}”和“{folder / REPORT}”（内部使用）。"
    yield f"会议另有决定的，写在“{folder / DECISIONS}”里，再运行一次。"


@reading_files()
def audit(review: Review, places: Sequence[Path]) -> StepResult:
    """Repeat every step from the same files; incomplete if a result differs.

    Raises:
        Refusal: the folder has no results.
    """
    given = AuditInput(review.folder, places, review.data)
    found = do_again(given, review.season, review.table)
    if not found:
        raise Refusal(f"“{review.folder}”里没有评审的结果，没有什么可以复核。")
    same = all(one.verdict is Verdict.SAME for one in found)
    return StepResult(tuple(f"【{one.verdict}】{one.name}：{one.reason}" for one in found), same)
