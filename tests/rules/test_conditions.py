"""推荐条件: years of building, the family's title, the indicators."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from nomination_maker import rule_of, with_condition, with_notice
from xxzz.finding import Report, Severity, Skipped
from xxzz.location import Location
from xxzz.rules.docs import rule_text
from xxzz.rules.indicators import indicator_missing, indicator_unmet

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Judge, Nominate

    from xxzz.nomination import Nomination
    from xxzz.season import Season

    Assess = Callable[[dict[str, str]], Nomination]

building_years = rule_of("building-years")
family_title = rule_of("family-title")
family_title_unproven = rule_of("family-title-unproven")


def cells(report: Report) -> list[str | None]:
    return [finding.location.cell for finding in report.findings]


@pytest.mark.parametrize(
    "text", ["2020年9月", "2020-09-20", "2019-03", "2019", "5年", "3年", "36个月", "二〇一九年三月"]
)
def test_three_full_years_of_building(judge: Judge, nominate: Nominate, text: str) -> None:
    report = judge(building_years, nominate("enterprise", building_since=text))
    assert not report.findings
    assert not report.skipped


@pytest.mark.parametrize("text", ["2020年10月", "2020-09-21", "2年11个月", "35个月", "2021"])
def test_fewer_years_of_building(judge: Judge, nominate: Nominate, text: str) -> None:
    report = judge(building_years, nominate("enterprise", building_since=text))
    (finding,) = report.findings
    assert finding.rule == "building-years"
    assert finding.severity is Severity.ERROR
    assert finding.clause == "三（二）2"
    assert finding.location.cell == "R4"
    assert f"“{text}”，只满2年，要求到2023-09-20不少于3年" in finding.message


@pytest.mark.parametrize("text", ["2020", "2020年", "21年"])
def test_a_year_that_may_or_may_not_do_is_asked_for_its_month(
    judge: Judge, nominate: Nominate, text: str
) -> None:
    (finding,) = judge(building_years, nominate("enterprise", building_since=text)).findings
    assert finding.location.cell == "R4"
    assert "看不出满不满" in finding.message
    assert "年份（四位）和月份" in finding.hint


@pytest.mark.parametrize("text", ["", "待定", "看不懂", "2024年1月", "#REF!"])
def test_building_without_a_readable_start_is_skipped(
    judge: Judge, nominate: Nominate, text: str
) -> None:
    report = judge(building_years, nominate("enterprise", building_since=text))
    assert not report.findings
    assert report.skipped == (Skipped("building-years", "建设起始年月没有填写或看不懂（1家）"),)


def test_building_matters_to_enterprises_only(judge: Judge, nominate: Nominate) -> None:
    others = [nominate(c, building_since="2023年1月") for c in ("agency", "community", "family")]
    report = judge(building_years, *others)
    assert not report.findings
    assert not report.skipped


def test_years_and_date_are_the_seasons(judge: Judge, nominate: Nominate, season: Season) -> None:
    changed = with_condition(season, "building-years", years=2, as_of=dt.date(2022, 9, 30))
    fewer = rule_of("building-years", changed)
    rows = [nominate("enterprise", building_since=f"2020年{month}月") for month in (9, 10)]
    assert cells(judge(fewer, *rows, season=changed)) == ["R5"]


@pytest.mark.parametrize(
    ("as_of", "years", "late"),
    [
        (dt.date(2023, 9, 20), 3, ["2020年10月", "2020-09-21", "2年11个月", "2020"]),
        (dt.date(2024, 2, 29), 4, ["2020年3月", "2020-03-01", "3年11个月", "2020"]),
        (dt.date(2024, 2, 29), 3, ["2021年3月", "2021-03-01", "2年11个月", "2021"]),
        (dt.date(2023, 3, 31), 1, ["2022年4月", "2022-04-01", "0年11个月", "2022"]),
        (dt.date(2023, 12, 31), 3, ["2021年1月", "2021-01-01", "2年11个月", "2021"]),
    ],
)
def test_the_examples_of_years_are_judged_as_they_are_told(
    judge: Judge,
    nominate: Nominate,
    season: Season,
    as_of: dt.date,
    years: int,
    late: list[str],
) -> None:
    changed = with_condition(season, "building-years", years=years, as_of=as_of)
    one = rule_of("building-years", changed)
    failing, passing = (
        re.findall("“(.+?)”", line)
        for line in rule_text(one, changed).splitlines()
        if line.startswith(("不通过：", "通过："))
    )
    assert failing == late
    assert passing
    for text in failing:
        told = judge(one, nominate("enterprise", building_since=text), season=changed)
        assert cells(told), text
    for text in passing:
        told = judge(one, nominate("enterprise", building_since=text), season=changed)
        assert told.findings == told.skipped == (), text


HELD = [
    "上海市最美家庭证书（编号12）",
    "上海市最美家庭-市妇联",
    "最美家庭（上海市级）2021",
    "上海市最美家庭的称号",
    "上海市最美家庭2020年获得",
    "上海市最美家庭 绿色家庭",
    "上海市最美家庭 (徐汇区推荐)",
    "上海市最美家庭",
    "市级“最美家庭”",
    "市级「最美家庭」",
    "2021年海上最美家庭",
    "２０２１年上海市最美家庭",
    "上海市2021年度最美家庭",
    "上海市 最美 家庭",
    "徐汇区最美家庭\n上海市最美家庭",
    "市级最美家庭（2021年）",
    "最美家庭（市级）",
    "荣获2021年度市级最美家庭称号",
    "2019年市最美家庭",
    "徐汇区最美家庭、2022年海上最美家庭",
    "徐汇区最美家庭 市级最美家庭",
    "区级和市级最美家庭",
    "市级和区级最美家庭",
    "市级、区级“最美家庭”",
    "2020年全国最美家庭；2019年上海市最美家庭",
    "上海市最美家庭（非遗传承家庭）",
    "期待未来的一家，2020年上海市最美家庭",
    "2021年上海市最美家庭（学校推荐）",
    "2021年上海市最美家庭，无其他荣誉",
    "正在申报全国最美家庭，2021年获上海市最美家庭",
    "2022年获评市级最美家庭",
    "市妇联授予“市级最美家庭”称号",
    "2022年被评选为市级最美家庭",
    "2021年申报并获评上海市最美家庭",
    "列入市级最美家庭名录",
    "徐汇区首个市级最美家庭",
    "上海市第五届“最美家庭”",
    "上海市“市级最美家庭”",
    "上海市妇联“最美家庭”",
    "上海市最美家庭（推荐单位：样张街道）",
    "上海市\n最美家庭",
    "2021年\n上海市最美家庭",
    "上海市最美\n家庭称号",
    "2021年上海市最美家庭\n2020年徐汇区五好家庭",
    "上海市最美家庭\n徐汇区学习标兵",
    "上海市最美家庭、故事征集二等奖",
    "获上海市最美家庭称号并获征文二等奖",
    "在2021年上海市寻找“最美家庭”活动中荣获“上海市最美家庭”称号",
    "2021年获奖：上海市最美家庭",
    "市妇联开展寻访，授予上海市最美家庭（颁奖）",
    "摄影比赛一等奖；2021年上海市最美家庭",
    "2021年上海市最美家庭，热心社区志愿服务",
    "上海市最美家庭，我们全家老小也申报",
    "2021年上海市最美家庭，我们已经在街道申报其他荣誉",
]


@pytest.mark.parametrize("text", HELD)
def test_a_city_title(judge: Judge, nominate: Nominate, text: str) -> None:
    row = nominate("family", family_title=text)
    for one in (family_title, family_title_unproven):
        report = judge(one, row)
        assert not report.findings
        assert not report.skipped


NOT_HELD = {
    "上海市最美家庭合唱团": "看不出是不是",
    "上海市最美家庭俱乐部": "看不出是不是",
    "上海市最美家庭书屋": "看不出是不是",
    "上海市最美家庭示范点": "看不出是不是",
    "上海市最美家庭巡演": "看不出是不是",
    "上海市最美家庭优秀指导教师": "看不出是不是",
    "上海市最美家庭医生": "看不出是不是",
    "市级“最美家庭”工作室": "看不出是不是",
    "徐汇区最美家庭": "不是市级的称号",
    "2021年上海市徐汇区最美家庭": "不是市级的称号",
    "曾获区级最美家庭（非市级）": "不是市级的称号",
    "徐汇区最美家庭（市级）": "不是市级的称号",
    "斜样街道海上最美家庭": "不是市级的称号",
    "区级：上海市最美家庭": "不是市级的称号",
    "区级荣誉：海上最美家庭": "不是市级的称号",
    "无": "没有获得",
    "上海市最美家庭（2021年，最终结果未公布）": "没有获得",
    "否": "没有获得",
    "未获市级最美家庭": "没有获得",
    "不是市级最美家庭": "没有获得",
    "上海市最美家庭（2021年，未获奖）": "没有获得",
    "上海市最美家庭，没有": "没有获得",
    "正在申报市级最美家庭": "不算已获得",
    "市级最美家庭，正在申报中": "不算已获得",
    "正在申报，市级最美家庭": "不算已获得",
    "市级最美家庭提名": "不算已获得",
    "上海市“最美家庭”候选": "不算已获得",
    "全国最美家庭提名": "不算已获得",
    "待定": "不算已获得",
    "正在申报市级和区级最美家庭": "不算已获得",
    "市级，区级文明家庭": "不是市级的称号",
    "市级最美家庭（审核中）": "不算已获得",
    "有望获得上海市最美家庭": "不算已获得",
    "预计2023年获评上海市最美家庭": "不算已获得",
    "推荐为市级最美家庭": "不算已获得",
    "上海市最美家庭（推荐）": "不算已获得",
    "2023年上海市最美家庭评选": "不算已获得",
    "已上报上海市最美家庭": "不算已获得",
    "2021年上海市最美家庭评选中获提名奖": "不算已获得",
    "上海市最美家庭？": "不算已获得",
    "不曾获得上海市最美家庭": "没有获得",
    "与市级最美家庭失之交臂": "没有获得",
    "上海市最美家庭称号已收回": "没有获得",
    "市级最美家庭×": "没有获得",
    "最美家庭（上海市徐汇区）": "不是市级的称号",
    "最美家庭": "看不出",
    "上海市最美家庭故事征集二等奖": "比赛或活动",
    "2021年上海市“最美家庭”摄影比赛三等奖": "比赛或活动",
    "上海市最美家庭优秀组织奖": "比赛或活动",
    "上海市最美家庭 征文一等奖": "比赛或活动",
    "上海市最美家庭\n故事征集二等奖": "比赛或活动",
    "海上最美家庭风采展示": "比赛或活动",
    "上海市最美家庭知识竞赛第一名": "比赛或活动",
    "在上海市最美家庭短视频大赛中获金奖": "比赛或活动",
    "全国最美家庭征文优秀奖": "比赛或活动",
    "摄影作品《上海市最美家庭》": "比赛或活动",
    "上海市最美家庭宣讲员": "比赛或活动",
    "上海市最美家庭好家风金点子奖": "比赛或活动",
    "上海市最美家庭才艺之星": "比赛或活动",
    "上海市最美家庭，目前正在申报当中": "不算已获得",
    "上海市最美家庭，我们已经在区申报": "不算已获得",
    "上海市最美家庭，我们全家人也申报": "不算已获得",
    "上海市最美家庭，我们正在申报当中呢": "不算已获得",
    "区上海市最美家庭": "不是市级的称号",
    "上海市最美家庭\n目前正在申报当中": "不算已获得",
    "没有被评为\n上海市最美家庭": "没有获得",
    "徐汇区\n最美家庭": "不是市级的称号",
    "苏州市最美家庭": "看不出",
    "北京市级最美家庭": "看不出",
    "上海市文明家庭": "看不出",
    "-": "看不出",
}


def test_what_may_stand_behind_a_title(judge: Judge, nominate: Nominate, season: Season) -> None:
    behind = season.titles[0].allowed_behind
    rows = [nominate("family", family_title=f"上海市最美家庭{word}") for word in behind]
    assert len(rows) > 40
    assert not judge(family_title, *rows).findings
    # a word that is not among them makes another title of it, whatever comes after that
    rows = [nominate("family", family_title=f"上海市最美家庭大{word}") for word in behind[:5]]
    assert len(judge(family_title, *rows).findings) == len(rows)


def test_a_longer_exception_holds_a_shorter_one(
    judge: Judge, nominate: Nominate, season: Season
) -> None:
    """未来 in 未来之星 is not taken alone: what it leaves, 之星, would be a contest."""
    told = {"family_title": "上海市最美家庭（未来之星幼儿园推荐）"}
    (finding,) = judge(family_title, nominate("family", **told)).findings
    assert finding.location.cell == "S4"
    exceptions = (*season.titles[0].exceptions, "未来之星")
    changed = with_condition(season, "family-title", exceptions=exceptions)
    one = rule_of("family-title", changed)
    assert not judge(one, nominate("family", **told), season=changed).findings


@pytest.mark.parametrize(("text", "why"), NOT_HELD.items())
def test_no_city_title(judge: Judge, nominate: Nominate, text: str, why: str) -> None:
    (finding,) = judge(family_title, nominate("family", family_title=text)).findings
    assert finding.rule == "family-title"
    assert finding.severity is Severity.ERROR
    assert finding.clause == "三（二）4"
    assert finding.location.cell == "S4"
    assert f"“{text}”".replace("\n", " ") in finding.message
    assert why in finding.message
    assert "2021年上海市最美家庭" in finding.hint
    assert not judge(family_title_unproven, nominate("family", family_title=text)).findings


@pytest.mark.parametrize(
    "text",
    [
        "全国最美家庭",
        "徐汇区最美家庭、2020年全国最美家庭",
        "全国五好家庭",
        "国家级最美家庭",
        "第十二届全国五好文明家庭",
    ],
)
def test_a_national_title_alone_is_unproven(judge: Judge, nominate: Nominate, text: str) -> None:
    row = nominate("family", family_title=text)
    assert not judge(family_title, row).findings
    (finding,) = judge(family_title_unproven, row).findings
    assert finding.rule == "family-title-unproven"
    assert finding.severity is Severity.WARNING
    assert finding.location.cell == "S4"


def test_the_accepted_title_stands_for_an_example_that_the_form_lacks(season: Season) -> None:
    field = season.field(season.titles[0].field).model_copy(update={"example": ""})
    fields = tuple(field if one.id == field.id else one for one in season.notice.fields)
    plain = with_notice(season, fields=fields)
    held, unproven = (
        rule_text(rule_of(name, plain), plain) for name in ("family-title", "family-title-unproven")
    )
    assert "\n\n通过：“市级最美家庭”、“最美家庭（上海市级）”。\n\n" in held
    assert "\n\n通过：“2020年全国最美家庭、2019年市级最美家庭”。\n\n" in unproven


def test_an_empty_title_is_skipped(judge: Judge, nominate: Nominate) -> None:
    report = judge(family_title, nominate("family", family_title=""))
    assert not report.findings
    assert report.skipped == (Skipped("family-title", "最美家庭称号没有填写或读不出来（1家）"),)


def test_a_title_matters_to_families_only(judge: Judge, nominate: Nominate) -> None:
    report = judge(family_title, nominate("community", family_title="无"))
    assert not report.findings
    assert not report.skipped


def test_nothing_is_judged_while_the_category_is_unknown(judge: Judge, nominate: Nominate) -> None:
    row = nominate("family", category="学习型团队")
    for one in (building_years, family_title, family_title_unproven, indicator_unmet):
        report = judge(one, row)
        assert report.skipped == (Skipped(one.name, "申报类型没有填写或认不出来（1家）"),)


@pytest.fixture
def assess(nominate: Nominate, season: Season) -> Assess:
    """Make a nomination that answers every indicator with 符合, but for the ones given."""

    def make(answers: dict[str, str]) -> Nomination:
        category = next(iter(answers)).partition("-")[0]
        met = {item.id: "符合" for item in season.indicators[category].items}
        return nominate(category, indicators=met | answers)

    return make


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("family-3.1", "1小时"),
        ("family-3.1", "1.5 小时"),
        ("family-3.1", "1"),
        ("family-3.1", "1个小时以上"),
        ("family-3.1", ">=1小时"),
        ("family-3.2", "10多本"),
        ("agency-1.2", "已达100%"),
        ("family-3.2", "8本"),
        ("family-3.2", "10本书"),
        ("family-1.1", "基本符合"),
        ("family-1.1", "达标"),
        ("community-4.2", "10元"),
        ("community-4.2", "人均12.5元/年"),
        ("community-4.2", "符合"),
        ("agency-1.2", "100%"),
        ("agency-1.2", "１００％"),
        ("agency-1.2", "100"),
        ("agency-1.2", "1.0"),
    ],
)
def test_met_indicators(judge: Judge, assess: Assess, item: str, text: str) -> None:
    for one in (indicator_unmet, indicator_missing):
        report = judge(one, assess({item: text}))
        assert not report.findings
        assert not report.skipped


@pytest.mark.parametrize(
    ("item", "text", "need"),
    [
        ("family-3.1", "0.9小时", "应不少于1小时"),
        ("family-3.2", "7本", "应不少于8本"),
        ("community-4.2", "9.99元", "应不少于10元"),
        ("agency-1.2", "99%", "应不少于100%"),
        ("agency-1.2", "1%", "应不少于100%"),
        ("agency-1.2", "0.98", "应不少于100%"),
        ("agency-1.2", "0.995", "应不少于100%"),
        ("agency-1.2", "2", "应不少于100%"),
        ("enterprise-1.1", "不符合", "自评是“不符合”"),
    ],
)
def test_unmet_indicators(judge: Judge, assess: Assess, item: str, text: str, need: str) -> None:
    row = assess({item: text})
    (finding,) = judge(indicator_unmet, row).findings
    assert finding.rule == "indicator-unmet"
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("名单.xlsx", sheet="指标自评", row=4).at_column(
        3 + list(row.indicators).index(item)
    )
    assert f"“{text}”" in finding.message
    assert need in finding.message


def test_blank_indicators_are_named(judge: Judge, assess: Assess) -> None:
    row = assess({"family-1.2": "", "family-3.1": ""})
    (finding,) = judge(indicator_missing, row).findings
    assert finding.rule == "indicator-missing"
    assert finding.severity is Severity.WARNING
    assert finding.location.cell == "D4"
    assert "有2项没有填：family-1.2“家庭藏书" in finding.message
    assert "family-3.1“家庭成员人均每天学习时间" in finding.message


@pytest.mark.parametrize(("blank", "end"), [(6, "。"), (7, "等。")])
def test_six_blank_indicators_are_named(
    judge: Judge, assess: Assess, season: Season, blank: int, end: str
) -> None:
    items = season.indicators["community"].items
    (finding,) = judge(indicator_missing, assess({i.id: "" for i in items[:blank]})).findings
    stems = [f"{item.id}“{item.text[:14]}……”" for item in items[:6]]
    assert finding.message == f"指标自评有{blank}项没有填：{'、'.join(stems)}{end}"


def test_the_hint_is_about_the_first_blank_indicator(judge: Judge, assess: Assess) -> None:
    (finding,) = judge(indicator_missing, assess({"family-1.2": "", "family-3.1": ""})).findings
    assert finding.hint == "请写“符合”“基本符合”或“不符合”。"
    (finding,) = judge(indicator_missing, assess({"family-3.1": "", "family-3.3": ""})).findings
    assert finding.hint.endswith("，或写数字（单位：小时）。")


@pytest.mark.parametrize("given", [{}, {"family-1.1": ""}])
def test_no_self_assessment_at_all_is_skipped(
    judge: Judge, nominate: Nominate, given: dict[str, str]
) -> None:
    for one in (indicator_unmet, indicator_missing):
        report = judge(one, nominate("family", indicators=given))
        assert not report.findings
        assert report.skipped == (Skipped(one.name, "没有填写指标自评表（1家）"),)
