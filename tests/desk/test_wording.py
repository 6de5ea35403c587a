"""Messages in the words of the page: no command or option of the command line is left in them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import xxzz
from xxzz.desk.wording import for_the_page
from xxzz.remedies import ADVICE, COMMANDS, Advice, Command

SOURCES = Path(xxzz.__file__).parent
AT_THE_COMMAND_LINE = (
    "__main__.py",
    "cli/",
    "check.py",  # --version, in a text for maintainers
    "libreoffice.py",
    "remedies.py",
    "report/baseline.py",  # --baseline, which the page does not have
    "report/folding.py",
    "report/terminal.py",
    "report/xlsx_report.py",
    "repository/",
    "render/fonts.py",  # runs fc-list
    "render/office.py",  # LibreOffice, which the page does not have
    "render/stamp.py",  # a mark in a PDF
    "rules/",  # documentation of the rules
    "season/loader.py",  # raised before the page is there
    "season/models/",  # descriptions of keys
    "workbooks/blank/guide.py",  # printed in a file
    "editor/checklist.py",
    "editor/draft/",
    "collect/winners.py",
    "desk/page.py",  # makes the page
    "bundle/city/register/times.py",  # a source of times, in a file
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_a_step_of_the_page(command: Command) -> None:
    assert for_the_page(f"请先{command.run}。") == f"请先做“{command.title}”。"
    assert for_the_page(f"下一步：{command}") == f"下一步：“{command.title}”"


@pytest.mark.parametrize("advice", ADVICE)
def test_other_advice_keeps_its_values(advice: Advice) -> None:
    values = {"year": 2024, "choices": "--choose 家庭=数 --choose 社区=数"}
    page = advice.page.format(**values)
    assert for_the_page(f"前{advice.about(**values)}。后") == f"前{page}。后"


def test_several_in_one_message_are_all_replaced() -> None:
    text = "请重新运行 xxzz review plan、xxzz review sheets；要按2024年的，请加 --season 2024。"
    said = "请重新做“评审方案”、“评分表”；要按2024年的，请用2024年的网页。"
    assert for_the_page(text) == said


def test_what_names_no_command_stays() -> None:
    text = "xxzz 读不出来 xxzz review 这份--文件 --x。"
    assert for_the_page(text) == text


def literals() -> Iterator[tuple[str, str]]:
    """Yield the texts in the program but for docstrings, with their modules."""
    for path in sorted(SOURCES.rglob("*.py")):
        name = path.relative_to(SOURCES).as_posix()
        if name.startswith(AT_THE_COMMAND_LINE):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in docs:
                yield name, str(node.value)


def test_messages_take_their_commands_from_one_place() -> None:
    typed = re.compile(r"xxzz [a-z]+|(?<![\w-])--[a-z]+")
    assert [(name, text) for name, text in literals() if typed.search(text)] == []
