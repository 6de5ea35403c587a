"""What is generated is current, and the rooms that only compute touch no disk."""

import ast
from pathlib import Path

import pytest
from tools import architecture, commands, schemas

ROOT = Path(__file__).parents[1]
PURE = (
    "text",
    "rules",
    "check.py",
    "entry.py",
    "diff.py",
    "nomination.py",
    "finding.py",
    "location.py",
)
DISK = {"open", "read_text", "write_text", "read_bytes", "write_bytes", "mkdir", "unlink", "rename"}


def test_the_commands_are_those_of_the_program() -> None:
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == commands.page()


def test_the_picture_of_the_house_is_current() -> None:
    page = architecture.PAGE.read_text(encoding="utf-8")
    assert architecture.redrawn(page) == page


def test_the_schemas_are_current(tmp_path: Path) -> None:
    schemas.write(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in schemas.FOLDER.iterdir()}
    assert made == kept


def modules() -> list[Path]:
    found: list[Path] = []
    for name in PURE:
        path = ROOT / "src/xxzz" / name
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.stem)
def test_a_room_that_computes_touches_no_disk(path: Path) -> None:
    calls = [
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    assert DISK.isdisjoint(calls)
