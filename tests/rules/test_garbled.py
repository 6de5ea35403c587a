import pytest

from xxzz.finding import Severity
from xxzz.rules.fields import value_invalid


@pytest.mark.parametrize(
    "name",
    [
        "????区??街道",
        "徐汇区？？街道",
        "徐汇区\ufffd林街道",
        "锟斤拷",
        "徐汇区枫林街道".encode().decode("gb18030", "ignore"),
    ],
)
def test_a_text_that_lost_its_characters_is_an_error(judge, nominate, name):
    [finding] = judge(value_invalid, nominate("community", name=name)).findings
    assert (finding.severity, finding.location.cell) == (Severity.ERROR, "D4")
    assert finding.message == f"“单位（集体）名称”写的是“{name}”，像是乱码，有字丢了。"


@pytest.mark.parametrize(
    "name",
    ["徐汇区枫林街道", "龘靐齉爩街道", "上海ABC有限公司", "为什么读书？书店", "上海“问号”？书店"],
)
def test_other_names_are_no_garble(judge, nominate, name):
    assert not judge(value_invalid, nominate("enterprise", name=name)).findings


def test_questions_in_a_story_are_no_garble(judge, nominate):
    assert not judge(value_invalid, nominate(brief="为什么要学习？？" + "居民说，" * 30)).findings


@pytest.mark.parametrize(("remark", "garbled"), [("名额待定？？", False), ("??待定", True)])
def test_questions_behind_a_remark_are_a_persons(judge, nominate, remark, *, garbled):
    assert bool(judge(value_invalid, nominate(remark=remark)).findings) is garbled
