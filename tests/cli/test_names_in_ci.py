"""Whom a list names, no command prints where a CI service keeps its log for others to read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cli_runner import Result, Workbook, Xxzz
from form_maker import FormText, rows

FAMILY = "欧阳样人家庭"
PERSONS = ("欧阳样人", "尉迟例人", "令狐示人")
ROWS = (
    {
        "单位（集体）名称": FAMILY,
        "负责人姓名": "欧阳样人",
        "联系人姓名": "尉 迟 例 人",
        "联系人手机号码": "1390000",
        "详细事迹": "事迹/尉迟例人.txt",
    },
    {
        "序号": "2",
        "申报类型": "学习型社区",
        "单位（集体）名称": "徐汇区样张街道",
        "负责人姓名": "令狐示人（主任）",
        "联系人姓名": "待定",
        "详细事迹": "令狐示人的事迹.docx",
    },
)


@pytest.fixture
def listed(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list with mistakes, in a CI service."""
    monkeypatch.setenv("CI", "true")
    return workbook(*ROWS, name="欧阳样人.xlsx")


def leaked(result: Result) -> list[str]:
    return [name for name in PERSONS if name in result.out + result.err]


def collected(xxzz: Xxzz, listed: Path) -> Result:
    folder = Path("推荐表")
    folder.mkdir()
    form = FormText(rows(name=FAMILY, category="学习型家庭", leader_name="令狐示人"))
    (folder / "令狐示人.docx").write_bytes(form.docx())
    (folder / "坏的令狐示人.docx").write_bytes(b"PK\3\4")
    return xxzz("collect", folder, "-o", listed)


def compared(xxzz: Xxzz, listed: Path) -> Result:
    shutil.copy(listed, "旧的.xlsx")
    return xxzz("diff", listed, listed)


COMMANDS: dict[str, Callable[[Xxzz, Path], Result]] = {
    "validate": lambda xxzz, listed: xxzz("validate", listed),
    "github": lambda xxzz, listed: xxzz("validate", listed, "--format", "github"),
    "sarif": lambda xxzz, listed: xxzz("validate", listed, "--format", "sarif"),
    "render": lambda xxzz, listed: xxzz("render", listed),
    "pack": lambda xxzz, listed: xxzz("pack", listed),
    "quota": lambda xxzz, listed: xxzz("quota", listed),
    "count": lambda xxzz, listed: xxzz("count", "尉迟例人.txt", "没有的令狐示人.txt"),
    "diff": compared,
    "collect": collected,
}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_names_anybody(xxzz: Xxzz, listed: Path, command: str) -> None:
    Path("尉迟例人.txt").write_text("事迹", encoding="utf-8")
    result = COMMANDS[command](xxzz, listed)
    assert "*" in result.out + result.err
    assert leaked(result) == []


@pytest.mark.parametrize(
    "words",
    [
        ("validate", "-o", "没有的文件夹/欧阳样人.txt"),
        ("validate", "-o", "欧阳样人.xlsx"),
        ("validate", "--changed-since", "欧阳样人家庭"),
        ("render", "-o", "欧阳样人.xlsx"),
        ("validate", "尤生样家庭.xlsx"),
        ("count", "尤生样家庭.txt"),
    ],
)
def test_nor_does_what_ends_a_command(xxzz: Xxzz, listed: Path, words: tuple[str, ...]) -> None:
    result = xxzz(*words)
    assert result.code != 0
    assert leaked(result) == []
    assert "尤生样" not in result.err


def test_names_are_known_from_the_ledger_of_the_city_too(
    xxzz: Xxzz, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "收件处/全市汇总/全市汇总.xlsx"
    ledger.parent.mkdir(parents=True)
    listed.rename(ledger)
    monkeypatch.chdir(tmp_path / "收件处")
    result = xxzz("review", "plan", "全市汇总", "--experts", "令狐示人.xlsx")
    assert result.code == 1
    assert "令*.xlsx" in result.err
    assert leaked(result) == []
    assert "尤*家庭" in xxzz("rules", "2023-徐汇区-01（尤生样家庭）").err


def test_nor_does_the_register(xxzz: Xxzz, listed: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "收件"
    inbox.mkdir()
    listed.rename(inbox / listed.name)
    xxzz("merge", "收件")
    register = Path("全市汇总/收件登记.xlsx")
    book = openpyxl.load_workbook(register)
    sheet = book["收件"]
    headers = {str(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(2, headers["联系人"]).value = "东方外人 13900001111"
    sheet.cell(2, headers["收到时间"]).value = "东方外人18日收"
    book.save(register)
    result = xxzz("merge", "收件")
    assert "收到时间“东*18日收”看不懂，请写成“20" in result.err
    assert [*leaked(result), *(("东方外人",) if "东方外人" in result.err else ())] == []


def test_nor_do_former_winners(xxzz: Xxzz, listed: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (("年度", "申报类型", "名称"), ("东方外人", "学习型家庭", "东方外人家庭")):
        sheet.append(line)
    book.save("东方外人.xlsx")
    result = xxzz("winners", "东方外人.xlsx", "--year", "2021")
    assert "东*.xlsx!Sheet!A2：年度“东*”看不懂" in result.err
    assert "东方外人" not in result.out + result.err


def test_people_at_a_desk_see_all(
    xxzz: Xxzz, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI")
    assert FAMILY in xxzz("validate", listed).out
    assert "尉迟例人" in xxzz("validate", listed).out


def test_what_one_command_read_is_forgotten_by_the_next(
    xxzz: Xxzz, listed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    xxzz("validate", listed)
    (tmp_path / "空的").mkdir()
    monkeypatch.chdir(tmp_path / "空的")
    assert "令狐示人" in xxzz("validate", "令狐示人").err


@pytest.mark.parametrize("name", ["terminal", "github", "json"])
def test_every_format_leaves_a_summary_on_the_page_of_the_job(
    xxzz: Xxzz, listed: Path, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    xxzz("validate", listed, "--format", name, "--report", "github=给平台.txt")
    text = page.read_text(encoding="utf-8")
    assert text.count("### 【还不能上报】") == 1
    assert "phone-format" in text
    assert [name for name in (*PERSONS, "1390000") if name in text] == []


def test_summary_of_the_job_hides_names_whatever_is_asked_for(
    xxzz: Xxzz, listed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CI")
    page = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    xxzz("validate", listed, "--format", "github", "--no-redact")
    assert [name for name in PERSONS if name in page.read_text(encoding="utf-8")] == []
