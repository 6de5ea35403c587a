import pytest

from xxzz.text.list_numbers import list_number


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12", 100: "100"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛", 21: "21"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
        ("numberInDash", {3: "- 3 -"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 21: "21st"}),
        (
            "chineseCounting",
            {0: "零", 1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○"},
        ),
        (
            "chineseCountingThousand",
            {
                10: "十",
                19: "十九",
                100: "一百",
                101: "一百零一",
                110: "一百一十",
                1010: "一千零一十",
                1001: "一千零一",
                1100: "一千一百",
            },
        ),
        ("japaneseCounting", {3: "三", 12: "十二", 100: "百", 101: "百一"}),
        ("taiwaneseCounting", {12: "十二"}),
        ("ideographDigital", {1: "一", 10: "一〇", 23: "二三"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰", 105: "壹佰零伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b", 28: "bb"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV", 1999: "MCMXCIX"}),
        ("upperRoman", {1: "I", 5: "V", 10: "X", 50: "L", 100: "C", 500: "D", 1000: "M"}),
        ("upperRoman", {3: "III", 40: "XL", 90: "XC", 400: "CD", 900: "CM"}),
        ("lowerRoman", {0: "0", 4: "iv"}),
    ],
)
def test_numbers_are_written_as_word_writes_them(style: str, written: dict[int, str]) -> None:
    assert {number: list_number(number, style) for number in written} == written


@pytest.mark.parametrize(
    ("number", "style"), [(1, "hindiVowels"), (1, "custom"), (10_000, "decimal"), (-1, "decimal")]
)
def test_what_is_not_known_is_not_written(number: int, style: str) -> None:
    assert list_number(number, style) is None
    assert list_number(9_999, "decimal") == "9999"
