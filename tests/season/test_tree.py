from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from xxzz.season import SeasonError
from xxzz.strictyaml.tree import read_tree

Write = Callable[[str | bytes], Path]


def problem(path: Path) -> tuple[int | None, str]:
    with pytest.raises(SeasonError) as caught:
        read_tree(path)
    (only,) = caught.value.problems
    assert only.location.file == path.as_posix()
    return only.location.line, only.message


def test_values_and_keys(write: Write) -> None:
    tree = read_tree(write("no: 1\nyes: [甲, '2', 2.5, null, true, 2023-09-20]\non: {a: }\n"))
    assert tree.data == {
        "no": 1,
        "yes": ["甲", "2", 2.5, None, True, dt.date(2023, 9, 20)],
        "on": {"a": None},
    }


def test_byte_order_mark_and_windows_line_ends(write: Write) -> None:
    assert read_tree(write(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")).data == {"a": 1, "b": 2}


def test_a_problem_stands_at_its_line(write: Write) -> None:
    tree = read_tree(write("a:\n  - x: 1\n    y:\n      - 1\n      - 2\nb: 3\n"))

    def line(*keys: str | int) -> int | None:
        return tree.problem(keys, "").location.line

    assert line("a", 0, "x") == 2
    assert line("a", 0, "y") == 3
    assert line("a", 0, "y", 1) == 5
    assert line("b") == 6
    assert line("a", 0, "missing") == 2
    assert line("missing") == 1


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "文件是空的。"),
        ("# 只有注释\n", 1, "文件是空的。"),
        ("a: 1\nb: 2\na: 3\n", 3, "“a”写了两次（前一次在第1行），请删去一个。"),
        ("a: 1\n---\nb: 1\n", 2, "一个文件里只能有一份内容，请删去多余的“---”。"),
        ("a: 1\n? [b]\n: 2\n", 2, "冒号前只能是一个词。"),
        ("a: 1\nb: 2023-02-30\n", 2, "没有“2023-02-30”这一天，请核对日期。"),
        ("a: !!python/name:os.system x\n", 1, "不能理解的值“x”；如果是文字，请加引号。"),
        ("a: !!set {b}\n", 1, "不支持 YAML 的标签“tag:yaml.org,2002:set”，请删去。"),
        ("a: 1\nb: &x 1\n", 2, "不支持 YAML 的锚点和别名（& 与 *），请把内容写全。"),
        ("a: 1\nb: *x\n", 2, "不支持 YAML 的锚点和别名（& 与 *），请把内容写全。"),
        ("a: 1\nb: \x00\n", 2, "含有 YAML 不允许的控制字符，请删去。"),
        (
            "a: 1\nname：浦东\nb: 2\n",
            2,
            "YAML 写法有误：少了冒号。冒号要用英文半角，后面空一格，例如 year: 2023。",
        ),
        ("a: 1\nb: [1, 2\nc: 3\n", 2, "YAML 写法有误：方括号或花括号没有配对，或者中间少了逗号。"),
        ("a: 1\nb: '甲\nc: 3\n", 2, "YAML 写法有误：引号没有配对。"),
        (
            "a:\n  b: 1\n c: 2\n",
            3,
            "YAML 写法有误：缩进不齐。同一层的各行开头要对齐，用空格，不用 Tab。",
        ),
        (
            "a: 1\nb: 甲: 乙\n",
            2,
            "YAML 写法有误：这里不能有冒号：缩进不对，或者文字里有冒号而没有加引号。",
        ),
        (
            "a:\n\tb: 1\n",
            2,
            "YAML 写法有误：缩进里有 Tab，请改成空格；同一层的各行开头要对齐。",
        ),
        (
            "a: 1\nb: @c\n",
            2,
            "YAML 写法有误：开头不能用 Tab、@、% 等符号；文字请加引号，缩进请用空格。",
        ),
    ],
)
def test_what_is_refused(write: Write, text: str, line: int, message: str) -> None:
    assert problem(write(text)) == (line, message)


def test_other_encoding(write: Write) -> None:
    message = "文件不是 UTF-8 编码，请用编辑器另存为 UTF-8。"
    assert problem(write("a: 1\nb: 浦东\n".encode("gb18030"))) == (2, message)
    assert problem(write("a: 1\n".encode("utf-16"))) == (1, message)


def test_missing_file(tmp_path: Path) -> None:
    message = "没有这个文件。请检查文件夹，或把文件补上。"
    assert problem(tmp_path / "none.yaml") == (None, message)


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert problem(tmp_path) == (None, "文件打不开，请检查是否有权限读取。")


def test_too_large(write: Write) -> None:
    assert problem(write(b"#" * (1024 * 1024 + 1))) == (
        None,
        "文件超过1MB，不像一份规则表。",
    )
    assert problem(write(b"#" * 1024 * 1024)) == (1, "文件是空的。")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 1_000_000, "YAML 写法有误：嵌套太深，请检查括号和缩进。"),
        ("{a: " * 250_000, "YAML 写法有误：嵌套太深，请检查括号和缩进。"),
        ("- " * 500_000, "YAML 写法有误：嵌套太深，请检查括号和缩进。"),
        ("? " * 500_000, "冒号前只能是一个词。"),
        (
            "a: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a, *a]\n" for n in range(10_000)),
            "不支持 YAML 的锚点和别名（& 与 *），请把内容写全。",
        ),
        ("a: &a [*a]", "不支持 YAML 的锚点和别名（& 与 *），请把内容写全。"),
        (
            "a: " + "1" + ":01" * 300_000,
            f"不能理解的值“1{':01' * 13}…”；如果是文字，请加引号。",
        ),
    ],
)
def test_a_bomb_is_refused_where_it_begins(write: Write, text: str, message: str) -> None:
    assert problem(write(text)) == (1, message)


def test_the_longest_number(write: Write) -> None:
    assert read_tree(write(f"a: {'1' * 40}\n")).data == {"a": int("1" * 40)}
    assert problem(write(f"a: {'1' * 41}\n")) == (
        1,
        f"不能理解的值“{'1' * 40}…”；如果是文字，请加引号。",
    )


def test_depth_on_both_sides(write: Write) -> None:
    assert read_tree(write("[" * 20 + "]" * 20)).data
    assert problem(write("[" * 21 + "]" * 21)) == (1, "YAML 写法有误：嵌套太深，请检查括号和缩进。")


def test_long_text_is_no_number(write: Write) -> None:
    assert read_tree(write("a: " + "字" * 1000)).data == {"a": "字" * 1000}


# PyYAML itself does not give back all line separators
_text = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=20)
_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | _text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_text, inner, max_size=4),
    max_leaves=12,
)


@given(_values)
def test_reads_what_yaml_writes(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    path = tmp_path_factory.getbasetemp() / "written.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    assert read_tree(path).data == value
