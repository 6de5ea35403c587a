"""A season of five categories and without 机动, made by tables alone: each command speaks of it."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from cli_runner import Result, Xxzz
from workbook_maker import row, table, xlsx
from xxzz.season import data_folder, load_season
from xxzz.strictyaml.tree import read_tree

OFFICE = {
    "id": "office-building",
    "name": "学习型楼宇",
    "short": "楼宇",
    "aliases": ["商务楼宇"],
    "coordinator": "市总工会",
    "clause": "三（一）6",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return the folder of a season 2024 with 学习型楼宇, whose 附件2 has no 机动."""
    source, folder = data_folder(), tmp_path / "tables"
    shutil.copytree(source / "indicators" / "2023", folder / "indicators" / "2024")
    (folder / "indicators/2024/office-building.yaml").write_text(
        "category: office-building\ntitle: 上海市学习型楼宇建设指标\nsource: 附件1\ngroups:\n"
        "  - {name: 学习条件, items: [{id: office-building-1.1, text: 有学习场所。}]}\n",
        encoding="utf-8",
    )
    for name, edit in (("notice", _notice), ("quotas", _quotas)):
        path = folder / f"{name}_2024.yaml"
        text = (source / f"{name}_2023.yaml").read_text(encoding="utf-8")
        path.write_text(text.replace("2023", "2024"), encoding="utf-8")
        table = edit(read_tree(path).data)
        made = yaml.safe_dump(table, allow_unicode=True, sort_keys=False)
        path.write_text(made, encoding="utf-8")
    return folder


def _notice(notice: dict) -> dict:
    notice["categories"].append(OFFICE)
    notice["sheets"]["indicators"]["office-building"] = "指标自评-楼宇"
    for channel in notice["channels"]:
        if channel.get("kind") == "district":
            channel["categories"].append("office-building")
    for field in notice["fields"]:
        if "community" in field.get("required", ()):
            field["required"].append("office-building")
    return notice


def _quotas(quotas: dict) -> dict:
    for one in quotas["recommenders"]:
        district = one["kind"] == "district"
        one["quota"]["office-building"] = 2 if district else None
        one["total"] += (2 if district else 0) - (one.pop("flexible") or 0)
    totals = quotas["totals"]
    totals["office-building"] = 2 * sum(r["kind"] == "district" for r in quotas["recommenders"])
    totals["total"] += totals["office-building"] - totals.pop("flexible")
    return quotas


@pytest.fixture
def go(xxzz: Xxzz, data: Path):
    def run(*words: str | Path) -> Result:
        return xxzz(*map(str, words), "--data", str(data))

    return run


def nominations(number: int, tmp_path: Path) -> Path:
    values = [
        {"name": f"徐汇{mark}座大厦", "rank": at, "category": "楼宇", "recommender": "徐汇区"}
        for at, mark in enumerate("甲乙丙丁"[:number], 1)
    ]
    return xlsx(tmp_path / "推荐名单.xlsx", table(*(row_of(one) for one in values)))


def row_of(values: dict) -> list:
    story = "。".join(f"{values['name']}第{n}件事做得很好" for n in range(125))
    return row(**values, brief="学习型楼宇。", story=story)


def test_the_tables_are_accepted(data: Path) -> None:
    season = load_season(data=data)
    assert season.categories[-1] == "office-building"
    assert season.category("商务楼宇") == "office-building"


def test_the_quota_table_has_the_fifth_column_and_no_flexible(go) -> None:
    lines = [line.split() for line in go("quota", "--district", "徐汇区").out.splitlines()]
    assert lines[1] == [
        "序号",
        "推荐单位",
        "机关",
        "企事业单位",
        "社区",
        "家庭",
        "楼宇",
        "推荐总数",
    ]
    assert lines[2] == ["6", "徐汇区", "3", "8", "2", "5", "2", "20"]


def test_three_are_over_and_no_flexible_is_named(go, tmp_path: Path) -> None:
    result = go("validate", nominations(3, tmp_path))
    shown = re.sub(r"\s+", "", result.out)
    assert result.code == 1
    assert "楼宇3/2████████████████████超出1" in shown
    assert "学习型楼宇推荐3家，建议数量2家，多1家。须从这一类中撤回1家。" in shown
    assert "占用机动" not in shown


def test_template_render_pack_verify_merge(go, tmp_path: Path) -> None:
    assert go("template", "--district", "徐汇区", "-o", tmp_path / "空白.xlsx").code == 0
    book = nominations(2, tmp_path)
    assert go("render", book, "-o", tmp_path / "出").code == 0
    forms = sorted(path.name for path in (tmp_path / "出").rglob("推荐表/*/*.docx"))
    assert forms == ["01-徐汇甲座大厦.docx", "02-徐汇乙座大厦.docx"]
    assert go("pack", book, "-o", tmp_path / "包").code == 0
    (package,) = (tmp_path / "包").glob("*.zip")
    assert package.name == "徐汇区-2024-第1版.zip"
    assert go("verify", package).code == 0
    merged = go("merge", package, "-o", tmp_path / "市")
    assert (merged.code, merged.err) == (0, "")
    assert "收到1个推荐单位的材料，共2家。" in merged.out
