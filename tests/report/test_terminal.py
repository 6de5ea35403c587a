"""The report that a clerk reads."""

import re
from dataclasses import replace

import pytest

from report_samples import AGREED, FAMILY, FULL, LONG, STREET, TITLE, UNREADABLE, cell, finding
from xxzz.finding import NominationPlace, QuotaUse, Report, Severity, Skipped
from xxzz.location import Location
from xxzz.report import Style, render
from xxzz.report.folding import MOST
from xxzz.season import Season


def lines(report: Report, season: Season, style: Style | None = None) -> list[str]:
    return render("terminal", report, season, style or Style()).splitlines()


def test_whole_report(season: Season) -> None:
    assert lines(FULL, season) == [
        "检查《关于开展2023年上海市优秀学习型组织推荐工作的通知》（沪学习促进办〔2023〕11号）的推荐材料",
        "材料：名单.xlsx",
        "材料：坏.xlsx",
        "共10家，按2023年的规则检查。",
        "",
        "坏.xlsx（整份材料）：1处错误",
        "  【错误】坏.xlsx",
        "      文件打不开。",
        "      怎样改：请改正。",
        "      依据：附件3，规则 workbook-unreadable",
        "",
        "徐汇区示例街道（徐汇区，社区）：1处提醒",
        "  【提醒】名单.xlsx!推荐名单!U5",
        "      详细事迹有2100字。",
        "      怎样改：请改正。",
        "      依据：附件3，规则 story-length",
        "",
        "慕示例家庭（徐汇区，家庭）：1处错误，1处提醒",
        "  【错误】名单.xlsx!推荐名单!S7",
        "      称号是“徐汇区最美家庭”。",
        "      怎样改：请改正。",
        "      依据：附件3，规则 family-title",
        "  【提醒】名单.xlsx!推荐名单!D7",
        "      名称相近。",
        "      相关位置：名单.xlsx!推荐名单!D9",
        "      怎样改：请改正。",
        "      依据：附件3，规则 duplicate-similar",
        "",
        "名额使用情况（附件2）",
        "  徐汇区",
        "    机关          3/3  ████████████████████",
        "    企事业单位    0/8  ····················",
        "    社区          1/2  ██████████··········",
        "    家庭          6/5  ████████████████████ 超出1，占用机动",
        "    机动          1/2  ██████████··········",
        "    总数        10/20  ██████████··········",
        "",
        "没有检查的项目（不等于通过）",
        "  没有指标自评表（10家）：indicator-unmet",
        "",
        "合计：2处错误，2处提醒。一条规则的说明和例子：xxzz rules 规则名",
        "【还不能上报】有2处错误，请改好后再检查一次。",
    ]


def test_nominations_come_in_the_order_of_the_material(season: Season) -> None:
    # the sheet 指标自评-家庭 sorts before 推荐名单, but its rows are not what people look at first
    unmet = replace(TITLE, location=Location("名单.xlsx", "指标自评-家庭", 6, 10))
    listed = (NominationPlace(STREET, cell(5, 1)), NominationPlace(FAMILY, cell(7, 1)))
    text = lines(replace(FULL, findings=(unmet, LONG, UNREADABLE), listed=listed), season)
    titles = [line.partition("（")[0] for line in text if line.endswith(("错误", "提醒"))]
    assert titles == ["坏.xlsx", "徐汇区示例街道", "慕示例家庭"]


def test_what_was_not_checked_stands_once_for_each_reason(season: Season) -> None:
    reasons = (("a-rule", "没有指标"), ("b-rule", "没有类型"), ("c-rule", "没有指标"))
    skipped = tuple(Skipped(rule, reason) for rule, reason in reasons)
    text = lines(replace(FULL, findings=(), skipped=skipped), season)
    assert "  没有指标：a-rule、c-rule" in text
    assert "  没有类型：b-rule" in text
    assert "另有3项没有检查" in text[-1]


@pytest.mark.parametrize(
    ("change", "last"),
    [
        (
            {"findings": (LONG,)},
            "【可以上报，但有1处提醒】请逐条看过再报。另有1项没有检查，见“没有检查的项目（不等于通过）”。",
        ),
        (
            {"findings": ()},
            "【可以上报】没有发现错误。另有1项没有检查，见“没有检查的项目（不等于通过）”。",
        ),
        ({"findings": (), "skipped": ()}, "【可以上报】没有发现错误。"),
        (
            {"findings": (), "nominations": 0},
            "【还不能上报】没有读到任何被推荐的单位或家庭。请在名单的表头下面一家写一行，保存后再检查一次。",
        ),
        (
            {"crashed": True},
            "【还不能上报】程序内部出错，没有检查完，见 internal-error 一条的说明。",
        ),
    ],
)
def test_last_line_says_whether_it_may_be_handed_in(
    season: Season, change: dict[str, object], last: str
) -> None:
    assert lines(replace(FULL, **change), season)[-1] == last  # type: ignore[arg-type]  # by name


def test_colour_adds_nothing_but_colour(season: Season) -> None:
    coloured = render("terminal", FULL, season, Style(color=True))
    assert "\x1b[31m【错误】\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render("terminal", FULL, season, Style())


def test_everything_can_be_shown_by_a_gbk_console(season: Season) -> None:
    render("terminal", FULL, season, Style()).encode("gbk")


def test_long_messages_are_wrapped_and_never_cut(season: Season) -> None:
    message = "建设情况" * 60
    report = replace(FULL, findings=(replace(TITLE, message=message),))
    text = render("terminal", report, season, Style(width=80))
    assert message in text.replace("\n      ", "")
    assert max(len(line.encode("gbk")) for line in text.splitlines()[4:]) <= 80


def test_control_characters_of_the_material_do_not_reach_the_screen(season: Season) -> None:
    bad = finding("value-invalid", Severity.ERROR, "值是“\x1b[2J\n”。", Location("\x1b.xlsx"))
    text = render(
        "terminal", replace(FULL, sources=("\x1b.xlsx",), findings=(bad,)), season, Style()
    )
    assert "\x1b" not in text
    assert "值是“?[2J ”。" in text


def test_a_story_in_the_place_of_a_name_is_not_shown_whole(season: Season) -> None:
    ref = FAMILY._replace(name="学" * 2000)
    text = lines(replace(FULL, findings=(replace(TITLE, nomination=ref),)), season)
    assert f"{'学' * 60}……（徐汇区，家庭）：1处错误" in text


def test_many_related_places_are_counted(season: Season) -> None:
    places = tuple(cell(row, 4) for row in range(10, 25))
    one = finding("duplicate-story", Severity.WARNING, "雷同。", cell(7, 21), FAMILY, places)
    text = render("terminal", replace(FULL, findings=(one,)), season, Style(width=1000))
    assert "D19等15处" in text
    assert "D20" not in text


def test_nomination_without_name_recommender_and_category_is_still_named(season: Season) -> None:
    one = replace(TITLE, nomination=FAMILY._replace(name="", recommender="", category=None))
    assert "（没有名称）（推荐单位不明，申报类型不明）：1处错误" in lines(
        replace(FULL, findings=(one,)), season
    )


def test_category_that_may_not_be_recommended_is_not_counted_against_flexible(
    season: Season,
) -> None:
    uses = (QuotaUse("市总工会", "enterprise", 1, 80), QuotaUse("市总工会", "family", 1, None))
    page = lines(replace(FULL, quota=uses), season)
    start = page.index("  市总工会")
    assert page[start + 1 : start + 4] == [
        "    企事业单位  1/80  █···················",
        "    家庭        1/——  ████████████████████ 不可推荐",
        "    总数        2/80  █···················",
    ]


def test_a_full_bar_means_a_full_quota(season: Season) -> None:
    page = lines(replace(FULL, quota=(QuotaUse("市总工会", "enterprise", 79, 80),)), season)
    assert "    企事业单位  79/80  ███████████████████·" in page


def many(number: int, **other: object) -> Report:
    """Make a report in which a number of families have the same fault."""
    found = []
    for at in range(number):
        ref = FAMILY._replace(name=f"慕示{at}家庭")
        one = replace(TITLE, message=f"称号是“{at}号最美家庭”，有{at}字。", nomination=ref)
        found.append(replace(one, **{"location": cell(10 + at, 19)} | other))
    return replace(FULL, findings=tuple(found))


def test_equal_faults_are_folded_on_a_screen(season: Season) -> None:
    screen = Style(folded=True)
    assert lines(many(MOST), season, screen) == lines(many(MOST), season)
    text = "".join(line.strip() for line in lines(many(MOST + 5), season, screen))
    assert text.count("规则 family-title") == MOST
    assert "规则 family-title同样的问题另有5处（S30、S31、S32等），屏幕上不逐条列出；" in text
    assert "慕示19家庭" in text
    assert "慕示20家庭" not in text
    assert "合计：25处错误。" in text
    one_more = "".join(line.strip() for line in lines(many(MOST + 1), season, screen))
    assert "同样的问题另有1处（S30），" in one_more


def test_elsewhere_every_fault_is_listed(season: Season) -> None:
    text = "\n".join(lines(many(MOST + 5), season))
    assert text.count("规则 family-title") == MOST + 5
    assert "同样的问题" not in text


def test_faults_of_another_kind_are_not_folded_together(season: Season) -> None:
    kinds = (
        many(MOST),
        many(MOST, rule="family-title-unproven"),
        many(MOST, severity=Severity.WARNING),
        many(MOST, message="没有填写。"),
        many(MOST, location=cell(3, 4)),
        many(MOST, severity=Severity.INFO, waived=AGREED.waived),
        many(MOST, location=Location("表.docx", part="称号")),
    )
    report = replace(FULL, findings=tuple(one for kind in kinds for one in kind.findings))
    assert lines(report, season, Style(folded=True)) == lines(report, season)
