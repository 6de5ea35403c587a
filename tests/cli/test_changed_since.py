"""A shared repository: only what a change touches is reported, while all is looked at."""

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from cli_runner import Workbook, Xxzz

BAD = {"最美家庭称号": "2021年徐汇区最美家庭"}
JINGAN = BAD | {"推荐单位": "静安区", "单位（集体）名称": "牧样例家庭"}
STORY = "".join(f"第{week}周全家读完一本书并且互相讲述自己的心得体会。" for week in range(83))


def git(*words: str) -> None:
    identity = ("-c", "user.name=测试", "-c", "user.email=test@example.org")
    subprocess.run(["git", *identity, *words], check=True, capture_output=True)


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "材料")


@pytest.fixture
def repository(workbook: Workbook, tmp_path: Path) -> Workbook:
    """Two committed workbooks with a mistake in each; returns what writes another."""

    def write(*rows: dict[str, str], name: str) -> Path:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        return workbook(*rows, name=name)

    write(BAD | {"详细事迹": "事迹.txt"}, name="徐汇区/nominations.xlsx")
    Path("徐汇区/事迹.txt").write_text(STORY, encoding="utf-8")
    write(JINGAN, name="静安区/nominations.xlsx")
    git("init", "--quiet")
    commit()
    return write


def touched(xxzz: Xxzz, *words: str) -> list[tuple[str, str]]:
    result = xxzz("validate", "--format", "json", "--changed-since", "HEAD", *words)
    assert result.err == ""
    found = json.loads(result.out)["findings"]
    return [(one["rule"], one["location"]["file"]) for one in found if one["severity"] == "error"]


def test_no_change_no_finding_but_the_rest_is_counted(xxzz: Xxzz, repository: Workbook) -> None:
    result = xxzz("validate", "--changed-since", "HEAD")
    assert result.code == 0
    assert result.out.splitlines()[-1].startswith("【这次改动没有错误】另有")
    assert xxzz("validate").code == 1


@pytest.mark.parametrize("staged", [True, False])
def test_changed_workbook(xxzz: Xxzz, repository: Workbook, staged: bool) -> None:
    repository(JINGAN | {"备注": "改了"}, name="静安区/nominations.xlsx")
    if staged:
        git("add", "--all")
    assert touched(xxzz) == [("family-title", "静安区/nominations.xlsx")]


def test_new_workbook_that_git_does_not_know_yet(xxzz: Xxzz, repository: Workbook) -> None:
    changed = {"推荐单位": "长宁区", "单位（集体）名称": "尤样例家庭"}
    repository(BAD | changed, name="长宁区/nominations.xlsx")
    assert ("family-title", "长宁区/nominations.xlsx") in touched(xxzz)
    assert {file for _, file in touched(xxzz)} == {"长宁区/nominations.xlsx"}


def test_changed_story_touches_its_nomination(xxzz: Xxzz, repository: Workbook) -> None:
    Path("徐汇区/事迹.txt").write_text("太短。", encoding="utf-8")
    found = touched(xxzz)
    assert ("story-length", "徐汇区/nominations.xlsx") in found
    assert {file for _, file in found} == {"徐汇区/nominations.xlsx"}


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize(
    "cell",
    ["事迹\\徐汇.txt", "“事迹/徐汇.txt”", "事迹/徐汇．txt", "事迹／徐汇.TXT", "./事迹//徐汇.txt"],
)
def test_story_however_the_cell_names_it(
    xxzz: Xxzz, repository: Workbook, cell: str, gone: bool
) -> None:
    repository(BAD | {"详细事迹": cell}, name="徐汇区/nominations.xlsx")
    story = Path("徐汇区/事迹/徐汇.txt")
    story.parent.mkdir()
    story.write_text(STORY, encoding="utf-8")
    commit()
    assert touched(xxzz) == []
    if gone:
        story.unlink()
    else:
        story.write_text("太短。", encoding="utf-8")
    rule = "story-unreadable" if gone else "story-length"
    assert (rule, "徐汇区/nominations.xlsx") in touched(xxzz)


def test_story_outside_the_folder_touches_nothing(xxzz: Xxzz, repository: Workbook) -> None:
    repository(BAD | {"详细事迹": "../别处.txt"}, name="徐汇区/nominations.xlsx")
    commit()
    Path("别处.txt").write_text(STORY, encoding="utf-8")
    assert touched(xxzz) == []


def test_duplicate_in_an_unchanged_file_is_touched_by_its_twin(
    xxzz: Xxzz, repository: Workbook
) -> None:
    repository({"推荐单位": "静安区"}, name="A/nominations.xlsx")
    assert ("duplicate-nomination", "徐汇区/nominations.xlsx") in touched(xxzz)


def test_quota_counts_all_files_whichever_has_changed(xxzz: Xxzz, repository: Workbook) -> None:
    many = [{"序号": str(n), "单位（集体）名称": f"慕示{n}家庭"} for n in range(20, 28)]
    repository(*many, name="徐汇区/多的.xlsx")
    commit()
    assert touched(xxzz) == []
    first = {"序号": "2", "单位（集体）名称": "慕先例家庭", "备注": "改了"}
    repository(BAD | {"详细事迹": "事迹.txt"}, first, name="徐汇区/nominations.xlsx")
    assert ("quota-exceeded", "徐汇区/多的.xlsx") in touched(xxzz)


def test_unused_places_are_those_of_all_files_whichever_has_changed(
    xxzz: Xxzz, repository: Workbook
) -> None:
    other = {"序号": "2", "单位（集体）名称": "慕先例家庭"}
    repository(other, name="徐汇区/更多.xlsx")
    commit()
    repository(other | {"备注": "改了"}, name="徐汇区/更多.xlsx")
    result = xxzz("validate", "--format", "json", "--changed-since", "HEAD")
    unused = [one for one in json.loads(result.out)["findings"] if one["rule"] == "quota-unused"]
    assert [one["location"]["file"] for one in unused] == ["徐汇区/nominations.xlsx"]
    assert unused[0]["message"].startswith("徐汇区还有名额没有用：")


def test_changed_settings_touch_everything(xxzz: Xxzz, repository: Workbook) -> None:
    Path("xxzz.yaml").write_text("fail-on: error\n", encoding="utf-8")
    assert {file for _, file in touched(xxzz)} == {
        "徐汇区/nominations.xlsx",
        "静安区/nominations.xlsx",
    }


def test_what_others_changed_on_the_other_branch_does_not_count(
    xxzz: Xxzz, repository: Workbook
) -> None:
    git("branch", "其他人")
    repository(JINGAN | {"备注": "改了"}, name="静安区/nominations.xlsx")
    commit()
    git("branch", "主干")
    git("switch", "--quiet", "其他人")
    repository(BAD | {"详细事迹": "事迹.txt", "备注": "改了"}, name="徐汇区/nominations.xlsx")
    commit()
    found = json.loads(xxzz("validate", "--format", "json", "--changed-since", "主干").out)
    titles = [one for one in found["findings"] if one["rule"] == "family-title"]
    assert [one["location"]["file"] for one in titles] == ["徐汇区/nominations.xlsx"]


WAIVERS = """\
waivers:
  - rule: family-title
    nomination: 牧样例家庭
    reason: 正在换发证书
    approved_by: 王示例
    date: 2023-09-01
"""


def test_changed_waivers_touch_what_lies_beside_them(xxzz: Xxzz, repository: Workbook) -> None:
    agreed = Path("静安区/waivers.yaml")
    agreed.write_text(WAIVERS, encoding="utf-8")
    commit()
    assert touched(xxzz) == []
    agreed.unlink()
    assert touched(xxzz) == [("family-title", "静安区/nominations.xlsx")]


@pytest.mark.parametrize("inline", [True, False])
def test_waivers_of_the_repository_hold_in_every_folder_and_touch_everything(
    xxzz: Xxzz, repository: Workbook, inline: bool
) -> None:
    settings = Path("xxzz.yaml")
    agreed = settings if inline else Path("同意的.yaml")
    settings.write_text("waivers: 同意的.yaml\n", encoding="utf-8")
    agreed.write_text(WAIVERS, encoding="utf-8")
    assert touched(xxzz) == [("family-title", "徐汇区/nominations.xlsx")]
    agreed.write_text(WAIVERS.replace("牧样例", "牧样张"), encoding="utf-8")
    commit()
    assert touched(xxzz) == []
    result = json.loads(xxzz("validate", "--format", "json").out)
    unused = next(one for one in result["findings"] if one["rule"] == "waiver-unused")
    assert (unused["location"]["file"], unused["location"]["line"]) == (agreed.name, 2)


def test_repository_is_that_of_the_material_wherever_one_stands(
    xxzz: Xxzz, repository: Workbook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path("xxzz.yaml").write_text("severities:\n  family-title: info\n", encoding="utf-8")
    commit()
    repository(JINGAN | {"备注": "改了"}, name="静安区/nominations.xlsx")
    monkeypatch.chdir(tmp_path.parent)
    assert touched(xxzz, tmp_path.name) == []
    shown = xxzz("validate", tmp_path.name, "--changed-since", "HEAD").out
    assert "【提示】" in shown
    assert "family-title" in shown


@pytest.mark.parametrize("how", ["renamed", "committed", "deleted"])
def test_renamed_and_deleted_workbooks(xxzz: Xxzz, repository: Workbook, how: str) -> None:
    old = Path("静安区/nominations.xlsx")
    if how == "deleted":
        old.unlink()
        assert touched(xxzz) == []
        return
    git("mv", old.as_posix(), "静安区/改名 “后”.xlsx")
    assert touched(xxzz) == [("family-title", "静安区/改名 “后”.xlsx")]
    if how == "committed":
        commit()
        assert touched(xxzz) == []


def test_shallow_clone(
    xxzz: Xxzz, repository: Workbook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repository(JINGAN | {"备注": "改了"}, name="静安区/nominations.xlsx")
    commit()
    git("clone", "--quiet", "--depth", "1", tmp_path.as_uri(), "浅的")
    monkeypatch.chdir(tmp_path / "浅的")
    result = xxzz("validate", "--changed-since", "HEAD~1")
    assert result.code == 3
    assert "fetch-depth: 0" in result.err
    assert touched(xxzz) == []


@pytest.mark.parametrize("committed", [True, False])
def test_a_change_in_a_repository_inside_the_repository(
    xxzz: Xxzz, repository: Workbook, committed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = Path("总库").resolve()
    outer.mkdir()
    inner = Path.cwd().as_posix()
    git("-C", str(outer), "init", "--quiet")
    git("-C", str(outer), "-c", "protocol.file.allow=always", "submodule", "add", inner, "分库")
    git("-C", str(outer), "commit", "--quiet", "--message", "分库")
    monkeypatch.chdir(outer)
    assert touched(xxzz) == []
    Path("分库/徐汇区/事迹.txt").write_text(STORY[:-20], encoding="utf-8")
    if committed:
        git("-C", "分库", "commit", "--quiet", "--all", "--message", "改")
    files = {file for _, file in touched(xxzz)}
    assert "分库/徐汇区/nominations.xlsx" in files


def test_ignored_files_do_not_count(xxzz: Xxzz, repository: Workbook) -> None:
    Path(".gitignore").write_text("草稿/\n", encoding="utf-8")
    repository(BAD | {"推荐单位": "长宁区"}, name="草稿/nominations.xlsx")
    assert touched(xxzz, "草稿") == []


def test_folder_inside_the_repository(
    xxzz: Xxzz, repository: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(JINGAN | {"备注": "改了"}, name="静安区/nominations.xlsx")
    monkeypatch.chdir("静安区")
    assert touched(xxzz) == [("family-title", "nominations.xlsx")]


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif"])
def test_services_get_paths_from_the_top_of_the_repository(
    xxzz: Xxzz, repository: Workbook, monkeypatch: pytest.MonkeyPatch, name: str, tmp_path: Path
) -> None:
    at_top = xxzz("validate", "静安区", "--format", name).out
    assert unquote(at_top).count("静安区/nominations.xlsx") >= 2
    assert xxzz("validate", tmp_path / "静安区", "--format", name).out == at_top
    monkeypatch.chdir("静安区")
    assert xxzz("validate", "--format", name).out == at_top


@pytest.mark.parametrize("revision", ["没有的版本", "--output=x", "0" * 40])
def test_revision_that_is_not_there(xxzz: Xxzz, repository: Workbook, revision: str) -> None:
    result = xxzz("validate", f"--changed-since={revision}")
    assert (result.code, result.out) == (3, "")
    assert f"仓库里没有“{revision}”这个版本" in result.err
    assert not Path("x").exists()


def test_no_repository(xxzz: Xxzz, workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(workbook({}).parent.parent))
    result = xxzz("validate", "--changed-since", "HEAD")
    assert result.code == 3
    assert "不在 git 仓库里" in result.err


def test_no_git(xxzz: Xxzz, repository: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = xxzz("validate", "--changed-since", "HEAD")
    assert result.code == 3
    assert "找不到 git 程序" in result.err


def test_settings_of_the_repository_hold_and_options_go_first(
    xxzz: Xxzz, repository: Workbook
) -> None:
    text = "fail-on: never\nseverities:\n  family-title: warning\n"
    Path("xxzz.yaml").write_text(text, encoding="utf-8")
    assert touched(xxzz) == []
    assert xxzz("validate").code == 0
    assert xxzz("validate", "--fail-on", "warning").code == 1
    Path("xxzz.yaml").write_text("fail-on: warning\n", encoding="utf-8")
    assert xxzz("validate", "--fail-on", "never").code == 0


def test_wrong_settings_are_told_with_their_line(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook({})
    Path("xxzz.yaml").write_text("season: 2023\nfailon: error\n", encoding="utf-8")
    result = xxzz("validate")
    assert (result.code, result.out) == (3, "")
    assert "xxzz.yaml!第2行：不认识的键“failon”。是不是“fail-on”？" in result.err
