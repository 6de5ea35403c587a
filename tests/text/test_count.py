import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxzz.text.count import Run, count_runs, count_text, words

# text, 字数, 字数 without the East Asian hint: the table of the definition
TABLE = [
    ("使用 Adobe Photoshop 打开图片", 8, 8),
    ("使用Adobe Photoshop打开图片", 8, 8),
    ("2023年12月31日", 6, 6),
    ("hello, world!", 2, 2),
    ("a,b", 1, 1),
    ("Wi-Fi 6", 2, 2),
    ("3.14%", 1, 1),
    ("https://a.cn/b?c=d", 1, 1),
    ("（ATM机）", 4, 4),
    ("ＡＢＣ１２３", 6, 6),
    ("，。！？", 4, 4),
    ("第\u3000一", 2, 2),
    ("第\u00a0一", 2, 2),
    ("他说“好”。", 6, 6),
    ("用“Word”写", 5, 3),
    ("研发——应用", 6, 4),
    ("等等……", 4, 3),
    ("①②③", 3, 1),
    ("7.1 μm", 2, 2),
    ("5 %", 2, 2),
    ("1、总结", 4, 4),
    ("C++程序设计", 5, 5),
    ("5G、AI与6G", 5, 5),
    ("𠮷野家", 3, 3),
    ("👍好", 2, 2),
]

MORE = [
    ("", 0, 0),
    (" \t\u3000\n", 0, 0),
    ("??", 1, 1),
    ("好?好", 3, 3),
    ("２０００字", 5, 5),
    ("100㎡", 2, 2),
    ("￥5", 2, 2),
    ("ｱ、︵", 3, 3),
    ("≥10", 2, 1),
    ("25℃", 2, 1),
    ("◇•·", 3, 1),
    ("1990–1995", 3, 2),
    ("1990—", 2, 1),
    ("café Москва", 2, 2),
    ("あア한ㄅ々〇", 6, 6),
    ("字\u200b字\ufeff", 2, 2),
    ("葛\U000e0100飾", 2, 2),
    ("葛\ufe00飾", 2, 2),
    ("soft\u00adware", 1, 1),
    ("a\u2003b\u2028c", 3, 3),
    ("\ue000", 1, 1),
]

TEXTS = st.text(
    st.one_of(
        st.sampled_from("学习型组织，。“”‘’—–…·①②≥μé5aB?! \u3000\u00a0\t\n\r\u2028\u200b👍𠮷"),
        st.characters(),
    )
)


@pytest.mark.parametrize(("text", "hinted", "plain"), TABLE + MORE)
def test_words(text: str, hinted: int, plain: int) -> None:
    count = count_text(text)
    assert (count.words, count.words_without_hint) == (hinted, plain)
    assert words(text) == hinted
    assert count.approximate == (hinted != plain)


@pytest.mark.parametrize(("text", "hinted", "plain"), TABLE + MORE)
def test_the_hint_of_a_run_decides_in_a_document(text: str, hinted: int, plain: int) -> None:
    with_hint, without = count_runs([[Run(text, True)]]), count_runs([[Run(text, False)]])
    assert with_hint.words == with_hint.words_without_hint == hinted
    assert without.words == without.words_without_hint == plain
    assert with_hint.characters == without.characters == count_text(text).characters


def test_characters_with_and_without_blanks() -> None:
    count = count_text("\u3000第一 条\r\nWi-Fi 6\t— “好”\u2028")
    assert (count.characters, count.characters_with_spaces) == (13, 18)


def test_a_word_may_span_runs_but_not_paragraphs() -> None:
    assert count_runs([[Run("Pho", False), Run("toshop", True)]]).words == 1
    assert count_runs([[Run("Pho", False)], [Run("toshop", False)]]).words == 2
    assert count_runs([]) == count_text("")


def test_each_run_is_read_with_its_own_hint() -> None:
    runs = [Run("研发", False), Run("——", False), Run("应用“", True), Run("”x", False)]
    assert count_runs([runs]).words == 6


def _by_the_definition(text: str, *, hint: bool) -> int:
    total, in_run = 0, False
    for character in text:
        kind = _kind(character)
        if kind == "dash" and not hint:
            kind = "blank"
        elif kind in ("dash", "ambiguous"):
            kind = "E" if hint else "L"
        if kind == "nothing":
            continue
        total += kind == "E" or (kind == "L" and not in_run)
        in_run = kind == "L"
    return total


def _kind(c: str) -> str:
    category = unicodedata.category(c)
    name = unicodedata.name(c, "")
    if c.isspace():
        return "blank"
    if category in ("Cc", "Cf") or "VARIATION SELECTOR" in name:
        return "nothing"
    if c in "—–":
        return "dash"
    east_asian = ("CJK", "KANGXI", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH")
    if name.startswith(east_asian) or "\u3001" <= c <= "\u303f":
        return "E"
    ambiguous = unicodedata.east_asian_width(c) == "A" and category not in ("Ll", "Lu", "Mn")
    return "ambiguous" if ambiguous else "L"


@given(
    st.text(
        st.sampled_from("学习，。“”‘’—–…·①≥μé5aB?! \u3000\u00a0\t\n\u2028\u200b👍𠮷あ한Ａ\ue000")
    )
)
def test_agrees_with_the_definition_read_character_by_character(text: str) -> None:
    count = count_text(text)
    assert count.words == _by_the_definition(text, hint=True)
    assert count.words_without_hint == _by_the_definition(text, hint=False)


@given(TEXTS, TEXTS)
def test_lines_add_up(one: str, two: str) -> None:
    first, second, both = count_text(one), count_text(two), count_text(f"{one}\n{two}")
    for figure in ("words", "words_without_hint", "characters", "characters_with_spaces"):
        assert getattr(both, figure) == getattr(first, figure) + getattr(second, figure)


@given(TEXTS)
def test_bounds(text: str) -> None:
    count = count_text(text)
    assert 0 <= count.words_without_hint <= count.words <= count.characters
    assert count.characters <= count.characters_with_spaces <= len(text)


@given(TEXTS, st.sampled_from("学㐀𠮷，あ"))
def test_an_east_asian_character_adds_one(text: str, character: str) -> None:
    before, after = count_text(text), count_text(text + character)
    assert after.words == before.words + 1
    assert after.words_without_hint == before.words_without_hint + 1
    assert after.characters == before.characters + 1


@given(st.lists(st.lists(TEXTS)))
def test_runs_with_the_hint_count_like_their_text(paragraphs: list[list[str]]) -> None:
    runs = [[Run(text, True) for text in paragraph] for paragraph in paragraphs]
    text = "\n".join("".join(paragraph) for paragraph in paragraphs)
    assert count_runs(runs).words == words(text)


@given(st.characters(categories=["Lo"], min_codepoint=0x4E00, max_codepoint=0x9FFF))
def test_every_han_character_counts_in_both_readings(character: str) -> None:
    assert count_text(character * 3) == count_runs([[Run(character * 3, False)]])
    assert words(character * 3) == 3
