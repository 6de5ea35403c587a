"""The interface of the program to the page, running in the browser's worker.

Arguments and results are plain values, which can be sent between worker and page.
"""

from __future__ import annotations

from contextlib import chdir
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xxzz import __version__
from xxzz.desk import checking, papers
from xxzz.desk.wording import for_the_page
from xxzz.intake.find import FORM_ENDINGS, find_sources
from xxzz.refusal import Refusal
from xxzz.season import load_season

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.desk.downloads import Advance, Download
    from xxzz.desk.receiver import Receiver
    from xxzz.season.models import Recommender

SENT, RECEIVED, EDITED = "材料", "接收", "编辑"
_PLACES = {
    **dict.fromkeys(("about", "check", "download"), SENT),
    **dict.fromkeys(("edit", "changes"), EDITED),
}
"""The folder in which a method works, unless it is the receiver's."""
FOLDERS = {
    "check": SENT,
    "receive": f"{RECEIVED}/收件",
    "review": f"{RECEIVED}/放进来",
    "edit": f"{EDITED}/规则表",
}
"""The folders for a person's files, by the side of the page."""
_CURRENT_FOLDER = Path()


class Desk:
    """The state of one open page: files and results.

    Each method returns values that can be sent to the page.
    """

    def __init__(self, root: str, advance: Advance | None = None) -> None:
        self._root = Path(root)
        for folder in FOLDERS.values():
            (self._root / folder).mkdir(parents=True, exist_ok=True)
        self._advance = advance
        self._season = load_season()
        self._checked: checking.Materials | None = None

    @cached_property
    def _receiver(self) -> Receiver:
        from xxzz.desk.receiver import Receiver  # noqa: PLC0415  # receivers only

        return Receiver(self._season, self._advance)

    def answer(self, method: str, args: Sequence[Any]) -> dict[str, Any]:
        """Call a method; for refused work, `refused` has the message for the person."""
        try:
            with chdir(self._root / _PLACES.get(method, RECEIVED)):
                result: dict[str, Any] = getattr(self, method)(*args)
        except Refusal as refusal:
            return {"refused": for_the_page(refusal.told)}
        return result

    def about(self) -> dict[str, Any]:
        """Return what the page shows at the start."""
        notice = self._season.notice
        return {
            "version": __version__,
            "year": self._season.year,
            "title": notice.title,
            "number": notice.number,
            "recommenders": [row.name for row in self._season.quotas.recommenders],
            "folders": {side: str(self._root / folder) for side, folder in FOLDERS.items()},
        }

    def check(self, lost: Mapping[str, str]) -> dict[str, Any]:
        """Check the files; return the report as HTML, and which files can be made."""
        from xxzz.report.html_report import fragments  # noqa: PLC0415  # the start page does without

        sources = checking.sources_in(_CURRENT_FOLDER)
        self._checked = checked = checking.check(sources, self._season, lost, self._advance)
        report = checked.report
        verdict, details = fragments(report, self._season, for_the_page)
        books = [one for one in report.sources if Path(one).suffix.lower() not in FORM_ENDINGS]
        return {
            "verdict": verdict,
            "details": details,
            "recommenders": checked.recommenders,
            "nominations": report.nominations,
            "annotate": len(report.sources) == 1 and len(books) == 1,
            "collect": bool(find_sources(sources, FORM_ENDINGS)),
        }

    def download(self, what: str, recommender: str, contact: str) -> dict[str, Any]:
        """Make one of the downloads for senders."""
        return _plain(self._make(what, self._season.recommender(recommender), contact))

    def _make(self, what: str, recommender: Recommender | None, contact: str) -> Download:
        if what == "blank":
            return papers.blank(self._season, recommender)
        if what == "collect":
            from xxzz.desk.collecting import collect  # noqa: PLC0415  # few runs need it

            return collect(_CURRENT_FOLDER, self._season, recommender, self._advance)
        if self._checked is None:
            raise Refusal("请先把材料拖进来检查。")
        if what == "annotate":
            return checking.annotate(self._checked)
        if what == "forms":
            return papers.forms(self._checked, recommender, self._advance)
        return papers.package(self._checked, recommender, contact)

    def receive(self, lost: Mapping[str, str]) -> dict[str, Any]:
        """Verify and merge the received files."""
        return self._receiver.receive(lost)

    def merged(self) -> dict[str, Any]:
        """Return all results of merging as a download."""
        return _plain(self._receiver.merged())

    def letters(self, until: str) -> dict[str, Any]:
        """Return the letters that the register asks for as a download."""
        return _plain(self._receiver.letters(until))

    def review(self, lost: Mapping[str, str]) -> dict[str, Any]:
        """Sort the files of the review."""
        return self._receiver.review(lost)

    def step(self, name: str, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Do one step of the review."""
        return self._receiver.step(name, answers)

    def edit(self, lost: Mapping[str, str]) -> dict[str, Any]:
        """Check edited tables."""
        from xxzz.desk.editing import tables_checked  # noqa: PLC0415  # for editors only

        return tables_checked(lost)

    def changes(self) -> dict[str, Any]:
        """Return the differences of the tables as a download."""
        from xxzz.desk.editing import changes  # noqa: PLC0415  # for editors only

        return _plain(changes())

    def everything(self) -> dict[str, Any]:
        """Return all files of the review as a download."""
        return _plain(self._receiver.everything())


def _plain(made: Download) -> dict[str, Any]:
    notes = [for_the_page(note) for note in made.notes]
    return {"name": made.name, "content": made.content, "notes": notes}
