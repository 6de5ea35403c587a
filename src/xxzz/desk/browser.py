"""The side of the page that runs in the browser's worker: plain values in, plain values out."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from xxzz import __version__
from xxzz.desk import checking, papers
from xxzz.desk.made import Made, files_below
from xxzz.intake.find import FORM_ENDINGS, find_sources
from xxzz.refusal import Refusal
from xxzz.season import load_season
from xxzz.zips.writing import zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xxzz.bundle.verdict import Verdict
    from xxzz.season.models import Recommender


class Desk:
    """The state of one open page: the person's files, packages that came in, what was found.

    Each method returns what can be sent to the page.
    """

    def __init__(
        self, folder: str, inbox: str, advance: Callable[[int, int], None] | None = None
    ) -> None:
        self._folder = Path(folder)
        self._inbox = Path(inbox)
        self._advance = advance
        self._season = load_season()
        self._checked: checking.Materials | None = None
        self._merged: Made | None = None

    def answer(self, method: str, words: Sequence[Any]) -> dict[str, Any]:
        """Call a method; what can't be done comes back as `refused`, a text for the person."""
        try:
            result: dict[str, Any] = getattr(self, method)(*words)
        except Refusal as refusal:
            return {"refused": refusal.told}
        return result

    def about(self) -> dict[str, Any]:
        """Return what the page shows before any file is there."""
        notice = self._season.notice
        return {
            "version": __version__,
            "year": self._season.year,
            "title": notice.title,
            "number": notice.number,
            "recommenders": [row.name for row in self._season.quotas.recommenders],
        }

    def check(self, lost: Mapping[str, str]) -> dict[str, Any]:
        """Check what lies in the folder; returns the verdict as HTML, and what can be made."""
        from xxzz.report.html_report import fragments  # noqa: PLC0415  # the page shows first

        sources = checking.sources_in(self._folder)
        self._checked = checked = checking.check(sources, self._season, lost, self._advance)
        report = checked.report
        verdict, details = fragments(report, self._season)
        books = [one for one in report.sources if Path(one).suffix.lower() not in FORM_ENDINGS]
        return {
            "verdict": verdict,
            "details": details,
            "recommenders": checked.recommenders,
            "nominations": report.nominations,
            "annotate": len(report.sources) == 1 and len(books) == 1,
            "collect": bool(find_sources(sources, FORM_ENDINGS)),
        }

    def take(self, what: str, recommender: str, contact: str) -> dict[str, Any]:
        """Make one of the files to take away."""
        made = self._make(what, self._season.recommender(recommender), contact)
        return {"name": made.name, "content": made.content, "notes": list(made.notes)}

    def _make(self, what: str, recommender: Recommender | None, contact: str) -> Made:
        if what == "blank":
            return papers.blank(self._season, recommender)
        if what == "merged" and self._merged:
            return self._merged
        if what == "collect":
            from xxzz.desk.collecting import collect  # noqa: PLC0415  # few runs need it

            return collect(self._folder, self._season, recommender, self._advance)
        if self._checked is None:
            raise Refusal("请先把材料拖进来检查。")
        if what == "annotate":
            return checking.annotate(self._checked)
        if what == "forms":
            return papers.forms(self._checked, recommender, self._advance)
        return papers.package(self._checked, recommender, contact)

    def receive(self, lost: Mapping[str, str]) -> dict[str, Any]:
        """Verify and merge the packages in the folder; returns what was found as HTML."""
        from xxzz.desk.receiving import gather  # noqa: PLC0415  # for receivers only

        with TemporaryDirectory(prefix="xxzz-") as folder:
            merged = gather(self._inbox, Path(folder), self._season, self._advance)
            self._merged = Made("全市汇总.zip", zipped(files_below(Path(folder)).items()))
        city = merged.city
        verdicts = [
            *(one.verdict for one in city.inbox.received),
            *city.inbox.unusable,
        ]
        bad = [one for one in verdicts if not one.passed]
        advice = "可以取走全市汇总、各牵头单位的名单和给各推荐单位的回执。"
        html = _template().render(
            mood="error" if bad else "good",
            headline=f"收到{len(city.inbox.received)}个推荐单位的材料，共{len(city.entries)}家",
            advice=f"{len(bad)}个包不通过，原因见下面，请告诉对方改正后重新发送。"
            if bad
            else advice,
            packages=[_shown(one) for one in verdicts],
            others=[
                *(f"{one.item.shown}：{one.item.remark}" for one in city.inbox.others),
                *(f"{file}：{why}" for file, why in lost.items()),
            ],
            missing=[row.name for row in city.missing],
        )
        verdict, _, details = html.partition("<!-- details -->")
        return {"verdict": verdict, "details": details}


def _shown(verdict: Verdict) -> dict[str, Any]:
    from xxzz.bundle.layout import EDITION, RECOMMENDER  # noqa: PLC0415  # for receivers only

    bag = verdict.bag
    known = [bag.value(label) for label in (RECOMMENDER, EDITION)] if bag else []
    return {
        "name": verdict.package.name,
        "who": f"{known[0]}，第{known[1]}版" if all(known) and known else "",
        "lines": verdict.lines,
    }


def _template() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # receivers

    from xxzz.text.columns import one_line  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("xxzz.desk", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["one_line"] = one_line
    return environment.get_template("received.html.j2")
