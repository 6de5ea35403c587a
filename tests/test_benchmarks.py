"""What the benchmarks measure is still there: they run too long to be run with the tests."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = sorted((Path(__file__).parents[1] / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.name)
def test_what_a_benchmark_imports_is_there(path: Path) -> None:
    imports = [
        (one.module, alias.name)
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(one, ast.ImportFrom) and (one.module or "").partition(".")[0] == "xxzz"
        for alias in one.names
    ]
    for module, name in imports:
        assert hasattr(import_module(module), name), f"{module} has no {name}"
