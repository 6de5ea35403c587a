"""The receiver's table as functions: an inbox with an earlier register, results without memory."""

from pathlib import Path

from bundle_fixtures import Send
from inbox_maker import sheet
from xxzz.bundle.city.verdict_cache import FOLDER
from xxzz.desk.receiving import gather
from xxzz.season import Season


def test_a_register_that_lies_in_the_inbox_goes_on(
    send: Send, season: Season, tmp_path: Path
) -> None:
    send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    out = tmp_path / "汇总"
    gather(tmp_path / "收件", out, season)
    assert not (out / FOLDER).exists()
    register = out / "收件登记.xlsx"
    register.rename(tmp_path / "收件/收件登记.xlsx")
    send("静安区", {"单位（集体）名称": "乙示例家庭"})
    merged = gather(tmp_path / "收件", out, season)
    assert len(merged.city.entries) == 2
    assert [row["收件号"] for row in sheet(tmp_path)] == ["S001", "S002"]
    numbers = {row["名称"]: row["编号"] for row in sheet(tmp_path, "编号")}
    assert numbers == {"甲示例家庭": "2023-徐汇区-01", "乙示例家庭": "2023-静安区-01"}
