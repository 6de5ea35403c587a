"""The example lists are what they claim to be, and come out of their source the same each time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nomination_maker import SEASON
from xxzz.check import check
from xxzz.intake import read_sources
from xxzz.rules import rules_of
from xxzz.season import load_season

if TYPE_CHECKING:
    from xxzz.finding import Report

ROOT = Path(__file__).parents[1]
NOT_IN_A_WORKBOOK = (
    "internal-error",
    "waiver-",
    "form-",
    "cell-unreadable",
    "copy-of",
    "story-simplified",
    "season-",
)
"""Rules about the program itself, other files, or whole files: those have tests of their own."""


def validate(folder: str) -> Report:
    season = load_season(2023)
    intake = read_sources([ROOT / "examples" / folder], season)
    return check(intake.submissions, season, problems=intake.problems).report


def test_the_list_of_a_full_district_passes() -> None:
    report = validate("徐汇区")
    assert report.findings == ()
    used = {(use.category, use.count, use.quota) for use in report.quota}
    assert used == {("agency", 4, 3), ("enterprise", 8, 8), ("community", 3, 2), ("family", 5, 5)}


def test_the_faulty_lists_break_every_rule() -> None:
    broken = {finding.rule for finding in validate("有错误的名单").findings}
    rules = {rule.name for rule in rules_of(SEASON) if not rule.name.startswith(NOT_IN_A_WORKBOOK)}
    assert rules - broken == set()


@pytest.mark.slow
def test_the_examples_are_built_from_their_source(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    before = contents(tmp_path)
    subprocess.run([sys.executable, "-B", tmp_path / "examples" / "build.py"], check=True)
    assert contents(tmp_path) == before


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
