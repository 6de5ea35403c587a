"""`xxzz season check`: errors and doubts of tables, by file and line."""

from pathlib import Path

from cli_runner import Xxzz
from tables import edit


def test_tables_without_a_doubt(xxzz: Xxzz, data: Path) -> None:
    result = xxzz("season", "check", "--data", data)
    assert (result.code, result.out) == (0, "2023年：没有问题。\n【可以用】\n")


def test_doubts_are_told_and_do_not_fail(xxzz: Xxzz, data: Path) -> None:
    notice, review = data / "notice_2023.yaml", data / "review_2023.yaml"
    line = edit(notice, "as_of: 2023-09-20", "as_of: 2022-09-20")
    other = edit(review, "title: 关于公布2023年", "title: 关于公布2022年")
    result = xxzz("season", "check", "--data", data, "--season", "2023")
    assert result.code == 0
    title = "这里写着2022年，这是2023年的表，是不是忘了改？"
    day = "这里算到2022-09-20，离截止日期2023-09-20有365天，是不是忘了改？"
    assert result.out.splitlines() == [
        "2023年：2处请核对。",
        f"  请核对  {review.as_posix()}!第{other}行：{title}",
        f"  请核对  {notice.as_posix()}!第{line}行：{day}",
        "【请核对】确实如此的，在那一行末尾加上“# 已核对”，就不再问。",
    ]


def test_errors_of_all_tables_fail(xxzz: Xxzz, data: Path) -> None:
    review = data / "review_2023.yaml"
    line = edit(review, "total: 60", "total: 61")
    result = xxzz("season", "check", "--data", data)
    assert result.code == 1
    assert f"  错误    {review.as_posix()}!第{line}行：" in result.out
    assert result.out.endswith("【不能用】请按上面所写改正规则表，再检查一次。\n")
    edit(data / "quotas_2023.yaml", "total: 31", "total: 32")
    result = xxzz("season", "check", "--data", data)
    assert result.code == 1
    assert "“浦东新区”一行各列相加是31，推荐总数写的是32" in result.out


def test_what_the_review_lacks_is_a_doubt(xxzz: Xxzz, data: Path) -> None:
    edit(data / "holidays.yaml", "- year: 2023\n", "- year: 2019\n")
    result = xxzz("season", "check", "--data", data)
    assert (result.code, result.out.count("请核对  ")) == (0, 1)
    assert "没有2023年的放假安排" in result.out
    (data / "review_2023.yaml").unlink()
    result = xxzz("season", "check", "--data", data)
    assert (result.code, result.out.count("请核对  ")) == (0, 1)
    assert "review_2023.yaml：没有这个文件，评审、公示、公布不能用。" in result.out


def test_a_year_that_is_not_there(xxzz: Xxzz, data: Path) -> None:
    result = xxzz("season", "check", "--data", data, "--season", "2030")
    assert result.code == 3
    assert "没有2030年的规则表；这里有2023年的。" in result.err
    assert xxzz("season", "check", "--data", data / "没有").code == 3


def test_a_user_of_doubted_tables_is_told_and_the_verdict_stays(xxzz: Xxzz, data: Path) -> None:
    notice = data / "notice_2023.yaml"
    line = edit(notice, "as_of: 2023-09-20", "as_of: 2022-09-20")
    result = xxzz("quota", "--data", data)
    assert result.code == 0
    assert result.err.startswith(
        "规则表有1处请核对，不影响这次的结果（xxzz season check 列出全部）：\n"
        f"  {notice.as_posix()}!第{line}行：这里算到2022-09-20"
    )
    edit(notice, "as_of: 2022-09-20", "as_of: 2023-09-20")
    assert xxzz("quota", "--data", data).err == ""
