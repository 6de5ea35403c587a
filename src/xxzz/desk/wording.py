"""What is said to people at a command line, in the words of the page."""

from __future__ import annotations

import re

STEPS = {
    "plan": "评审方案",
    "sheets": "评分表",
    "collect": "收评分",
    "rank": "评审结果",
    "audit": "复核",
    "publicity": "公示",
    "publish": "公布",
}
"""The steps of the review as the page calls them."""
_OTHERS = {"merge": "我来接收", "collect": "我要报送", "template": "取空白名单"}

_STEP = re.compile(r"(运行 )?xxzz (?:review )?(plan|sheets|rank|audit|publicity|publish)\b")
_COLLECT = re.compile(r"(运行 )?xxzz review (collect)\b(?: 收到的评分表)?")
_COMMAND = re.compile(r"(运行 )?xxzz (merge|collect|template)\b")
_PHRASES = (
    (re.compile(r"xxzz review plan 和 sheets"), "“评审方案”和“评分表”"),
    (re.compile(r"请加 (?:--choose \S+ ?)+，或写进 selection"), "请在“评审结果”里写明各选几家"),
    (re.compile(r"--method mean"), "“平均”这种方法"),
    (re.compile(r"加 --force 理由"), "写上破例的理由"),
    (re.compile(r"请加 --season (\d+)"), r"请用\1年的网页"),
    (re.compile(r"用 --data 指明当时的"), "用当时的网页"),
    (re.compile(r"用 --district 写明"), "在“推荐单位”里选"),
    (re.compile(r"，或写明它写的文件夹"), ""),
)


def for_the_page(text: str) -> str:
    """Return a text with the page's steps in place of commands and options."""
    for pattern, words in _PHRASES:
        text = pattern.sub(words, text)
    for pattern, titles in ((_STEP, STEPS), (_COLLECT, STEPS), (_COMMAND, _OTHERS)):
        for found in pattern.finditer(text):
            named = f"{'做' if found[1] else ''}“{titles[found[2]]}”"
            text = text.replace(found[0], named)
    return text
