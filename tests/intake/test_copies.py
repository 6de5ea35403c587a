"""Copies of a list in the folder: one finding, and nothing is counted twice."""

from pathlib import Path
from typing import Any

from workbook_maker import add_sheet, column, read, row, season, table, xlsx
from xxzz.finding import Problem
from xxzz.location import Location


def rows(*changes: dict[str, Any], count: int = 4) -> list[Any]:
    """Return a table of several nominations; each change is for one more of them."""
    made: list[dict[str, Any]] = [
        {"rank": n, "name": f"徐汇区第{n}示例街道"} for n in range(1, count + 1)
    ]
    for one, change in zip(made, changes, strict=False):
        one.update(change)
    return table(*(row(**one) for one in made))


def copy_of(folder: Path) -> tuple[int, Problem]:
    """Return how many nominations were read, and the one problem."""
    intake = read(folder)
    (problem,) = intake.problems
    assert problem.rule == "copy-of"
    return sum(len(one.nominations) for one in intake.submissions), problem


def test_a_file_copied_in_the_explorer(tmp_path: Path) -> None:
    original = xlsx(tmp_path / "名单.xlsx", rows())
    path = xlsx(tmp_path / "名单 - 副本.xlsx", rows())
    count, problem = copy_of(tmp_path)
    assert count == 4
    assert problem.location == Location(path.as_posix(), "推荐名单")
    assert problem.related == (Location(original.as_posix(), "推荐名单"),)
    assert problem.message.startswith(
        "“名单 - 副本.xlsx”多半是“名单.xlsx”的副本：4家相同，内容完全一样"
    )
    assert "只能留一份" in problem.hint


def test_an_older_version_says_how_it_differs(tmp_path: Path) -> None:
    xlsx(tmp_path / "名单.xlsx", rows(count=6))
    xlsx(
        tmp_path / "名单（最终版）.xlsx",
        rows({"leader_name": "王示例"}, {"address": "路2号"}, count=5),
    )
    count, problem = copy_of(tmp_path)
    assert count == 6
    assert "5家相同，少1家，有2格不同（F2、N3）" in problem.message


def test_a_copy_with_a_few_names_changed(tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", rows())
    xlsx(tmp_path / "a(1).xlsx", rows({"name": "改了名的街道"}, {"name": "又改了名的街道"}))
    count, problem = copy_of(tmp_path)
    assert count == 4
    assert "2家相同，多2家，少2家" in problem.message


def test_a_version_of_another_name_with_a_few_of_the_same(tmp_path: Path) -> None:
    xlsx(tmp_path / "名单.xlsx", rows()[:4])
    new = xlsx(tmp_path / "名单0901.xlsx", [*rows()[:3], row(name="新来的街道")])
    count, problem = copy_of(tmp_path)
    assert count == 3
    assert problem.location.file == new.as_posix()
    assert "2家相同，多1家，少1家" in problem.message


def test_a_copy_of_a_list_of_one(tmp_path: Path) -> None:
    xlsx(tmp_path / "甲.xlsx", table(row()))
    xlsx(tmp_path / "甲改.xlsx", table(row()))
    count, problem = copy_of(tmp_path)
    assert count == 1
    assert "1家相同，内容完全一样" in problem.message


def test_names_with_the_citys_name_before_them_are_the_same(tmp_path: Path) -> None:
    xlsx(tmp_path / "甲.xlsx", rows())
    xlsx(
        tmp_path / "乙乙.xlsx", rows(*({"name": f"上海市徐汇区第{n}示例街道"} for n in range(1, 5)))
    )
    count, problem = copy_of(tmp_path)
    assert count == 4
    assert "4家相同" in problem.message


def test_a_sheet_that_is_a_copy_of_another(tmp_path: Path) -> None:
    path = add_sheet(xlsx(tmp_path / "a.xlsx", rows()), "草稿", rows())
    count, problem = copy_of(path)
    assert count == 4
    assert problem.location == Location(path.as_posix(), "草稿")
    assert problem.message.startswith("工作表“草稿”多半是工作表“推荐名单”的副本")


def test_lists_of_different_nominations_are_no_copies(tmp_path: Path) -> None:
    xlsx(tmp_path / "机关.xlsx", rows())
    xlsx(tmp_path / "机关2.xlsx", table(*(row(name=f"样张第{n}街道") for n in range(4))))
    xlsx(tmp_path / "备份.xlsx", table(row(name="另一家街道")))
    intake = read(tmp_path)
    assert intake.problems == ()
    assert sum(len(one.nominations) for one in intake.submissions) == 9


def test_one_nomination_named_twice_is_no_copy_of_a_list(tmp_path: Path) -> None:
    xlsx(tmp_path / "甲.xlsx", rows())
    xlsx(tmp_path / "乙.xlsx", table(row(name="徐汇区第1示例街道"), row(name="另一家街道")))
    assert read(tmp_path).problems == ()


def test_the_same_names_of_another_recommender_are_no_copy(tmp_path: Path) -> None:
    xlsx(tmp_path / "甲.xlsx", rows())
    others = [{"recommender": "静安区"}] * 4
    xlsx(tmp_path / "甲 - 副本.xlsx", rows(*others))
    assert read(tmp_path).problems == ()


def test_workbooks_of_one_nomination_each_beside_their_total_list(tmp_path: Path) -> None:
    total = xlsx(tmp_path / "徐汇区推荐总表.xlsx", rows())
    names = [f"徐汇区第{n}示例街道" for n in (1, 2, 3)]
    paths = [
        xlsx(tmp_path / f"{n}.xlsx", table(row(name=name, **change)))
        for n, name, change in zip(
            "甲乙丙", names, ({}, {"leader_name": "王示例"}, {}), strict=True
        )
    ]
    count, problem = copy_of(tmp_path)
    assert count == 4
    assert {one.file for one in (problem.location, *problem.related)} == {
        path.as_posix() for path in (total, *paths)
    }
    assert problem.message.startswith(
        "有3份工作簿各有1家，都已在“徐汇区推荐总表.xlsx”里（丙.xlsx、乙.xlsx、甲.xlsx），其中"
    )
    assert "“乙.xlsx”有1格不同（F2）" in problem.message


def test_one_workbook_of_one_nomination_beside_the_total_list(tmp_path: Path) -> None:
    xlsx(tmp_path / "徐汇区推荐总表.xlsx", rows())
    path = xlsx(tmp_path / "甲.xlsx", table(row(name="徐汇区第1示例街道")))
    count, problem = copy_of(tmp_path)
    assert count == 4
    assert problem.location.file == path.as_posix()
    assert "“甲.xlsx”多半是“徐汇区推荐总表.xlsx”的副本：1家相同，少3家" in problem.message


def test_another_of_the_same_name_alone_in_its_file_is_no_copy(tmp_path: Path) -> None:
    xlsx(tmp_path / "徐汇区推荐总表.xlsx", rows())
    kept = ("rank", "recommender", "category", "nature", "building_since", "family_title", "remark")
    other = {field.id: "另写的" for field in season().notice.fields if field.id not in kept}
    other["name"] = "徐汇区第1示例街道"
    xlsx(tmp_path / "甲.xlsx", table(row(**other)))
    assert [one.rule for one in read(tmp_path).problems if one.rule == "copy-of"] == []


def test_a_part_of_a_list_is_the_copy_whatever_the_names_of_the_files(tmp_path: Path) -> None:
    xlsx(tmp_path / "徐汇区推荐总表.xlsx", rows())
    path = xlsx(tmp_path / "甲.xlsx", rows(count=2))
    count, problem = copy_of(tmp_path)
    assert count == 4
    assert problem.location.file == path.as_posix()


def test_a_summary_with_few_columns_says_so_and_counts_only_its_own_cells(tmp_path: Path) -> None:
    xlsx(tmp_path / "名单.xlsx", rows())
    shown = [
        column(name) - 1 for name in ("rank", "recommender", "name", "category", "contact_name")
    ]
    summary = [[line[at] for at in shown] for line in rows({}, {"contact_name": "王示例"}, count=3)]
    xlsx(
        tmp_path / "推荐汇总表.xlsx",
        [*summary, [5, "徐汇区", "徐汇区第5示例街道", "学习型社区", "李示例"]],
    )
    problems = [one for one in read(tmp_path).problems if one.rule == "copy-of"]
    (message,) = (one.message for one in problems)
    assert "3家相同，多1家，少1家，少17栏，有1格不同（E3）" in message
