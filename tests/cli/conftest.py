import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli_runner import Process, Workbook
from families import write_families


@pytest.fixture
def process(tmp_path: Path) -> Process:
    """Run the program as a process of its own, in an empty folder, its output in pipes."""

    def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "-m", "xxzz", *words],
            cwd=tmp_path,
            env=os.environ | environment,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    return run


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workbook:
    """Write a workbook of families into the current folder; a row says what differs."""
    monkeypatch.chdir(tmp_path)

    def write(*rows: dict[str, str], name: str = "推荐名单.xlsx") -> Path:
        return write_families(tmp_path / name, rows)

    return write
