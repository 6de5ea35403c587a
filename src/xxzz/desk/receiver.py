"""The receiver's sides of the page: merging packages, and the review.

All files are in folders below the current one, as at the command line.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from xxzz.desk import announcing, html, judging
from xxzz.desk.downloads import Download, files_below
from xxzz.desk.receiving import gather, letters_owed
from xxzz.desk.sorting import CITY, EXPERTS, FILLED, OF_CITY, OF_REVIEW, RESULTS, sort_files
from xxzz.desk.steps import REVIEW, Review
from xxzz.intake.find import LEDGER, REGISTER
from xxzz.refusal import Refusal
from xxzz.remedies import STEPS
from xxzz.review.result.ranking import METHOD_NAMES
from xxzz.review.scores.columns import FOLDER
from xxzz.season.models.review import Method
from xxzz.zips.writing import zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from xxzz.desk.downloads import Advance
    from xxzz.desk.steps import StepResult
    from xxzz.season import Season

    Answers = Mapping[str, Any]

INBOX, DROPPED = Path("收件"), Path("放进来")


class Receiver:
    """The receiver's folders: packages and register, and the review."""

    def __init__(self, season: Season, advance: Advance | None = None) -> None:
        self._season = season
        self._advance = advance
        self._review = Review(REVIEW, season)

    def receive(self, lost: Mapping[str, str]) -> dict[str, Any]:
        """Verify and merge the inbox; return the result as HTML."""
        shutil.rmtree(CITY, ignore_errors=True)
        verdict, details = html.received(gather(INBOX, CITY, self._season, self._advance), lost)
        renamed = {f"{CITY}/{name}": (CITY / name).read_bytes() for name in (LEDGER, REGISTER)}
        return {"verdict": verdict, "details": details, "files": renamed, "written": _WRITTEN}

    def merged(self) -> Download:
        """Return all results of merging."""
        return Download(f"{CITY}.zip", zipped(files_below(CITY).items()))

    def letters(self, until: str) -> Download:
        """Return the letters that the register asks for."""
        day = dt.date.fromisoformat(until) if until else None
        owed = letters_owed(CITY, self._season, day)
        if not owed.files:
            raise Refusal("都交了，也没有要补正的，不用发函。")
        notes = tuple(f"{one.kind}：{one.recommender}" for one in owed.found)
        return Download("函件.zip", zipped(owed.files.items()), notes)

    def review(self, lost: Mapping[str, str]) -> dict[str, Any]:
        """Sort the dropped files; return the kind of each, and the available choices."""
        chosen = {str(one.category): one.chosen for one in self._review.table.selection}
        return {
            "verdict": html.sorted_list(sort_files(DROPPED), lost),
            "details": "",
            "written": _WRITTEN,
            "categories": [
                {
                    "id": str(one.id),
                    "name": one.short,
                    "measure": self._season.measure_of([one.id]),
                    "chosen": chosen[str(one.id)],
                }
                for one in self._season.notice.categories
            ],
            "methods": METHOD_NAMES,
            "method": self._review.table.ranking.method,
        }

    def step(self, name: str, answers: Answers) -> dict[str, Any]:
        """Do one step; return its message as HTML, its files, and a download."""
        before = files_below(REVIEW)
        done = self._do(name, answers)
        after = files_below(REVIEW)
        wrote = {
            f"{REVIEW}/{path}": content
            for path, content in after.items()
            if before.get(path) != content
        }
        taken = {path: content for path, content in after.items() if _is_of(name, path)}
        made = _as_download(STEPS[name].title, taken)
        return {
            "html": html.step_result(done),
            "files": wrote,
            "name": made.name if made else "",
            "content": made.content if made else b"",
        }

    def everything(self) -> Download:
        """Return the folders of the review, for continuing on another day."""
        files = {f"{folder}/{name}": data for folder in _ALL for name, data in _in(folder)}
        if not files:
            raise Refusal("还没有评审的结果。")
        return Download("评审到公布.zip", zipped(files.items()))

    def _do(self, name: str, answers: Answers) -> StepResult:
        review = self._review
        steps: dict[str, Callable[[], StepResult]] = {
            "plan": lambda: judging.plan(review, CITY, _experts()),
            "sheets": lambda: judging.sheets(review, CITY),
            "collect": lambda: judging.collect(review, CITY, [_filled()]),
            "rank": lambda: judging.rank(review, _method(answers), _numbers(answers)),
            "audit": lambda: judging.audit(review, [Path()]),
            "publicity": lambda: announcing.publicity(review, _day(answers["first"])),
            "publish": lambda: announcing.publish(
                review, _day(answers["date"]), str(answers["forced"])
            ),
        }
        return steps[name]()


_WRITTEN = [*OF_CITY, *OF_REVIEW]
"""Files that exist only once: the page keeps the latest."""
_ALL = (CITY, REVIEW, EXPERTS, FILLED)


def _in(folder: Path) -> Iterable[tuple[str, bytes]]:
    return files_below(folder).items()


def _is_of(step: str, path: str) -> bool:
    return path.startswith(f"{FOLDER}/") if step == "sheets" else path in RESULTS.get(step, ())


def _as_download(title: str, files: Mapping[str, bytes]) -> Download | None:
    if len(files) == 1:
        (path,) = files
        return Download(Path(path).name, files[path])
    return Download(f"{title}.zip", zipped(files.items())) if files else None


def _experts() -> Path:
    found = sorted(path for path in EXPERTS.rglob("*") if path.is_file())
    if not found:
        raise Refusal("还没有专家名单。请把它拖进来：要有“姓名”“单位”“评审类别”这些列。")
    if len(found) > 1:
        names = "、".join(path.name for path in found)
        raise Refusal(f"有几份专家名单：{names}。请只留一份。")
    return found[0]


def _filled() -> Path:
    """Return the folder of the returned sheets, or else of those written."""
    return FILLED if FILLED.exists() else REVIEW / FOLDER


def _method(answers: Answers) -> Method | None:
    return next((one for one in get_args(Method) if one == answers["method"]), None)


def _numbers(answers: Answers) -> dict[str, int]:
    chosen = {category: text.strip() for category, text in answers["chosen"].items()}
    for text in chosen.values():
        if text and not (text.isdecimal() and text.isascii()):
            raise Refusal(f"选多少要写整数，现在是“{text}”。请改好再做这一步。")
    return {category: int(text) for category, text in chosen.items() if text}


def _day(text: str) -> dt.date:
    if not text:
        raise Refusal("请先选日期。")
    return dt.date.fromisoformat(text)
