import pytest

from xxzz.finding import Severity
from xxzz.rules.unfinished import text_unfinished

SAID = "街道每周共读一本书，居民轮流领读，三年没有间断过。"
LONG = "全街道十二个居民区都有读书会，领读的人从三位变成了六十四位，年纪最大的八十一岁。"

LEFT = [
    (f"{SAID}参与居民____人次。{SAID}", "参与居民____人次", "空着没填"),
    (f"XX街道事迹\n{SAID}", "“XX街道事迹”", "没换成真的"),
    (f"{SAID}20××年获奖。", "××", "没换成真的"),
    (f"{SAID}某某公司捐书。", "某某公司捐书", "没换成真的"),
    (f"{SAID}占比【  】%。", "占比【 】%", "括号里没填"),
    (f"**一、组织**\n{SAID}", "“**一、组织**”", "会原样印出来的符号"),
    (f"{SAID}\n## 组织\n{SAID}", "“## 组织”", "会原样印出来的符号"),
    (f"{SAID}经费#REF!万元", "#REF!", "会原样印出来的符号"),
    (f"{SAID}<br/>{SAID}", "<br/>", "网页的代码"),
    (f"{SAID}&nbsp;{SAID}", "&nbsp;", "网页的代码"),
    (f"{SAID}_x000D_\n{SAID}", "_x000D_", "程序留下的代码"),
    (f"{SAID}（待补充数据）", "（待补充数据）", "提示、草稿的话"),
    (f"(初稿)\n{SAID}", "“(初稿)”", "提示、草稿的话"),
    (f"以下是为您写的事迹：\n{SAID}", "以下是为您写的事迹", "提示、草稿的话"),
    (f"{LONG}\n{SAID}\n{LONG}", "全街道十二个居民区都有读书会", "这一段有两遍"),
    (f"{SAID}下一步，", "下一步，", "末尾没写完"),
]


@pytest.mark.parametrize(("story", "shown", "what"), LEFT)
def test_what_nobody_meant_to_hand_in_is_said(judge, nominate, story, shown, what):
    [finding] = judge(text_unfinished, nominate(story=story)).findings
    assert (finding.rule, finding.severity) == ("text-unfinished", Severity.WARNING)
    assert finding.location.cell == "U4"
    assert "详细事迹里有像是没写完、忘了删掉的地方：" in finding.message
    assert shown in finding.message
    assert f"（{what}）。" in finding.message


def test_a_brief_is_looked_at_too_and_three_places_are_shown(judge, nominate):
    brief = f"XX街道（待补充）参与____人次，占【】%。{SAID}"
    [finding] = judge(text_unfinished, nominate(brief=brief)).findings
    assert finding.location.cell == "T4"
    assert finding.message.count("（空着没填）") == 1
    assert finding.message.endswith("等4处。")


@pytest.mark.parametrize(
    "story",
    [
        SAID,
        f"{SAID}\n{SAID}\n{SAID}",
        f"{SAID}帮助居民张某某家庭、王××老人学会用手机。",
        f"{SAID}课程初稿由居民讨论，机制有待完善，形成可复制的模板。",
        f"{SAID}每组人数不多（不超过3人），成本低（2000元），样本大（500份）。",
        f"{SAID}邮箱 li_shi@example.org，C#课程，A&B小组，#学习强国#，3*4*5，2<3。",
        f"{SAID}（一）组织领导\n（1）建章立制",
        f"{SAID}附照片：",
        f"{SAID}\n徐汇区示例街道\n2023年9月1日",
        "（初",
        "无",
    ],
)
def test_what_people_write_passes(judge, nominate, story):
    assert not judge(text_unfinished, nominate(story=story)).findings
