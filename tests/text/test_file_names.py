"""Names of files that hold on every system."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxzz.text.file_names import Names, is_device, look_alike_key, safe_name, same_file_key

RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)),
}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("徐汇区样例街道", "徐汇区样例街道"),
        ("甲/乙\\丙:丁", "甲／乙＼丙：丁"),
        ('a<b>c"d|e?f*g', "a＜b＞c＂d｜e？f＊g"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("甲 \t\n 乙", "甲 乙"),
        (" 甲. . ", "甲"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1", "_Com1"),
        ("lpt².a", "_lpt².a"),
        ("CONTACT", "CONTACT"),
        ("COM10", "COM10"),
        ("甲\u202e乙\u200b丙\ud800", "甲乙丙"),
        ("e\u0301", "\u00e9"),
        ("\U0002ebf0\ue000甲", "\U0002ebf0\ue000甲"),
        ("甲\ufdd0\ufffe", "甲"),
        ("", "代"),
        ("...", "代"),
        ("\u200b", "代"),
    ],
)
def test_a_name_is_made_safe(text: str, name: str) -> None:
    assert safe_name(text, "代") == name


def test_a_long_name_is_cut_between_characters() -> None:
    assert safe_name("学" * 200, "代") == "学" * 66
    assert safe_name("a" + "👪" * 100, "代") == "a" + "👪" * 49


@given(st.text())
def test_any_text_gives_one_name_that_windows_takes(text: str) -> None:
    name = safe_name(text, "代")
    assert len(f"01-{name}（2）.docx".encode()) <= 255
    assert PureWindowsPath(name).parts == (name,)
    assert name.partition(".")[0].strip().upper() not in RESERVED
    assert name == name.rstrip(". ")
    assert name not in {"", ".", ".."}
    assert all(unicodedata.category(c) not in {"Cc", "Cs"} for c in name)


@pytest.mark.parametrize(
    ("name", "device"),
    [
        ("con", True),
        ("Aux.docx", True),
        ("NUL .txt", True),
        ("prn ", True),
        ("com¹.docx", True),
        ("lpt0", True),
        ("CONIN$", True),
        ("conout$.a.b", True),
        ("con 甲.docx", False),
        ("console.docx", False),
        ("com10.docx", False),
        ("甲con.docx", False),
    ],
)
def test_what_windows_takes_for_a_device(name: str, *, device: bool) -> None:
    assert is_device(name) is device
    assert safe_name(name, "代").startswith("_") is device


@pytest.mark.parametrize(
    ("one", "other", "same_file", "look_alike"),
    [
        ("Abc.docx", "aBC.docx", True, True),
        ("é", "e\u0301", True, True),
        ("É", "e\u0301", True, True),
        ("甲１.docx", "甲1.docx", False, True),
        ("甲", "乙", False, False),
    ],
)
def test_names_that_are_one(one: str, other: str, *, same_file: bool, look_alike: bool) -> None:
    assert (same_file_key(one) == same_file_key(other)) is same_file
    assert (look_alike_key(one) == look_alike_key(other)) is look_alike


def test_the_same_name_twice_is_numbered() -> None:
    names = Names()
    folder = PurePosixPath("区")
    given = [
        names.give(folder, stem, ".docx").name
        for stem in ("Abc", "abc", "ＡBC", "甲", "甲（2）", "甲")
    ]
    assert given == [
        "Abc.docx",
        "abc（2）.docx",
        "ＡBC（3）.docx",
        "甲.docx",
        "甲（2）.docx",
        "甲（3）.docx",
    ]


@given(st.lists(st.sampled_from(["é", "e\u0301", "É", "ß", "ss", "SS", "甲"]), max_size=8))
def test_no_two_paths_are_the_same_on_any_system(stems: list[str]) -> None:
    names = Names()
    given = [names.give(PurePosixPath("区"), stem, ".docx") for stem in stems]
    assert len({look_alike_key(path.as_posix()) for path in given}) == len(stems)
