"""Texts that lost characters on the way: wrong encodings, question marks for what was lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.rules.answers import filled, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.entry import Entry
    from xxzz.finding import Problem
    from xxzz.season import Season

_LOST = re.compile("\ufffd|锟斤拷|烫烫烫|屯屯屯")
_QUESTIONS = re.compile(r"[?？]{2,}")
_ASKED = re.compile("[?？]+$")
"""What a person writes behind a remark that has to be settled (名额待定？？)."""
_LONGEST = 60
_LEAST_DECODED = 4
_LEAST_SHARE = 0.7
_CHINESE = re.compile("[\u4e00-\u9fff]")


def garbled_problems(entry: Entry, season: Season) -> Iterator[Problem]:
    """Yield a problem for each text of a nomination that no person can read."""
    remark = season.roles.remark
    for name, text in filled(entry.nomination):
        asked = _ASKED.sub("", text) if name == remark else text
        if is_garbled(asked):
            yield entry.problem(
                name,
                f"“{season.field(name).header}”写的是{quoted(text)}，像是乱码，有字丢了。",
                "多半是从别的程序导出、或者编码转换时出了错；请对照原来的材料重新填写。",
            )


def is_garbled(text: str) -> bool:
    """Tell whether a text has signs of lost characters, or is UTF-8 that was taken for GBK."""
    if not text.isascii() and _LOST.search(text):
        return True
    if len(text) > _LONGEST:
        return False
    return bool(_QUESTIONS.search(text)) or _is_utf8_as_gbk(text)


def _is_utf8_as_gbk(text: str) -> bool:
    if text.isascii() or not _CHINESE.search(text):
        return False
    data = text.encode("gb18030", "ignore")
    decoded = data.decode("utf-8", "ignore")  # a byte may have been lost too
    enough = len(decoded.encode()) >= _LEAST_SHARE * len(data)
    return enough and len(_CHINESE.findall(decoded)) >= _LEAST_DECODED
