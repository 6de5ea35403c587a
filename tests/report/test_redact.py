"""Families shortened, personal values gone however they are quoted, everything else kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from nomination_maker import changed, nomination
from report_samples import AGREED, FAMILY, FULL, STREET, TITLE, cell
from xxzz.checked import Checked
from xxzz.entry import resolve
from xxzz.finding import Finding, NominationPlace, Report
from xxzz.location import Location
from xxzz.nomination import Nomination, Origin, Submission
from xxzz.report.redact import Redactor, redact
from xxzz.season import Season

LONG = "上海市徐汇区慕样路100弄12号" + "、慕样路102弄" * 6
HOME = nomination(
    Origin(Location("名单.xlsx", "推荐名单", 7)),
    recommender="徐汇区",
    category="家庭",
    name=FAMILY.name,
    leader_name="慕示例",
    contact_mobile="1390000001",
    contact_email="mu shi li@example,org",
    leader_phone="待定",
    address=LONG,
)
OFFICE = nomination(
    Origin(Location("名单.xlsx", "推荐名单", 5)),
    recommender="徐汇区",
    category="社区",
    name=STREET.name,
    leader_name="李样例",
    address="徐汇区示例街道",
    contact_landline="5400 000",
)


def public_report(season: Season, report: Report, *nominations: Nomination) -> Report:
    listed = Submission(source=Path("名单.xlsx"), nominations=nominations or (OFFICE, HOME))
    return redact(Checked(resolve([listed], season), season, report))


def shown(season: Season, finding: Finding) -> Finding:
    return public_report(season, replace(FULL, findings=(finding,))).findings[0]


def message(season: Season, text: str) -> str:
    return shown(season, replace(TITLE, message=text)).message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("手机写的是“1390000001”。", "手机写的是“[电话]”。"),
        ("邮箱写的是“mu shi li@example,org”。", "邮箱写的是“[邮箱]”。"),
        ("邮箱里是“li@example,o……”。", "邮箱里是“[邮箱]”。"),
        (f"地址写的是“{LONG[:40]}……”。", "地址写的是“[地址]”。"),
        ("地址写的是“慕样路102弄”。", "地址写的是“[地址]”。"),
        ("“联系人”是占位文字“待定”。", "“联系人”是占位文字“待定”。"),
        ("“慕示例家庭”和“慕示例”是一家。", "“慕*家庭”和“慕*”是一家。"),
        ("推荐单位“徐汇区”有“学习型家庭”和“市级最美家庭”。",) * 2,
        ("找不到“事迹/慕示例家庭.docx”。", "找不到“事迹/慕*家庭.docx”。"),
        ("附件2里没有推荐单位“尤生、牧样家庭”。", "附件2里没有推荐单位“尤*家庭”。"),
        ("与“尤生样家庭”重复，不是“上海市最美家庭”。", "与“尤*家庭”重复，不是“上海市最美家庭”。"),
        ("每户家庭都要写", "每户家庭都要写"),
        ("截止日2023-09-20，有2100字", "截止日2023-09-20，有2100字"),
    ],
)
def test_messages(season: Season, text: str, expected: str) -> None:
    assert message(season, text) == expected


def test_values_of_the_other_place_are_hidden_too(season: Season) -> None:
    one = replace(TITLE, message="与“5400 000”相同。", related=(cell(5, 4),))
    assert shown(season, one).message == "与“[电话]”相同。"
    assert message(season, "与“5400 000”相同。") == "与“[电话]”相同。"


def test_names_of_organisations_and_places_stay(season: Season) -> None:
    one = replace(TITLE, nomination=STREET, message="“徐汇区示例街道”在“徐汇区”，不是“示例”。")
    kept = shown(season, one)
    assert kept.nomination == STREET
    assert "在“徐汇区”，不是“示例”" in kept.message


def test_reference_and_list_of_nominations_name_families_shortly(season: Season) -> None:
    place = Location("名单.xlsx", "推荐名单", 7)
    report = replace(FULL, findings=(TITLE,), listed=(NominationPlace(FAMILY, place),))
    public = public_report(season, report)
    assert public.listed == (NominationPlace(FAMILY._replace(name="慕*家庭"), place),)
    assert public.findings[0].nomination == FAMILY._replace(name="慕*家庭")
    assert public.findings[0].location == TITLE.location


@pytest.mark.parametrize("name", ["牧 样 例", "牧样、尤例家庭", "牧样（尤例）家庭"])
def test_family_whose_name_is_of_several_words(season: Season, name: str) -> None:
    home = changed(HOME, name=name)
    report = replace(FULL, findings=(replace(TITLE, message=f"与{name}重复。"),))
    assert public_report(season, report, home).findings[0].message == "与牧*家庭重复。"


def test_family_or_number_in_the_column_of_the_recommender(season: Season) -> None:
    for text, expected in (("尤生样家庭", "尤*家庭"), ("13900000001", "[电话]"), ("徐汇区",) * 2):
        one = replace(TITLE, nomination=STREET._replace(recommender=text))
        assert shown(season, one).nomination == STREET._replace(recommender=expected)


def test_waivers_say_who_agreed_but_not_how_to_call_them(season: Season) -> None:
    waived = replace(AGREED.waived, reason="见13900000001", approved_by="张样例 13900000001")
    public = shown(season, replace(AGREED, waived=waived))
    assert (public.waived.reason, public.waived.approved_by) == ("见[电话]", "张样例 [电话]")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("submissions/徐汇区/nominations.xlsx",) * 2,
        ("尤生样家庭/推荐表.docx", "尤*家庭/推荐表.docx"),
        ("名单13900000001.xlsx", "名单[电话].xlsx"),
        ("名单20230920.xlsx",) * 2,
        ("学习型家庭/名单.xlsx",) * 2,
        ("徐汇区家庭.xlsx",) * 2,
    ],
)
def test_files_keep_their_names_unless_these_say_who(
    season: Season, path: str, expected: str
) -> None:
    report = replace(
        FULL, sources=(path,), findings=(replace(TITLE, location=Location(path, "家庭", 7)),)
    )
    public = public_report(season, report)
    assert public.sources == (expected,)
    assert public.findings[0].location == Location(expected, "家庭", 7)


def test_rest_of_the_report_is_untouched(season: Season) -> None:
    public = public_report(season, FULL)
    assert (public.quota, public.skipped, public.nominations) == (
        FULL.quota,
        FULL.skipped,
        FULL.nominations,
    )
    assert [one.rule for one in public.findings] == [one.rule for one in FULL.findings]


def test_a_bad_address_whose_end_looks_like_a_file_is_gone(season: Season) -> None:
    bad = changed(HOME, contact_email="mushili，x@example.org")
    redactor = Redactor(resolve([Submission(Path("名单.xlsx"), (bad,))], season), season)
    assert redactor.text("“联系人E-mail”写的是“mushili，x@example.org”。") == (
        "“联系人E-mail”写的是“[邮箱]”。"
    )
