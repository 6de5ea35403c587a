"""A whole season played: 19 packages, merged, judged, made public, announced, and audited."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from bundle_fixtures import story
from families import FAMILY, write_families
from review_maker import Run, edit, expert_rows, fill, some_points, table, write_experts
from xxzz.season import Season, load_season

FOLDER = Path("评审")
OTHER = {"单位性质": "事业单位", "负责人职务": "主任", "联系人职务": "干事", "最美家庭称号": ""}


def nominations(season: Season, recommender: Any) -> list[dict[str, str]]:
    """Return two nominations of each category that a recommender may recommend."""
    rows: list[dict[str, str]] = []
    kinds = [
        info for info in season.notice.categories if recommender.quota.get(info.id) is not None
    ]
    for info in kinds:
        for number in "甲乙":
            home = info.id == "family"
            name = f"{number}{recommender.name}示例{info.short}" + ("" if home else "学校")
            own = {} if home else OTHER | {"建设起始年月": "2018年3月"}
            rows.append(
                FAMILY
                | {"推荐单位": recommender.name, "申报类型": info.name, "序号": str(len(rows) + 1)}
                | {
                    "单位（集体）名称": name,
                    "详细事迹": story(f"{number}{recommender.name[-3:-1]}"),
                }
                | own
            )
    return rows


@pytest.mark.slow
def test_from_19_packages_to_certificates(run: Run, tmp_path: Path) -> None:
    season = load_season(2023)
    for one in season.quotas.recommenders:
        folder = tmp_path / "报送" / one.name
        folder.mkdir(parents=True)
        write_families(folder / "推荐名单.xlsx", nominations(season, one))
        packed = run("pack", folder, "-o", "收件")
        assert packed.code == 0, packed.err
    merged = run("merge", "收件", "-o", "全市汇总", "--received", "2023-09-18")
    assert "收到19个推荐单位的材料，共134家。" in merged.out, merged.err

    write_experts(tmp_path / "专家.xlsx", expert_rows(9))
    assert run("review", "plan", "全市汇总", "--experts", "专家.xlsx").code == 0
    panels = table(FOLDER / "评审方案.xlsx", "分配")
    assert len(panels) == 134
    assert "2023-徐汇区-01" in {row["编号"] for row in panels}
    sheets = run("review", "sheets", "全市汇总", "--materials", "全市汇总")
    assert sheets.code == 0, sheets.err
    fill(FOLDER / "评分表", some_points)
    collected = run("review", "collect", "评审/评分表")
    assert collected.code == 0, collected.err

    words = [f"--choose={info.short}=10" for info in season.notice.categories]
    run("review", "rank", *words)
    pending = [r for r in table(FOLDER / "评审结果.xlsx", "评审结果") if r["结果"] == "并列待定"]
    places = {r["编号"]: at for at, r in enumerate(table(FOLDER / "会议决定.xlsx", "会议决定"), 2)}
    for row in pending:
        at = places[row["编号"]]
        edit(FOLDER / "会议决定.xlsx", {f"D{at}": "入选", f"E{at}": "会议同意"}, "会议决定")
    assert run("review", "rank", *words).code == 0
    chosen = [r for r in table(FOLDER / "评审结果.xlsx", "评审结果") if r["结果"] == "入选"]

    assert run("publicity", "--from", "2023-10-30").code == 0
    assert run("publish", "--date", "2023-11-03").code == 1
    assert run("publish", "--date", "2023-11-06").code == 0
    paragraphs = [p.text for p in Document(str(FOLDER / "证书.docx")).paragraphs]
    assert paragraphs.count("荣誉证书") == len(chosen) >= 40
    assert len(table(FOLDER / "获奖名单.xlsx", "获奖名单")) == len(chosen)
    audited = run("review", "audit", "全市汇总", "专家.xlsx")
    assert audited.code == 0, audited.out
    for path in (FOLDER / "评分表").glob("*.xlsx"):
        text = "".join(
            str(cell.value) for sheet in load_workbook(path).worksheets for r in sheet for cell in r
        )
        assert "13900000001" not in text
        assert "评示例" not in text
