from dataclasses import replace

import pytest

from xxzz.finding import Severity
from xxzz.rules.mismatch import story_mismatch

SAID = "每周共读一本书，居民轮流领读，三年没有间断过。"


def two(nominate, first, second, *, file="", kind="community"):
    """Nominate 样张街道 and 范例街道 with these stories; `file` is that of the first."""
    one = nominate(kind, name="徐汇区样张街道", story=first)
    other = nominate(kind, name="徐汇区范例街道办事处", story=second)
    return [replace(one, story_file=file), other]


SWAPPED = [
    (f"范例街道的读书会\n{SAID}", "", "开头写着“徐汇区范例街道办事处”"),
    (f"范例 街道的读书会\n{SAID}", "", "开头写着“徐汇区范例街道办事处”"),
    (f"读书会\n\n——记\n范例街道{SAID}", "", "开头写着“徐汇区范例街道办事处”"),
    (SAID, "事迹/范例街道.docx", "文件名写着“徐汇区范例街道办事处”"),
]


@pytest.mark.parametrize(("story", "file", "said"), SWAPPED)
def test_a_story_of_another_one_in_the_list_is_asked_about(judge, nominate, story, file, said):
    [finding] = judge(story_mismatch, *two(nominate, story, SAID, file=file)).findings
    assert (finding.rule, finding.severity) == ("story-mismatch", Severity.WARNING)
    assert finding.nomination.name == "徐汇区样张街道"
    assert f"详细事迹的{said}，整篇没有提到“徐汇区样张街道”，像是另一家的。" in finding.message
    assert len(finding.related) == 1


@pytest.mark.parametrize(
    ("story", "file"),
    [
        (SAID, ""),
        (f"样张街道和范例街道共读{SAID}", ""),
        (f"向范例街道学习\n{SAID}\n{SAID}\n样张街道{SAID}", ""),
        (f"{SAID}\n\n{SAID}\n{SAID}\n范例街道来访。", ""),
        (f"范例街道{SAID}", "事迹/样张街道.docx"),
        (SAID, "事迹/样张街道、范例街道.docx"),
    ],
)
def test_one_that_names_itself_or_nobody_passes(judge, nominate, story, file):
    assert not judge(story_mismatch, *two(nominate, story, SAID, file=file)).findings


def test_other_categories_name_where_they_are(judge, nominate):
    company = nominate("enterprise", name="上海样张机械有限公司", story=f"范例街道里的工厂\n{SAID}")
    street = nominate("community", name="徐汇区范例街道", story=SAID)
    assert not judge(story_mismatch, company, street).findings


TITLES = [
    ("上海市文明单位申报材料", "像是为别的评选写的"),
    ("推荐全国五一劳动奖状事迹", "像是为别的评选写的"),
    ("2021年上海市优秀学习型组织申报材料", "像是往年的"),
    ("关于开展推荐工作的通知", "不像事迹"),
    ("关于开展推荐工作的通知（转发）", "不像事迹"),
    ("静安区示例街道学习型社区事迹", "说的是静安区，不是徐汇区"),
]


@pytest.mark.parametrize(("title", "what"), TITLES)
def test_a_title_of_something_else_is_asked_about(judge, nominate, title, what):
    [finding] = judge(story_mismatch, nominate(story=f"{title}\n{SAID}")).findings
    assert finding.message == f"详细事迹的标题是“{title}”，{what}。"
    assert finding.location.cell == "U4"


@pytest.mark.parametrize(
    "title",
    [
        "书香满样张",
        "2023年上海市优秀学习型组织申报材料",
        "2021—2023年学习型组织推荐材料",
        "2021年工作回顾",
        "创建文明单位的学习之路——申报材料",
        "争做最美家庭",
        "优秀事迹申报材料",
        "徐汇区与静安区共读",
        f"关于{'长' * 40}的通知",
        "街道发出学习的通知。",
    ],
)
def test_titles_of_one_s_own_pass(judge, nominate, title):
    assert not judge(story_mismatch, nominate(story=f"{title}\n{SAID}")).findings


def test_a_city_body_may_write_of_any_district(judge, nominate):
    one = nominate("enterprise", recommender="市总工会", name="某厂", story=f"静安区的厂\n{SAID}")
    assert not judge(story_mismatch, one).findings
