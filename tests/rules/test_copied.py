"""Copied stories are found however they were changed throughout; others are no copies."""

import random
from collections.abc import Callable

import pytest

from xxzz.rules.copied import find_copies
from xxzz.season import load_season

LIMITS = load_season(2023).notice.duplicates

SUBJECTS = [
    "公司",
    "单位",
    "工会",
    "党支部",
    "各部门",
    "车间",
    "班组",
    "项目部",
    "人事部门",
    "青年骨干",
]
WHEN = [
    "每周",
    "每月初",
    "去年秋天",
    "今年以来",
    "每逢周三",
    "年初",
    "季度末",
    "节假日",
    "晚间",
    "工作之余",
]
DO = [
    "组织",
    "举办",
    "开展",
    "安排",
    "推动",
    "协调",
    "支持",
    "邀请专家指导",
    "带头参加",
    "认真落实",
]
WHAT = [
    "业务知识讲座",
    "岗位技能比武",
    "读书分享会",
    "师徒结对培训",
    "安全生产演练",
    "数字化操作课程",
    "职工书屋借阅",
    "劳模宣讲活动",
    "外语沙龙",
    "案例复盘会",
    "创新提案评选",
    "新员工入职教育",
    "线上慕课学习",
    "红色基地参观",
    "健康急救培训",
    "法律知识竞赛",
    "书法兴趣小组",
    "专利撰写辅导",
    "班组长研修班",
    "跨部门轮岗锻炼",
]
EFFECT = [
    "职工满意度明显提高",
    "形成了可以推广的经验",
    "参与人数逐年增加",
    "人均学习时间超过规定",
    "获得行业协会表彰",
    "促进了产品质量改进",
    "解决了多项现场难题",
    "营造了比学赶超气氛",
    "带动了家属共同学习",
    "得到上级充分肯定",
]

Change = Callable[[str], str]


def tell(chance: random.Random, sentences: int = 60) -> str:
    """Make up a story of clauses that are common to all such stories, in an order of its own."""
    pick = chance.choice
    return "".join(
        f"{pick(WHEN)}{pick(SUBJECTS)}{pick(DO)}第{chance.randint(2, 90)}期{pick(WHAT)}"
        f"（主题“{_name(chance)}”），由{_name(chance)}主讲，{pick(EFFECT)}，"
        f"累计{chance.randint(100, 9000)}人次走进{_name(chance)}职工课堂。"
        for _ in range(sentences)
    )


def _name(chance: random.Random) -> str:
    return "".join(chr(chance.randint(0x4E00, 0x6000)) for _ in range(7))


def numbers(text: str) -> str:
    return "".join(str((int(c) + 3) % 10) if c.isdigit() else c for c in text)


def words(text: str) -> str:
    for one, other in (("公司", "集团"), ("职工", "员工"), ("培训", "研习"), ("单位", "本院")):
        text = text.replace(one, other)
    return text


def shuffled(text: str) -> str:
    sentences = text.split("。")
    random.Random(1).shuffle(sentences)
    return "。".join(sentences)


def partly(text: str) -> str:
    """Keep two thirds of a story and write the rest anew."""
    sentences = text.split("。")
    return "。".join(sentences[: len(sentences) * 2 // 3]) + "。" + tell(random.Random(2), 20)


CHANGES: tuple[Change, ...] = (numbers, words, shuffled, partly, lambda text: numbers(words(text)))


def test_precision_and_recall_on_200_made_pairs() -> None:
    chance = random.Random(2023)
    originals = [tell(chance) for _ in range(100)]
    copies = [(one, CHANGES[at % len(CHANGES)](one)) for at, one in enumerate(originals)]
    others = [(tell(chance), tell(chance)) for _ in range(100)]
    found = [_is_found(*pair) for pair in copies]
    wrong = [_is_found(*pair) for pair in others]
    recall, false = sum(found) / len(found), sum(wrong)
    assert recall >= 0.99
    assert false == 0


def test_all_pairs_among_many_stories() -> None:
    chance = random.Random(7)
    stories = [tell(chance) for _ in range(60)]
    copied = [words(stories[at]) for at in (3, 30, 59)]
    named = [(str(at), text) for at, text in enumerate([*stories, *copied])]
    pairs = [(copy.later, copy.earlier) for copy in find_copies(named, LIMITS)]
    assert pairs == [(60, 3), (61, 30), (62, 59)]


def test_the_share_is_counted_exactly_however_long_the_stories_are() -> None:
    pieces = [_own(at) for at in range(120)]
    one, other = "。".join(pieces[:100]), "。".join(pieces[20:])
    [copy] = find_copies([("甲", one), ("乙", other)], LIMITS)
    assert copy == (1, 0, 0.8)


@pytest.mark.parametrize("first", ["short", "long"])
def test_a_short_story_of_which_most_stands_in_a_long_one(first: str) -> None:
    pieces = [_own(at) for at in range(54)]
    stories = {"short": "。".join(pieces[:10]), "long": "。".join(pieces[4:])}
    named = sorted(stories.items(), key=lambda one: one[0] != first)
    [copy] = find_copies(named, LIMITS)
    assert copy == (1, 0, 0.6)


def _own(number: int) -> str:
    return "".join(chr(0x6000 + number * 40 + at) for at in range(30))


@pytest.mark.parametrize(("before", "pairs"), [(7, [(7, 0), (8, 7)]), (8, [(8, 0)])])
def test_a_phrase_is_remembered_for_the_first_eight_stories(
    before: int, pairs: list[tuple[int, int]]
) -> None:
    """Whose they are decides what the last story, which is the first owner's, is compared with."""
    phrase = "我们把学习融入每一天工作并且坚持下来从不间断直到今天仍然如此还要继续坚持"
    owners = ["甲"] * before + ["乙", "甲"]
    stories = [(owner, f"{phrase}。{_own(at)}。") for at, owner in enumerate(owners)]
    assert [(copy.later, copy.earlier) for copy in find_copies(stories, LIMITS)] == pairs


def test_one_story_of_several_owners_is_compared_with_all_but_its_own() -> None:
    story = tell(random.Random(3))
    named = [("甲", story), ("甲", story), ("乙", story), ("甲", story), ("乙", story)]
    pairs = [(copy.later, copy.earlier) for copy in find_copies(named, LIMITS)]
    assert pairs == [(2, 0), (3, 2), (4, 0)]


def _is_found(one: str, other: str) -> bool:
    return any(find_copies([("甲", one), ("乙", other)], LIMITS))
