"""Renders parts of the page as HTML, with all values escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from xxzz.bundle.layout import EDITION, RECOMMENDER
from xxzz.desk.wording import for_the_page
from xxzz.finding import Severity
from xxzz.report.pages import page_environment
from xxzz.season.doubts import CHECKED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

    from xxzz.bundle.city.merge import Merged
    from xxzz.bundle.verdict import Verdict
    from xxzz.desk.sorting import SortedFile
    from xxzz.desk.steps import StepResult
    from xxzz.editor.check import Checked


def received(merged: Merged, lost: Mapping[str, str]) -> tuple[str, str]:
    """Return verdict and details of the received material."""
    city = merged.city
    verdicts = [*(one.verdict for one in city.inbox.received), *city.inbox.unusable]
    bad = sum(not one.passed for one in verdicts)
    correct = f"{bad}个包不通过，原因见下面，请告诉对方改正后重新发送。"
    good = "可以取走全市汇总、各牵头单位的名单和给各推荐单位的回执。"
    html = _environment().get_template("received.html.j2")
    text = html.render(
        css_class="error" if bad else "good",
        headline=f"收到{len(city.inbox.received)}个推荐单位的材料，共{len(city.entries)}{city.season.measure}",
        advice=correct if bad else good,
        packages=[_package(one) for one in verdicts],
        faults=list(map(str, merged.faults)),
        others=[
            *(f"{one.item.label}：{one.item.remark}" for one in city.inbox.others),
            *(f"{file}：{why}" for file, why in lost.items()),
            *(f"{one.file}：上次还在，这次没有放进来" for one in city.register.gone),
        ],
        missing=[row.name for row in city.missing],
    )
    verdict, _, details = text.partition("<!-- details -->")
    return verdict, details


def _package(verdict: Verdict) -> dict[str, Any]:
    bag = verdict.bag
    known = [bag.value(label) for label in (RECOMMENDER, EDITION)] if bag else []
    return {
        "name": verdict.package.name,
        "who": f"{known[0]}，第{known[1]}版" if all(known) and known else "",
        "lines": verdict.lines,
    }


def tables(found: Sequence[Checked], lost: Mapping[str, str]) -> tuple[str, str]:
    """Return verdict and details of edited tables."""
    bad, asked = any(one.errors for one in found), any(one.doubts for one in found)
    if bad:
        css_class, headline = "error", "不能用"
        advice = "请按下面所写改正，再检查一次。"
    elif asked:
        css_class, headline = "warning", "请核对"
        advice = f"确实如此的，在那一行末尾加上“# {CHECKED}”，就不再问。"
    else:
        css_class, headline, advice = "good", "可以用", "没有要核对的。"
    text = (
        _environment()
        .get_template("tables.html.j2")
        .render(css_class=css_class, headline=headline, advice=advice, years=found, lost=lost)
    )
    verdict, _, details = text.partition("<!-- details -->")
    return verdict, details


def sorted_list(sorted_files: Sequence[SortedFile], lost: Mapping[str, str]) -> str:
    """Return the list of files with the kind of each."""
    kinds: dict[str, list[str]] = {}
    for one in sorted_files:
        kinds.setdefault(one.kind, []).append(one.name)
    return _environment().get_template("sorted_list.html.j2").render(kinds=kinds, lost=lost)


def step_result(step: StepResult) -> str:
    """Return the result of a step and what needs attention."""
    bad = not step.complete
    problems = [
        {
            "severity": (one.severity or Severity.ERROR).value,
            "word": (one.severity or Severity.ERROR).word,
            "place": str(one.location),
            "message": one.message,
            "hint": one.hint,
        }
        for one in step.problems
    ]
    renamed = [f"原来的文件内容不同，已改名保留：{path}" for path in step.renamed]
    html = _environment().get_template("step_result.html.j2")
    return html.render(
        css_class="error" if bad else "warning" if problems else "good",
        lines=[*step.missing, *renamed, *step.lines],
        problems=problems,
    )


@cache
def _environment() -> Environment:
    environment = page_environment("xxzz.desk", "fragments")
    environment.filters["for_the_page"] = for_the_page
    return environment
