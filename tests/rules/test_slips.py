import pytest

from xxzz.finding import Severity
from xxzz.rules.slips import name_category, name_several, nomination_withdrawn


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"remark": "已撤回"}, "V4"),
        ({"remark": "不推荐"}, "V4"),
        ({"remark": "缺事迹，已经放弃了"}, "V4"),
        ({"remark": "本人放弃 ，9月5日"}, "V4"),
        ({"name": "徐汇区样张街道（取消推荐）"}, "D4"),
        ({"name": "徐汇区样张街道（备选）"}, "D4"),
        ({"remark": "候补"}, "V4"),
    ],
)
def test_one_that_is_taken_back_and_still_listed_is_said(judge, nominate, changes, cell):
    [finding] = judge(nomination_withdrawn, nominate("community", **changes)).findings
    assert (finding.rule, finding.severity) == ("nomination-withdrawn", Severity.WARNING)
    assert finding.location.cell == cell
    (text,) = changes.values()
    assert f"写的是“{text}”，还算在名单里。" in finding.message


@pytest.mark.parametrize(
    "remark",
    ["", "无", "教育类", "市总工会不推荐家庭", "该单位从不放弃每一位困难学员，坚持二十年办夜校"],
)
def test_other_remarks_pass(judge, nominate, remark):
    assert not judge(nomination_withdrawn, nominate(remark=remark)).findings


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("community", "张样张家庭"),
        ("enterprise", "徐汇区张样张家庭"),
        ("agency", "张样张家庭"),
        ("family", "徐汇区样张街道"),
        ("family", "上海样张机械有限公司"),
        ("family", "徐汇区样张街道办事处"),
    ],
)
def test_a_name_of_another_subject_is_asked_about(judge, nominate, kind, name):
    [finding] = judge(name_category, nominate(kind, name=name)).findings
    assert (finding.rule, finding.severity) == ("name-category", Severity.WARNING)
    assert finding.location.cell == "D4"
    assert finding.message.endswith(f"，名称写的是“{name}”，不像同一种。")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("family", "张样张家庭"),
        ("family", "徐汇区样张街道张样张家庭"),
        ("family", "张样张"),
        ("family", "张样张一家"),
        ("community", "徐汇区样张街道"),
        ("agency", "徐汇区样张街道办事处"),
        ("enterprise", "上海幸福家庭服务有限公司"),
        ("agency", "徐汇区样张社区"),
    ],
)
def test_a_name_of_the_same_subject_passes(judge, nominate, kind, name):
    assert not judge(name_category, nominate(kind, name=name)).findings


def test_a_category_that_nobody_knows_is_judged_elsewhere(judge, nominate):
    assert not judge(name_category, nominate(category="甲类", name="张样张家庭")).findings


@pytest.mark.parametrize(
    "name",
    [
        "甲街道、乙街道",
        "徐汇区样张街道／徐汇区样品镇",
        "上海样张有限公司/上海样品（集团）有限公司",
        "张样张家庭；李样张家庭",
        "样张中学（东校区）、样张小学、样张幼儿园",
        "徐汇区教育局、体育局",
        "市民政局、市教委",
        "上海市民政局、上海市教育委员会",
        "徐汇区民政局和静安区民政局",
        "上海市徐汇区人大办以及上海市静安区政协办",
        "徐汇区教育局 静安区教育局",
    ],
)
def test_two_names_in_one_cell_are_asked_about(judge, nominate, name):
    [finding] = judge(name_several, nominate("community", name=name)).findings
    assert (finding.rule, finding.severity) == ("name-several", Severity.WARNING)
    assert finding.location.cell == "D4"
    assert finding.message == "“单位（集体）名称”一格里像是不只一家，现在只算一家。"
    assert finding.hint == "是几家的，请一家写一行，各填各的；确是一家的名称，可以不改。"


@pytest.mark.parametrize(
    "name",
    [
        "上海市徐汇区教育（体育）局",
        "样张公司党委、行政办公室",
        "民政局、社会组织服务中心合署",
        "徐汇区住房和城乡建设管理委员会",
        "上海市人力资源和社会保障局",
        "上海市徐汇区与静安区联合培训中心",
        "上海市徐汇区规划和自然资源局",
        "复旦大学与上海市徐汇区共建中心",
        "上海市 徐汇区 教育局",
        "样张公司 工会委员会",
        "徐汇区样张街道（甲社区、乙社区）",
        "徐汇区样张中学、小学",
        "上海样张集团、有限公司",
        "张样张、李样张家庭",
        "样张街道、",
        "徐汇区样张街道",
    ],
)
def test_one_name_with_a_separator_passes(judge, nominate, name):
    assert not judge(name_several, nominate("community", name=name)).findings
