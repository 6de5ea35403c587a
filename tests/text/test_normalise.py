import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxzz.text.normalise import cleaned, comparison_key

TEXTS = st.text(
    st.one_of(st.sampled_from("学Ａa （）\u3000\u200b\u200d\ufeff\r\n\v“'—①"), st.characters())
)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("学习型机关（事业单位）", "学习型机关 (事业单位)"),
        ("学习型机关（事业单位）", "学习型机关〔事业单位]"),
        ("姓\u3000\u3000名", "姓名"),
        ("单位（集体）\n名称", "单位（集体）名称"),
        ("负责人E-mail", "负责人Ｅ－ｍａｉｌ"),
        ("负责人E—MAIL", "负责人e‑mail"),
        ("市级“最美家庭”", '市级"最美家庭"'),
        ("市级‘最美家庭’", "市级＂最美家庭＇"),
        ("「最美」家庭", "【最美】家庭"),
        ("徐\u200b汇\ufeff区\u00ad", "徐汇区"),
        ("\x07徐汇区\ufe0f", "徐汇区"),
        ("阿里木·江", "阿里木•江"),
        ("⼀号楼", "一号楼"),
        ("STRASSE", "straße"),
    ],
)
def test_what_looks_the_same_squashes_to_the_same(one: str, two: str) -> None:
    assert comparison_key(one) == comparison_key(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [("徐汇区", "徐江区"), ("一街", "-街"), ("第1组", "第11组"), ("A", "B"), ("——", "—")],
)
def test_what_differs_stays_different(one: str, two: str) -> None:
    assert comparison_key(one) != comparison_key(two)


def test_squash_gives_one_form() -> None:
    assert comparison_key(" 学习型机关【事业单位】 “A－b” ") == '学习型机关(事业单位)"a-b"'
    assert comparison_key("徐汇区") == "徐汇区"
    assert comparison_key("") == comparison_key(" \u3000\u200b") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("徐汇区", "徐汇区"),
        ("  a  b ", "a  b"),
        ("\u3000徐汇区\u00a0", "徐汇区"),
        ("\u200b\ufeff徐汇区\u200d", "徐汇区"),
        ("徐\u200b汇\x00区\ufffe", "徐汇区"),
        ("\u202d13900000001\u202c", "13900000001"),
        ("甲\u202e乙\u200f丙", "甲\u202e乙\u200f丙"),
        ("一\r\n二\r三\v四\u2028五\n", "一\n二\n三\n四\n五"),
        ("第一\u3000条（Ａ）“好”", "第一\u3000条（Ａ）“好”"),
        ("一\t二", "一\t二"),
        ("葛\U000e0100飾❤\ufe0f", "葛\U000e0100飾❤\ufe0f"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("\ud800好", "好"),
        (" \u3000\n", ""),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@given(TEXTS)
def test_both_are_stable(text: str) -> None:
    assert comparison_key(comparison_key(text)) == comparison_key(text)
    assert cleaned(cleaned(text)) == cleaned(text)
    assert comparison_key(cleaned(text)) == comparison_key(text)


@given(TEXTS)
def test_cleaned_text_gives_what_xml_can_hold(text: str) -> None:
    kept = cleaned(text)
    kept.encode("utf-8")
    assert not any(ord(c) < 0x20 and c not in "\t\n" for c in kept)
    assert "\ufffe" not in kept
    assert "\uffff" not in kept


@given(TEXTS)
def test_squash_leaves_no_blank(text: str) -> None:
    assert not any(c.isspace() for c in comparison_key(text))
