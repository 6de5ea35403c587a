"""Recognises rows of a sheet that are notes, signatures or sums."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTE = re.compile(
    r"注(?:释|意|\d)?[:.、]|备注:|说明|填(?:表|报|写)|制表|审核|审批|经办|分管|签(?:名|字|章)|盖章|\(?公章"
    r"|附件|[*※★]|注$|第\d+页|(?:以上)?共\d+\D|[-/]+$|[-(]*以下(?:空白|无正文)"
    r"|[^\d:]{1,10}(?:\(?签[字名章]\)?)?:"  # 联系人：, E-mail：, 单位负责人（签字）：
    r"|.*\((?:公章|盖章|签[字名章])\)"  # 徐汇区学习办（公章）
    r"|\d{4}[-年./]\d{1,2}(?:[-月./]\d{1,2})?[月日]?$|(?:\d*年)?\d*月\d*日$"
)
_SUM = re.compile(r"(?:.*[小合总]|共)计:?$|[小合总共]计|[小合总]数")
_SENTENCE = re.compile(r"[。;:,]")
_MAX_CELLS_OF_SUM = 5
_MIN_MERGED_COLUMNS = 3


def is_note(texts: Sequence[str], merged_columns: int) -> bool:
    """Tell whether a row is a note, a signature or a sum.

    `texts` are those of its filled cells; the first one spans `merged_columns` columns.
    """
    first, *others = (comparison_key(text) for text in texts)
    if len(texts) <= _MAX_CELLS_OF_SUM and _SUM.match(first):
        return True
    if all(_NOTE.match(text) for text in (first, *others)):
        return True
    is_wide = merged_columns >= _MIN_MERGED_COLUMNS
    return not others and (is_wide or _SENTENCE.search(first) is not None)
