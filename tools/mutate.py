"""Mutation testing: changes one place of the code at a time (`python -m tools.mutate`).

Uses a sample with a fixed seed from the rooms in which errors would go unnoticed. Prints each
change that no test detects, and the share of detected ones. Changes that make tests run forever
count as detected, but are printed as well, since a slow machine looks the same.
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
SECONDS, TIMES = 240, 8
"""Minimum time for the tests of a room, and its multiple of the unmodified run in parallel."""
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
# Keyword arguments of these are not changed: they concern storage, cache size and the equal length
# of sequences, and cannot make a result wrong.
UNTOUCHED = {"dataclass", "lru_cache", "zip"}
# Suffix of constants with column widths, which are not changed: one character more is a matter of
# looks, and a test checks that the content is readable.
LOOKS = "_WIDTHS"


class Mutant(NamedTuple):
    """A file with one change; `number` is that of the changed node in the AST walk."""

    path: Path
    room: str
    node: int
    line: int


def mutants() -> list[Mutant]:
    """Return the sample; it is the same for the same code."""
    found = [
        Mutant(path, room, number, line)
        for room in ROOMS
        for path in sorted((ROOT / "src/xxzz" / room).rglob("*.py"))
        for number, line in _places(path)
    ]
    return random.Random(SEED).sample(found, min(SAMPLE, len(found)))  # noqa: S311  # not for cryptography


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
    """Return the source of a file with the change."""
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
    """Return the result of the room's tests for the change."""
    target = copy / mutant.path.relative_to(ROOT)
    original = target.read_bytes()
    target.write_text(changed(mutant), encoding="utf-8")
    try:
        for tests in filter(None, (nearest(mutant), ROOMS[mutant.room])):
            if (found := run(tests, copy, seconds)) != SURVIVED:
                return found
        return SURVIVED
    finally:
        target.write_bytes(original)


def nearest(mutant: Mutant) -> list[str]:
    """Return the test files named like the module or its folders, which detect most changes."""
    words = _words(*mutant.path.relative_to(ROOT / "src/xxzz" / mutant.room).with_suffix("").parts)
    files = (ROOT / "tests" / mutant.room).rglob("test_*.py")
    near = {file: len(words & _words(file.stem)) for file in sorted(files)}
    found = sorted(filter(near.get, near), key=lambda file: -near[file])
    return [str(file.relative_to(ROOT)) for file in found]


def _words(*names: str) -> set[str]:
    return {word.removesuffix("s") for name in names for word in name.split("_")}


def run(tests: list[str], copy: Path, seconds: float | None = None) -> str:
    """Run tests in a copy; the mutant survives if they pass."""
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
    """Return the time limit of each room's tests by room.

    Raises:
        ValueError: tests of some rooms fail without a change; the message names these.
    """
    found, broken = {}, []
    for room, tests in ROOMS.items():
        start = time.monotonic()
        if run(["-n", str(WORKERS), *tests], copy) != SURVIVED:
            broken.append(room)
        found[room] = max(SECONDS, TIMES * (time.monotonic() - start))
    if broken:  # else every change would seem to be detected
        raise ValueError(", ".join(broken))
    return found


def main() -> int:
    """Try the sample; return 1 if tests fail without a change."""
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
