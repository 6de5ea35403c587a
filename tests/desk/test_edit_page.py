"""The page of who edits the tables of a new year."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from xxzz.season.loader import data_folder

from .conftest import Clerk, command, digest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The tables of xxzz, and a new year beside them."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(data_folder(), "规则表")
    assert command("season", "new", "2024", "--data", "规则表") == 0
    return tmp_path / "规则表"


def test_tables_are_checked_and_compared(clerk: Clerk, tables: Path) -> None:
    quotas = tables / "quotas_2024.yaml"
    good = quotas.read_text("utf-8")
    quotas.write_text(good.replace("total: 31", "total: 32"), "utf-8")
    clerk.turn_to("edit")
    clerk.put(tables)
    assert clerk.shown("#verdict .headline") == "不能用"
    assert "quotas_2024.yaml" in clerk.shown("#result .error .where")
    assert not clerk.page.locator("[data-take=changes]").is_visible()

    quotas.write_text(good, "utf-8")
    clerk.put(tables)
    assert clerk.shown("#verdict .headline") == "请核对"
    assert "notice_2024.yaml" in clerk.shown("#result")
    command("season", "diff", "2023", "2024", "--data", "规则表", "-o", "变化.html")
    assert digest(clerk.take("changes")) == digest(Path("变化.html").read_bytes())


def test_what_is_no_table_is_told_so(clerk: Clerk, tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("没有表", "utf-8")
    clerk.turn_to("edit")
    clerk.put(tmp_path / "说明.txt")
    assert "没有规则表" in clerk.shown("#status")
