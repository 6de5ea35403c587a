"""推荐条件 that the notice of 2023 does not have, on fields of its form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from xxzz.finding import Severity
from xxzz.location import Location
from xxzz.nomination import Attached
from xxzz.rules.conditions.attachment import attachment_rule
from xxzz.rules.conditions.declaration import declaration_rule
from xxzz.rules.conditions.former import former_rule
from xxzz.rules.conditions.number import number_rule
from xxzz.rules.conditions.publicity import publicity_rule
from xxzz.rules.conditions.share import share_rule
from xxzz.season.models import (
    Attachment,
    Declaration,
    Measured,
    NotInList,
    NumberIn,
    Publicity,
    ShareOf,
)
from xxzz.season.past import PastWinner

if TYPE_CHECKING:
    from conftest import Judge, Nominate

    from xxzz.nomination import Nomination
    from xxzz.rules import Rule
    from xxzz.season import Season

MEGA = 1024 * 1024
ABOUT: dict[str, Any] = {"id": "asked", "categories": ("family",), "clause": "三（二）5"}


def messages(judge: Judge, rule: Rule, *rows: Nomination) -> list[str]:
    return [finding.message for finding in judge(rule, *rows).findings]


# -- files --------------------------------------------------------------------------------------

PICTURES = Attachment(
    kind="attachment",
    field="honours",
    files=("jpg", "tif"),
    most=2,
    most_megabytes=2,
    least_pixels=(300, 400),
    **ABOUT,
)
GOOD = Attached("一.jpg", "jpg", 2 * MEGA, "jpg", (300, 400))


@pytest.mark.parametrize(
    "files",
    [
        (GOOD,),
        (GOOD, GOOD),
        (replace(GOOD, pixels=(400, 300)),),
        (replace(GOOD, suffix="jpeg"),),
        (replace(GOOD, suffix="tiff", kind="", pixels=None),),
    ],
)
def test_files_as_asked(
    judge: Judge, nominate: Nominate, season: Season, files: tuple[Attached, ...]
) -> None:
    row = replace(nominate("family", honours="一.jpg"), attachments={"honours": files})
    report = judge(attachment_rule(PICTURES, season), row)
    assert not report.findings
    assert not report.skipped


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), "有0个文件，要求1至2个。"),
        ((GOOD,) * 3, "有3个文件，要求1至2个。"),
        (
            (GOOD, GOOD, replace(GOOD, missing="找不到文件。")),
            "有3个文件，要求1至2个。“一.jpg”：找不到文件。",
        ),
        ((replace(GOOD, missing="找不到文件。"),), "“一.jpg”：找不到文件。"),
        ((replace(GOOD, suffix="png"),), "“一.jpg”不是要求的文件（jpg、tif）。"),
        ((replace(GOOD, kind="png"),), "“一.jpg”的内容不是jpg，打不开。"),
        ((replace(GOOD, kind=""),), "“一.jpg”的内容不是jpg，打不开。"),
        ((replace(GOOD, size=2 * MEGA + 1),), "“一.jpg”有2.0MB，要求每个不超过2MB。"),
        ((replace(GOOD, size=3 * MEGA),), "“一.jpg”有3.0MB，要求每个不超过2MB。"),
        (
            (replace(GOOD, pixels=(500, 299)),),
            "“一.jpg”是500×299像素，要求不小于300×400像素。",
        ),
        (
            (replace(GOOD, pixels=(399, 399)),),
            "“一.jpg”是399×399像素，要求不小于300×400像素。",
        ),
    ],
)
def test_files_that_are_not_as_asked(
    judge: Judge, nominate: Nominate, season: Season, files: tuple[Attached, ...], said: str
) -> None:
    row = replace(nominate("family", honours="一.jpg"), attachments={"honours": files})
    (finding,) = judge(attachment_rule(PICTURES, season), row).findings
    assert (finding.rule, finding.severity) == ("asked", Severity.ERROR)
    assert finding.location.cell == "Q4"
    assert finding.message == f"“曾获荣誉”{said}"


@pytest.mark.parametrize(
    ("least", "most", "title"),
    [
        (
            1,
            None,
            "家庭要附“曾获荣誉”：不少于1个，jpg、tif，每个不超过2MB，图片不小于300×400像素。",
        ),
        (2, 2, "家庭要附“曾获荣誉”：2个，jpg、tif，每个不超过2MB，图片不小于300×400像素。"),
        (1, 2, "家庭要附“曾获荣誉”：1至2个，jpg、tif，每个不超过2MB，图片不小于300×400像素。"),
    ],
)
def test_how_many_files_are_asked_for(
    judge: Judge, nominate: Nominate, season: Season, least: int, most: int | None, title: str
) -> None:
    rule = attachment_rule(PICTURES.model_copy(update={"least": least, "most": most}), season)
    assert rule.title(season) == title
    assert "把别的文件改名成 .jpg；" in rule.doc(season)
    assert "**通过**：`照片/样张家庭.jpg`。" in rule.doc(season)
    row = replace(nominate("family", honours="一.jpg"), attachments={"honours": (GOOD,) * 9})
    assert bool(judge(rule, row).findings) is (most is not None)


# -- numbers ------------------------------------------------------------------------------------

HOURS = NumberIn(kind="number", field="honours", unit="小时", **ABOUT)


@pytest.mark.parametrize(
    ("limits", "text", "fails"),
    [
        ((60, None), "60小时", False),
        ((60, None), "59.9", True),
        ((None, 100), "100小时", False),
        ((None, 100), "100.5小时", True),
        ((0, 0), "0", False),
        ((0, 0), "1", True),
    ],
)
def test_a_number_within_its_limits(
    judge: Judge,
    nominate: Nominate,
    season: Season,
    limits: tuple[float | None, float | None],
    text: str,
    *,
    fails: bool,
) -> None:
    least, most = limits
    rule = number_rule(HOURS.model_copy(update={"least": least, "most": most}), season)
    assert bool(judge(rule, nominate("family", honours=text)).findings) is fails


def test_another_number_will_do_as_well(judge: Judge, nominate: Nominate, season: Season) -> None:
    other = (Measured(field="remark", least=3),)
    wanted = HOURS.model_copy(update={"least": 60, "most": 90, "alternatives": other})
    rule = number_rule(wanted, season)
    rows = [nominate("family", honours="9", remark=text) for text in ("3", "2.9", "")]
    found = judge(rule, *rows).findings
    assert [one.location.cell for one in found] == ["Q5", "Q6"]
    assert found[0].message == ("曾获荣誉是“9”，要求不少于60小时、不多于90小时，或者备注不少于3。")
    report = judge(rule, nominate("family", honours="很多"), nominate("family", honours=""))
    assert [one.reason for one in report.skipped] == [
        "曾获荣誉看不出是多少（1家）",
        "曾获荣誉没有填写或读不出来（1家）",
    ]


@pytest.mark.parametrize(
    ("limits", "fails", "passes"),
    [
        ((60, None), "59小时", "60小时"),
        ((60, 90), "59小时", "60小时"),
        ((None, 90), "91小时", "90小时"),
        ((0.5, None), "0小时", "0.5小时"),
        ((0, 90), "91小时", "0小时"),
        ((None, 0), "1小时", "0小时"),
    ],
)
def test_the_examples_of_a_number(
    season: Season, limits: tuple[float | None, float | None], fails: str, passes: str
) -> None:
    least, most = limits
    rule = number_rule(HOURS.model_copy(update={"least": least, "most": most}), season)
    assert f"**不通过**：`{fails}`。" in rule.doc(season)
    assert f"**通过**：`{passes}`。" in rule.doc(season)


# -- a part of the list -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "of", "said"),
    [
        (7, 20, ""),  # as fractions: 0.35 × 20 is more than 7 in binary numbers
        (6, 20, "6家，占30%，要求不低于35%（7家）。"),
        (1, 3, "1家，占33.3%，要求不低于35%（2家）。"),
        (2, 3, ""),
        (2, 7, "2家，占28.5%，要求不低于35%（3家）。"),  # cut off, not rounded
        (0, 1, "0家，占0%，要求不低于35%（1家）。"),
    ],
)
def test_a_part_of_the_list(
    judge: Judge, nominate: Nominate, season: Season, there: int, of: int, said: str
) -> None:
    wanted = ShareOf(
        kind="share",
        field="honours",
        values=("一线", "基层"),
        least=0.35,
        **ABOUT,
    )
    texts = ["一线", " 基层"] * of
    rows = [nominate("family", honours=text) for text in texts[:there]]
    rows += [nominate("family", honours="机关") for _ in range(of - there)]
    rule = share_rule(wanted, season)
    head = f"徐汇区推荐{of}家，曾获荣誉是“一线”、“基层”的"
    assert messages(judge, rule, *rows) == ([head + said] if said else [])
    assert "**不通过**：推荐10家，“一线”、“基层”3家。" in rule.doc(season)
    assert "**通过**：推荐10家，“一线”、“基层”4家。" in rule.doc(season)


def test_the_examples_of_a_small_part(season: Season) -> None:
    wanted = ShareOf(kind="share", field="honours", values=("一线",), least=0.1, **ABOUT)
    doc = share_rule(wanted, season).doc(season)
    assert "**不通过**：推荐10家，“一线”0家。" in doc
    assert "**通过**：推荐10家，“一线”1家。" in doc


# -- former winners -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "year", "said"),
    [
        ("慕样家庭", 2020, "“慕样家庭”2020年已经获评；"),
        ("慕样家庭", 2019, ""),
        ("慕样家庭", None, "“慕样家庭”以前（哪一年不详）已经获评；"),
        ("慕样 一家", 2022, "“慕样家庭”与2022年获评的“慕样 一家”名称相近，可能是同一家；"),
    ],
)
def test_former_winners(
    judge: Judge, nominate: Nominate, season: Season, name: str, year: int | None, said: str
) -> None:
    rule = former_rule(NotInList(kind="not-in-list", years=3, **ABOUT), season)
    winner = PastWinner(name, year, "", "", Location("往年名单.xlsx", "往年名单", 5))
    known = replace(season, past_winners=(winner,))
    rows = [nominate("family", name="慕样家庭"), nominate("community", name="慕样家庭")]
    found = judge(rule, *rows, season=known).findings
    assert [one.message for one in found] == (
        [f"{said}最近3年获评过的不能再推荐。"] if said else []
    )
    assert all(one.location.cell == "D4" for one in found)
    hint = "请核对（见 往年名单.xlsx!往年名单!第5行）：确是同一家的，请换一家。"
    assert all(one.hint == hint for one in found)
    sure = year is not None and name == "慕样家庭"
    assert all(one.severity is (Severity.ERROR if sure else Severity.WARNING) for one in found)
    assert "**不通过**：2022年获评过的，2023年又推荐。" in rule.doc(season)
    assert "**通过**：2019年获评的；没有获评过的。" in rule.doc(season)


# -- public notice ------------------------------------------------------------------------------

NOTICE = Publicity(
    kind="publicity",
    field="honours",
    until="remark",
    days=5,
    working=False,
    **ABOUT,
)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2023-09-16", "2023-09-20"), ""),
        (("2023-09-16", "2023-09-19"), "公示从2023-09-16到2023-09-19，只有4天，要求不少于5天。"),
        (("2023-09-01", "2023-09-21"), "公示到2023-09-21才结束，晚于报送的截止日期2023-09-20。"),
        (
            ("2023-09-06", "2023-09-05"),
            "公示结束的一天（2023-09-05）早于开始的一天（2023-09-06）。",
        ),
        (("2023-09-06", "2023-09-06"), "公示从2023-09-06到2023-09-06，只有1天，要求不少于5天。"),
    ],
)
def test_days_of_public_notice(
    judge: Judge, nominate: Nominate, season: Season, days: tuple[str, str], said: str
) -> None:
    row = nominate("family", honours=days[0], remark=days[1])
    found = judge(publicity_rule(NOTICE, season), row).findings
    assert [one.message for one in found] == ([said] if said else [])
    hint = "请核对公示的起止日期；确实没有公示满的，请公示满了再报。"
    assert all(one.hint == hint for one in found)


@pytest.mark.parametrize("days", [("", "2023-09-19"), ("2023-09-01", "很久")])
def test_public_notice_without_its_days_is_skipped(
    judge: Judge, nominate: Nominate, season: Season, days: tuple[str, str]
) -> None:
    row = nominate("family", honours=days[0], remark=days[1])
    report = judge(publicity_rule(NOTICE, season), row)
    assert not report.findings
    assert [one.reason for one in report.skipped] == ["公示的日期没有填写或看不懂（1家）"]


# -- saying yes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "fails"), [("是", False), (" 同 意", False), ("否", True)])
def test_a_declaration(
    judge: Judge, nominate: Nominate, season: Season, text: str, *, fails: bool
) -> None:
    wanted = Declaration(kind="declaration", field="honours", yes=("同意", "是"), **ABOUT)
    rule = declaration_rule(wanted, season)
    assert rule.title(season) == "家庭的“曾获荣誉”须是“同意”。"
    report = judge(rule, nominate("family", honours=text))
    assert all("请写“同意”；" in one.hint for one in report.findings)
    found = [one.message for one in report.findings]
    assert found == ([f"“曾获荣誉”写的是“{text}”，须是“同意”。"] if fails else [])
