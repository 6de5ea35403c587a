import pytest

from xxzz.text.words import Replacer


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("样张街道", "样张街道"),
        ("王示例", "王某"),
        ("见王示例、李示例", "见王某、李某"),
        ("王示例王示例。", "王某王某。"),
        ("王示", "王示"),
        ("示王示例王示", "示王某王示"),
        ("王示例公司", "王示例公司"),
        ("王示例公王示例", "王某公王某"),
        ("王甲", "王"),
        ("", ""),
    ],
)
def test_the_longest_word_is_replaced(text: str, replaced: str) -> None:
    """王示例公司 stands for itself: the person's name in it is left."""
    words = {"王甲": "王", "王示例": "王某", "李示例": "李某", "王示例公司": "王示例公司"}
    assert Replacer(words).replace(text) == replaced
    assert Replacer(dict(reversed(words.items()))).replace(text) == replaced


def test_signs_of_a_pattern_are_words_like_others() -> None:
    assert Replacer({"]-^": "甲", "\\d": "乙"}).replace("1]-^\\d^-2") == "1甲乙^-2"


def test_no_words_replace_nothing() -> None:
    assert Replacer({}).replace("王示例") == "王示例"
