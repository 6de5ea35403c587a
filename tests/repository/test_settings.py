"""xxzz.yaml: what it may say, where it is looked for, and its mistakes at their lines."""

from pathlib import Path

import pytest

from waiver_text import AGREED
from xxzz.finding import Severity
from xxzz.repository.settings import Project, ProjectError, find_project, load_project


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "xxzz.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(ProjectError) as error:
        load_project(write(folder, text))
    return [
        f"{problem.location.line} {problem.message}"
        for problem in sorted(error.value.problems, key=lambda one: one.location.line or 0)
    ]


def test_all_settings(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "season: 2023\nfail-on: warning\n"
        "severities:\n  story-length: error\n  rank-missing: info\n",
    )
    assert load_project(path) == Project(
        (path,),
        season=2023,
        fail_on="warning",
        severities={"story-length": Severity.ERROR, "rank-missing": Severity.INFO},
    )


def test_settings_that_are_left_out_are_left_to_the_program(tmp_path: Path) -> None:
    path = write(tmp_path, "fail-on: never\n")
    assert load_project(path) == Project((path,), fail_on="never")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("season: 2023\nfailon: error\n", ["2 不认识的键“failon”。是不是“fail-on”？"]),
        ("x: 1\n", ["1 不认识的键“x”。"]),
        ("season: 1999\n", ["1 没有“1999”这一年的规则表，可以写：2023。"]),
        ("season: '2023'\n", ["1 没有“2023”这一年的规则表，可以写：2023。"]),
        ("season: true\n", ["1 没有“True”这一年的规则表，可以写：2023。"]),
        (
            "fail-on: eror\n",
            ["1 “fail-on”不能是“eror”。是不是“error”？可以写：error、warning、info、never。"],
        ),
        ("fail-on: [error]\n", None),
        ("severities: error\n", ["1 应当是一组“规则: 级别”，例如 story-length: error。"]),
        (
            "severities:\n  rank-missing: info\n  story-lenght: error\n",
            ["3 没有叫“story-lenght”的规则。是不是“story-length”？"],
        ),
        (
            "severities:\n  story-length: warn\n",
            ["2 “story-length”不能是“warn”。是不是“warning”？可以写：error、warning、info。"],
        ),
        (
            "severities:\n  workbook-unreadable: info\n  sheet-missing: error\n",
            ["2 “workbook-unreadable”只能是 error：材料读不出来就没有检查，不能算通过。"],
        ),
        (
            AGREED.replace("reason", "reasn"),
            ["2 缺少“waivers第1项的 reason”。", "4 不认识的键“reasn”。是不是“reason”？"],
        ),
        (
            AGREED.replace("    nomination: 徐汇区\n", ""),
            ["2 quota-exceeded 豁免没有写 nomination；在这里要写明是哪个推荐单位。"],
        ),
        (
            "fail-on: error\nwaivers: 没有.yaml\n",
            ["None 没有这个文件。请检查文件夹，或把文件补上。"],
        ),
        ("- season\n", ["1 应当是“键: 值”，可以写的键：season、fail-on、severities、waivers。"]),
    ],
)
def test_mistakes(tmp_path: Path, text: str, expected: list[str] | None) -> None:
    found = mistakes(tmp_path, text)
    assert found == expected if expected else len(found) == 1


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "season: 1\nfail-on: x\nseverities:\n  a: b\n")
    assert [line.split()[0] for line in found] == ["1", "2", "4", "4"]


def test_waivers_stand_in_it_or_in_a_file_that_it_names(tmp_path: Path) -> None:
    (one,) = load_project(write(tmp_path, f"fail-on: error\n{AGREED}")).waivers
    assert (one.entry.reason, one.everywhere, one.location.line) == ("经同意增加一家", True, 3)
    agreed = tmp_path / "同意的.yaml"
    agreed.write_text(AGREED, encoding="utf-8")
    project = load_project(path := write(tmp_path, "waivers: 同意的.yaml\n"))
    (other,) = project.waivers
    assert (other.entry, other.location.file) == (one.entry, agreed.as_posix())
    assert project.files == (path, agreed)


@pytest.mark.parametrize("text", ["season: 2023\nseason: 2023\n", "a: &x 1\nb: *x\n", "a: [\n", ""])
def test_yaml_that_is_none(tmp_path: Path, text: str) -> None:
    assert len(mistakes(tmp_path, text)) == 1


def test_nearest_file_above_within_the_repository_is_found(tmp_path: Path) -> None:
    write(tmp_path, "season: 2023\n")
    top = tmp_path / "repository"
    deep = top / "submissions" / "徐汇区"
    deep.mkdir(parents=True)
    assert find_project(deep) == (tmp_path / "xxzz.yaml").resolve()
    (top / ".git").mkdir()
    assert find_project(deep) is None
    path = write(top, "season: 2023\n")
    assert find_project(deep) == path.resolve()
    assert find_project(top) == path.resolve()


def test_path_is_relative_where_the_current_folder_is_related(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "submissions" / "徐汇区"
    deep.mkdir(parents=True)
    write(tmp_path, "season: 2023\n")
    for folder, expected in (
        (tmp_path, "xxzz.yaml"),
        (deep, "../../xxzz.yaml"),
        (tmp_path.parent, f"{tmp_path.name}/xxzz.yaml"),
    ):
        monkeypatch.chdir(folder)
        assert find_project(deep) == Path(expected)
