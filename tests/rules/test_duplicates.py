import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xxzz.finding import Severity
from xxzz.rules.duplicates import duplicate_nomination, duplicate_similar, duplicate_story
from xxzz.rules.similar import find_similar
from xxzz.season.bare_names import BareName, NameStripper

STREET = "上海市徐汇区样张街道"


def only(report):
    [finding] = report.findings
    return finding


# -- the same name ------------------------------------------------------------------------------


def test_same_name_across_categories_recommenders_and_files(judge, nominate):
    first = nominate("enterprise", file="甲.xlsx", name="上海样张（集团）公司")
    second = nominate("agency", file="乙.xlsx", recommender="静安", name="上海样张（集团）公司")
    finding = only(judge(duplicate_nomination, first, second))
    assert (finding.rule, finding.severity) == ("duplicate-nomination", Severity.ERROR)
    assert str(finding.location) == "乙.xlsx!推荐名单!D5"
    assert [str(place) for place in finding.related] == ["甲.xlsx!推荐名单!D4"]
    assert finding.message == (
        "“上海样张（集团）公司”重复推荐："
        "这里（静安区，机关）和"
        "甲.xlsx!推荐名单!D4的“上海样张（集团）公司”（徐汇区，企事业单位）是同一家。"
    )
    assert finding.clause == "三（一）；附件4"


@pytest.mark.parametrize(
    "written",
    [
        "上海ABC(集团)公司",
        "上海ＡＢＣ（集团）公司",
        " 上海 abc　（集团）\u00a0公司",
        "上海\u200bABC〔集团〕\ufeff公司",
    ],
)
def test_width_blanks_brackets_and_invisible_characters_are_no_difference(judge, nominate, written):
    first, second = nominate(name="上海ABC（集团）公司"), nominate("family", name=written)
    finding = only(judge(duplicate_nomination, first, second))
    assert finding.location.cell == "D5"
    assert finding.nomination.name == written


def test_each_later_one_names_the_earlier_ones(judge, nominate):
    findings = judge(duplicate_nomination, *(nominate(name=STREET) for _ in range(3))).findings
    assert [finding.location.cell for finding in findings] == ["D5", "D6"]
    assert [[place.cell for place in one.related] for one in findings] == [["D4"], ["D4", "D5"]]


def test_many_equal_names_do_not_name_every_pair(judge, nominate):
    findings = judge(duplicate_nomination, *(nominate(name=STREET) for _ in range(60))).findings
    assert len(findings) == 59
    assert max(len(finding.related) for finding in findings) == 5


def test_different_names_pass(judge, nominate):
    names = ("第一中学", "第二中学", "徐汇区样张街道", STREET)
    assert not judge(duplicate_nomination, *(nominate(name=name) for name in names)).findings


@pytest.mark.parametrize("name", ["", "待定", "\u200b"])
def test_nominations_without_a_name_are_skipped(judge, nominate, name):
    for rule in (duplicate_nomination, duplicate_similar):
        report = judge(rule, nominate(name=name), nominate(name=name))
        assert not report.findings
        assert [one.reason for one in report.skipped] == ["没有可以比较的名称（2家）"]


# -- similar names ------------------------------------------------------------------------------


def similar(judge, nominate, one, other, **changes):
    report = judge(duplicate_similar, nominate(name=one), nominate(name=other, **changes))
    return bool(report.findings)


def test_similar_names_warn_and_show_both_places(judge, nominate):
    first = nominate("community", name=STREET)
    second = nominate("agency", name="徐汇样张街道办事处", file="乙.xlsx")
    finding = only(judge(duplicate_similar, first, second))
    assert (finding.rule, finding.severity) == ("duplicate-similar", Severity.WARNING)
    assert str(finding.location) == "乙.xlsx!推荐名单!D5"
    assert [str(place) for place in finding.related] == ["名单.xlsx!推荐名单!D4"]
    assert finding.message == (
        "“徐汇样张街道办事处”（徐汇区，机关）与名单.xlsx!推荐名单!D4的"
        "“上海市徐汇区样张街道”（徐汇区，社区）名称相近，可能是同一家。"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STREET, "样张街道"),
        ("中共上海市徐汇区样张镇委员会", "徐汇区样张镇人民政府"),
        ("上海样张信息有限公司", "样张信息有限责任公司"),
        ("样张（集团）有限公司", "上海样张集团有限公司"),
        ("上海样张信息股份有限公司", "样张信息有限公司"),
        ("张样例家庭", "张样例一家"),
        ("徐汇区样张街道", "上海市徐汇区人民政府样张街道办事处"),
        ("上海样张信息有限公司", "样张信息（上海）有限公司"),
        ("样张机械有限公司", "样张机械有限公司工会"),
        ("徐汇区样张社区学校", "样张社区学校"),
        ("样张社区服务中心", "样张社区服务中"),
        ("样张社区服务中心", "样张区社服务中心"),
        ("样张社区文化服务中心", "样章社区文化服务中心"),
    ],
)
def test_similar_names(judge, nominate, one, other):
    assert similar(judge, nominate, one, other)
    assert similar(judge, nominate, other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张明家庭", "张敏家庭"),
        ("徐汇区教育局", "徐汇区财政局"),
        ("徐汇区第一中学", "徐汇区第二中学"),
        ("样张新村第一小学校区", "样张新村第十一小学校区"),
        ("样张社区1号服务中心", "样张社区2号服务中心"),
        ("样张社区12号服务中心", "样张社区21号服务中心"),
        ("样张大学附属中学东校", "样张大学附属中学西校"),
        ("样张路东小学", "样张东路小学"),
        ("样张东路小学", "样张路小学校"),
        ("样张社区服务站甲组", "样张社区服务站乙组"),
        # one character replaced, 7 characters: `replaced_min_length` is 8
        ("样张社区服务站", "样章社区服务站"),
        # one left out, where 5 characters remain: `similar_min_length` is 6
        ("样张服务中心", "样张服务中"),
        ("样张社区服务中心", "样例社会服务中心"),
        ("徐汇区委员会", "徐汇区人民政府"),
    ],
)
def test_names_that_are_not_similar(judge, nominate, one, other):
    assert not similar(judge, nominate, one, other)
    assert not similar(judge, nominate, other, one)


def test_shortest_names_that_count(judge, nominate):
    assert similar(judge, nominate, "样张社区学校", "样张区社学校")
    assert similar(judge, nominate, "样张社区学校", "样张社区学院校")
    assert similar(judge, nominate, "样张社区学校总部", "样张社会学校总部")


def test_a_text_too_long_for_a_name_costs_nothing(judge, nominate):
    long = "样张学习型组织建设" * 3_000
    assert not similar(judge, nominate, long, long[:-1])
    finding = only(judge(duplicate_nomination, nominate(name=long), nominate(name=long)))
    assert len(finding.message) < 200


@pytest.mark.parametrize(("length", "found"), [(100, True), (101, False)])
def test_names_have_a_hundred_characters_at_most(season, length, found):
    core = ("样张社区" * 30)[:length]
    for other in (core[:-1] + "街", core[:-2] + core[:-3:-1]):
        names = [BareName(None, core), BareName(None, other)]
        assert bool(find_similar(names, season.notice.duplicates)) is found


def test_districts_tell_names_apart(judge, nominate):
    assert not similar(judge, nominate, "徐汇区样张街道", "静安样张街道办事处")
    assert not similar(judge, nominate, "样张街道", "样张街道办事处", recommender="静安区")
    assert not similar(judge, nominate, "徐汇区样张街道", "上海市静安区样张街道")
    # the name's own district counts before the recommender's
    assert similar(judge, nominate, "样张街道", "徐汇样张街道", recommender="静安区")


def test_city_bodies_recommend_in_every_district(judge, nominate):
    one, other = "样张信息科技有限公司", "上海样张信息科技有限公司"
    assert similar(judge, nominate, one, other, recommender="市总工会")
    assert not similar(judge, nominate, one, other, recommender="静安区")
    nominations = [
        nominate(name=one, recommender="静安区"),
        nominate(name=f"上海{one}", recommender="市总工会"),
        nominate(name=f"徐汇区{one}", recommender="徐汇区"),
    ]
    findings = judge(duplicate_similar, *nominations).findings
    assert [[finding.location.cell, finding.related[0].cell] for finding in findings] == [
        ["D9", "D8"],
    ]


def test_a_body_of_the_city_and_one_of_a_district_are_two(judge, nominate):
    city = nominate(name="上海市民政局", recommender="市市级机关工作党委")
    district = nominate(name="徐汇区民政局", recommender="徐汇区")
    assert not judge(duplicate_similar, city, district).findings
    again = nominate(name="上海市 民政局机关", recommender="市市级机关工作党委")
    assert not judge(duplicate_similar, city, again).findings
    implied = nominate(name="民政局", recommender="徐汇区")
    assert judge(duplicate_similar, city, implied).findings


def test_a_body_of_the_city_is_compared_past_one_of_another_district(judge, nominate):
    names = [("静安区民政局", "静安区"), ("民政局", "徐汇区")]
    city = [("上海市民政局", "市市级机关工作党委")]
    rows = [nominate(name=name, recommender=by) for name, by in names + city]
    finding = only(judge(duplicate_similar, *rows))
    assert (finding.location.cell, finding.related[0].cell) == ("D6", "D5")
    rows = [nominate(name=name, recommender=by) for name, by in names[:1] + city]
    assert not judge(duplicate_similar, *rows).findings


def test_same_name_is_not_reported_as_similar_too(judge, nominate):
    names = (STREET, f"{STREET} ", "徐汇样张街道", "上海市徐汇区 样张街道")
    finding = only(judge(duplicate_similar, *(nominate(name=name) for name in names)))
    assert (finding.location.cell, finding.related[0].cell) == ("D6", "D4")


@pytest.mark.parametrize("name", ["徐汇区", "上海市", "上海市徐汇区"])
def test_a_name_of_nothing_but_a_place_stays_whole(season, name):
    assert NameStripper(season).strip(name, None) == BareName(None, name)


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        # equal but for what is put around them: before one that only looks alike
        (("样张社区服务中", "样张社区服务中心", "样张社区服务中心"), {1: 0, 2: 1}),
        # of several equal ones, the first
        (("样张社区服务中心",) * 4, {1: 0, 2: 0, 3: 0}),
        # one character left out is nearer than one replaced
        (("样章社区文化服务中心", "样张社区文化服务中", "样张社区文化服务中心"), {2: 1}),
        # of several at the same distance, the first
        (("样张社区文化服务中心", "样章社区文化服务中心", "样长社区文化服务中心"), {1: 0, 2: 0}),
    ],
)
def test_which_earlier_name_is_shown(season, names, shown):
    bare = [BareName("徐汇区", name) for name in names]
    assert find_similar(bare, season.notice.duplicates) == shown


# -- copied stories -----------------------------------------------------------------------------


def tell(*subjects: str) -> str:
    """Write a story of sentences of one length, one for each subject."""
    return "".join(f"样张街道每周组织居民一起学习{subject}的本领。" for subject in subjects)


A, B = "甲乙丙丁戊己庚辛", "子丑寅卯辰巳午未"


def test_copied_story_warns_and_names_both(judge, nominate):
    first = nominate("community", story=tell(*A), name="样张街道")
    second = nominate("family", story=tell(*A[:6], *B[:2]), file="乙.xlsx", name="张样例家庭")
    finding = only(judge(duplicate_story, first, second))
    assert (finding.rule, finding.severity) == ("duplicate-story", Severity.WARNING)
    assert str(finding.location) == "乙.xlsx!推荐名单!U5"
    assert [str(place) for place in finding.related] == ["名单.xlsx!推荐名单!U4"]
    assert finding.message == (
        "“张样例家庭”与名单.xlsx!推荐名单!U4的“样张街道”的详细事迹有75%的文字相同（按较短的一篇算）。"
    )


def test_half_is_too_much_and_less_is_not(judge, nominate):
    first = nominate(story=tell(*A))
    assert judge(duplicate_story, first, nominate(story=tell(*A[:4], *B[:4]))).findings
    assert not judge(duplicate_story, first, nominate(story=tell(*A[:3], *B[:5]))).findings


def test_longer_sentences_weigh_more(judge, nominate):
    shared = "，".join(chr(0x6000 + at) * 8 for at in range(40))
    one, other = shared + tell(*A[:4]), shared + tell(*B[:4])
    assert judge(duplicate_story, nominate(story=one), nominate(story=other)).findings
    one, other = shared[:8] + tell(*A[:4]), shared[:8] + tell(*B[:4])
    assert not judge(duplicate_story, nominate(story=one), nominate(story=other)).findings


def test_a_short_story_inside_a_long_one(judge, nominate):
    short, long = tell(*A[:4]), tell(*A[:4], *B)
    for pair in ((short, long), (long, short)):
        finding = only(judge(duplicate_story, *(nominate(story=story) for story in pair)))
        assert "有100%的" in finding.message


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("。", "；\n"),
        lambda text: text.replace("。", "！　　"),
        lambda text: text.replace("每周", " 每 周\u00a0"),
        lambda text: "".join(reversed(text.splitlines(keepends=True))),
    ],
)
def test_blanks_and_the_end_of_sentences_are_no_difference(judge, nominate, change):
    story = tell(*A)
    assert (
        "有100%的"
        in only(
            judge(duplicate_story, nominate(story=story), nominate(story=change(story)))
        ).message
    )


def test_short_sentences_are_common_phrases(judge, nominate):
    """Four characters each: `story_min_piece` is 5."""
    phrases = "".join(f"{season}季读书。" for season in "春夏秋冬")
    assert not judge(duplicate_story, nominate(story=phrases), nominate(story=phrases)).findings
    longer = phrases.replace("读书", "共读书")
    assert judge(duplicate_story, nominate(story=longer), nominate(story=longer)).findings


def test_repeating_a_sentence_is_not_copying_more(judge, nominate):
    one, other = tell("甲", *B), tell(*["甲"] * 20, *A[1:])
    assert not judge(duplicate_story, nominate(story=one), nominate(story=other)).findings


def test_the_one_most_is_shared_with_is_named(judge, nominate):
    nominations = [
        nominate(story=tell(*A[:5], *B[:3])),
        nominate(story=tell(*B)),
        nominate(story=tell(*A)),
        nominate(story=tell(*A[:7], B[7])),
    ]
    findings = judge(duplicate_story, *nominations).findings
    assert [(one.location.cell, one.related[0].cell) for one in findings] == [
        ("U6", "U4"),
        ("U7", "U6"),
    ]


def test_a_story_that_everyone_copied_is_found_every_time(judge, nominate):
    findings = judge(duplicate_story, *(nominate(story=tell(*A)) for _ in range(30))).findings
    assert len(findings) == 29
    assert {finding.related[0].cell for finding in findings} == {"U4"}


def test_the_same_nomination_twice_is_no_copy(judge, nominate):
    twice = [nominate(name="样张街道", story=tell(*A)) for _ in range(2)]
    assert not judge(duplicate_story, *twice).findings


def test_a_story_that_is_missing_or_unreadable_is_skipped(judge, nominate):
    nominations = [
        nominate(story=""),
        nominate(story=tell(*A)),
        nominate(story=tell(*A), unreadable=frozenset({"story"})),
    ]
    report = judge(duplicate_story, *nominations)
    assert not report.findings
    assert [one.reason for one in report.skipped] == ["没有可以比较的详细事迹（2家）"]


# -- properties ---------------------------------------------------------------------------------


@settings(deadline=None)
@given(
    st.lists(st.sampled_from("样张社区服务街道"), min_size=6, max_size=12).map("".join),
    st.data(),
)
def test_one_character_left_out_or_swapped_is_always_found(season, core, data):
    at = data.draw(st.integers(0, len(core) - 2))
    longer = core[:at] + "新" + core[at:]
    swapped = core[:at] + core[at + 1] + core[at] + core[at + 2 :]
    limits = season.notice.duplicates
    for other in (longer, swapped):
        for pair in ((core, other), (other, core)):
            names = [BareName("徐汇区", name) for name in pair]
            assert find_similar(names, limits) == {1: 0}
