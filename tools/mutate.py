"""Changes one place of the code at a time and sees whether a test fails: `python -m tools.mutate`.

A sample with a fixed seed, of the rooms where a wrong result would be silent. Prints each change
that no test saw, and the share of those that one did. A change by which the tests never end was
seen: nobody would merge it. Such ones are printed too, since a slow machine looks the same.
"""

import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
ROOMS = {
    "rules": ["tests/rules", "tests/test_check.py", "tests/cli/test_seasons.py"],
    "text": ["tests/text", "tests/rules"],
    "season": [
        "tests/season",
        "tests/editor/test_new.py",
        "tests/review/test_points_by_item.py",
        "tests/test_docs.py::test_the_schemas_are_current",
    ],
    "bundle": [
        "tests/bundle",
        "tests/cli/test_seasons.py::test_the_ledger_and_the_overview_count_the_parts",
    ],
}
SAMPLE, SEED, WORKERS = 60, 2023, 2
SECONDS, TIMES = 240, 4
"""How long the tests of a room may take at least, and how many times as long as unchanged."""
SURVIVED, FAILED, ENDLESS = "survived", "killed", "never ended"

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
# What is told these by name: how a record is stored, how much is remembered, that what is zipped is
# of one length. No result can be wrong by it.
UNTOUCHED = {"dataclass", "lru_cache", "zip"}
# How the name of a list of columns' widths ends: one a sign wider is only looks, and whether what
# stands in them can be read has a test.
LOOKS = "_WIDTHS"


class Mutant(NamedTuple):
    """A file with one change: the number of the changed node in the walk over its tree."""

    path: Path
    room: str
    node: int
    line: int


def mutants() -> list[Mutant]:
    """Return the sample: the same one each time for the same code."""
    found = [
        Mutant(path, room, number, line)
        for room in ROOMS
        for path in sorted((ROOT / "src/xxzz" / room).rglob("*.py"))
        for number, line in _places(path)
    ]
    return random.Random(SEED).sample(found, min(SAMPLE, len(found)))  # noqa: S311  # no secret


def _places(path: Path) -> Iterator[tuple[int, int]]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    untouched = {
        id(keyword.value)
        for call in nodes
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in UNTOUCHED
        for keyword in call.keywords
    }
    untouched |= {
        id(part)
        for node in nodes
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "").endswith(LOOKS)
        for part in ast.walk(node)
    }
    for number, node in enumerate(nodes):
        if _can_change(node) and id(node) not in untouched:
            yield number, getattr(node, "lineno", 0)


def _can_change(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[0]) in FLIPPED
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, bool)
    return isinstance(node, ast.BoolOp | ast.IfExp) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    )


def changed(mutant: Mutant) -> str:
    """Return the source of a file with the one change."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    node = list(ast.walk(tree))[mutant.node]
    if isinstance(node, ast.Compare):
        node.ops[0] = FLIPPED[type(node.ops[0])]()
    elif isinstance(node, ast.Constant):
        value = node.value
        node.value = not value if isinstance(value, bool) else int(str(value)) + 1
    elif isinstance(node, ast.BoolOp):
        node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    elif isinstance(node, ast.IfExp):
        node.body, node.orelse = node.orelse, node.body
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()
        node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
    return ast.unparse(ast.fix_missing_locations(tree))


def outcome(mutant: Mutant, copy: Path, seconds: float) -> str:
    """Tell what the tests of the room say of the change."""
    target = copy / mutant.path.relative_to(ROOT)
    original = target.read_bytes()
    target.write_text(changed(mutant), encoding="utf-8")
    try:
        return run(ROOMS[mutant.room], copy, seconds)
    finally:
        target.write_bytes(original)


def run(tests: list[str], copy: Path, seconds: float | None = None) -> str:
    """Run some tests in a copy; what passes has survived."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        result = subprocess.run(
            command,
            cwd=copy,
            env=os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ENDLESS
    return SURVIVED if result.returncode == 0 else FAILED


def limits(copy: Path) -> dict[str, float]:
    """Return for how long each room's tests may run, by its name.

    Raises:
        ValueError: they fail as they are; the text says of which rooms.
    """
    found, broken = {}, []
    for room, tests in ROOMS.items():
        start = time.monotonic()
        if run(tests, copy) != SURVIVED:
            broken.append(room)
        found[room] = max(SECONDS, TIMES * (time.monotonic() - start))
    if broken:  # each change would seem to be seen
        raise ValueError(", ".join(broken))
    return found


def main() -> int:
    """Try the sample; returns 1 where the tests fail without a change."""
    copies: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(WORKERS):
            copy = Path(folder) / str(number)
            for name in ("src", "tests", "data", "templates", "examples", "tools", "docs"):
                shutil.copytree(ROOT / name, copy / name)
            for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
                shutil.copy(ROOT / name, copy / name)
            copies.put(copy)

        def attempt(mutant: Mutant) -> str:
            copy = copies.get()
            try:
                return outcome(mutant, copy, seconds[mutant.room])
            finally:
                copies.put(copy)

        try:
            seconds = limits(Path(folder) / "0")
        except ValueError as error:
            print(f"the tests fail as they are, nothing was measured: {error}")
            return 1
        sample = mutants()
        with ThreadPoolExecutor(WORKERS) as pool:
            outcomes = list(pool.map(attempt, sample))
    for mutant, said in zip(sample, outcomes, strict=True):
        if said != FAILED:
            print(f"{said}: {mutant.path.relative_to(ROOT)}:{mutant.line}")
    dead = len(sample) - outcomes.count(SURVIVED)
    endless = outcomes.count(ENDLESS)
    share = 100 * dead // len(sample)
    print(f"mutants killed: {dead} of {len(sample)} ({share} %), {endless} of them by the clock")
    return 0


if __name__ == "__main__":
    sys.exit(main())
