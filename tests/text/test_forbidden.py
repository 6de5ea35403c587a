"""Characters that no document can hold."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from xxzz.text.forbidden import dropped, writable


@pytest.mark.parametrize(
    ("text", "written", "lost"),
    [
        ("学习\t一\n二", "学习\t一\n二", []),
        ("一\r\n二\r三\x0b四\x0c五\x85六\u2028七\u2029八", "一\n二\n三\n四\n五\n六\n七\n八", []),
        ("\x00\x08\x0e\x1f", "", ["\x00", "\x08", "\x0e", "\x1f"]),
        ("\x7f\x84\x86\x9f\xa0", "\xa0", ["\x7f", "\x84", "\x86", "\x9f"]),
        ("\ud800\udfff\ufffe\uffff\ufffd", "\ufffd", ["\ud800", "\udfff", "\ufffe", "\uffff"]),
        ("甲\u202e乙\u200b", "甲\u202e乙\u200b", []),
    ],
)
def test_what_is_left_of_a_text(text: str, written: str, lost: list[str]) -> None:
    assert writable(text) == written
    assert dropped(text) == lost


@given(st.text(st.characters(max_codepoint=0x2FF) | st.characters(categories=["Cs", "Cn", "Zl"])))
def test_whatever_is_left_any_document_holds(text: str) -> None:
    left = writable(text)
    assert ET.fromstring(f"<a>{left.translate({38: None, 60: None})}</a>") is not None
    Workbook().worksheets[0].cell(1, 1).value = f"x{left}"  # which refuses what Excel can't open
