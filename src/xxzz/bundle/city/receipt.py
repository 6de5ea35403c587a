"""回执: tells a recommender the result of the checks and what to correct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.bundle.layout import EDITION
from xxzz.finding import Finding, Severity
from xxzz.render.context import category_name
from xxzz.render.documents import templates_folder
from xxzz.render.template import Template
from xxzz.text.file_names import safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.bundle.city.receive import Received
    from xxzz.bundle.city.view import City

_TEMPLATE = "receipt.docx"
_FOLDER = "回执"
_NAMES = ("recommender", "opening", "lines", "parts", "contact", "receiver")
_PASSED, _FAILED = "通过", "不通过"


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    result: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Part:
    title: str
    entries: Sequence[str]


def receipts(city: City) -> Iterator[tuple[str, bytes]]:
    """Yield a Word file with its path for each recommender that sent a package.

    Raises:
        TemplateError: templates/receipt.docx can't be used.
    """
    template = Template(templates_folder() / _TEMPLATE, _NAMES)
    for one in (*city.inbox.received, *city.inbox.refused):
        path = f"{_FOLDER}/{safe_name(one.recommender.name, '')}.docx"
        yield path, template.render(_values(one, city))


def _values(received: Received, city: City) -> Mapping[str, object]:
    handover, verdict = city.season.notice.submission, received.verdict
    return {
        "recommender": received.recommender.name,
        "opening": f"收到你单位“{verdict.package.name}”{_state(received, city)}。",
        "lines": [
            _Row(line.name, _PASSED if line.passed else _FAILED, line.reason)
            for line in verdict.lines
        ],
        "parts": [part for part in _parts(received, city) if part.entries],
        "contact": handover.receiver_contacts,
        "receiver": handover.receiver,
    }


def _state(received: Received, city: City) -> str:
    verdict = received.verdict
    if received in city.inbox.refused:
        return "，这个包不能用，没有计入全市汇总。请按下面的说明重新打包报送"
    edition = f"第{verdict.bag.value(EDITION)}版" if verdict.bag else "没有打包"
    number = verdict.report.nominations if verdict.report else 0
    state = (
        "材料齐全，各项检查都通过" if verdict.passed else "有需要补正的内容，改正后请重新打包报送"
    )
    return f"（{edition}），共推荐{number}{city.season.measure}。{state}"


def _parts(received: Received, city: City) -> Iterator[_Part]:
    findings = received.verdict.report.findings if received.verdict.report else ()
    yield _Part("收到的推荐和编号（编号以后不变，请在来往中使用）", list(_numbered(received, city)))
    titles = {Severity.ERROR: "需要补正", Severity.WARNING: "请核对"}
    for severity, title in titles.items():
        yield _Part(title, [_said(one) for one in findings if one.severity is severity])
    yield _Part("与其他推荐单位重复或相近，请核对", list(_between(received, city)))
    yield _Part("已经同意豁免", [_said(one) for one in findings if one.waived])
    yield _Part("以这一版为准，不再使用的包", received.replaced)
    yield _Part("另外收到、但不能用的包", received.unusable)


def _numbered(received: Received, city: City) -> Iterator[str]:
    """Yield the recommender's own nominations with their numbers."""
    for one in city.entries:
        number = city.number_of(one)
        if number and one.ref.recommender == received.recommender.name:
            yield f"{number} {one.nomination.name}（{category_name(one, city.season)}）"


def _said(finding: Finding) -> str:
    if one := finding.waived:
        return f"{finding.message}（{one.reason}，{one.approved_by}批准）"
    return f"{finding.location}：{finding.message}{finding.hint}"


def _between(received: Received, city: City) -> Iterator[str]:
    """Yield possible duplicates, without others' nominations: they are not public yet."""
    other = city.season.measure
    for finding, own in city.duplicates_of(received):
        names = "、".join(f"“{one.nomination.name}”" for one in own)
        what = (
            f"事迹和另一{other}相同或雷同"
            if finding.rule == rule_names.DUPLICATE_STORY
            else "可能也被其他单位推荐"
        )
        yield f"{names}{what}，请核对是不是同一{other}、材料有没有放错；核对的结果请告诉我们。"
