"""No telephone number, e-mail or street address leaves the office through a log or a dashboard."""

from pathlib import Path

import pytest

from cli_runner import Workbook, Xxzz

PUBLIC = ("github", "gitlab", "sarif", "junit")
PLANTED = (
    "13911112222",
    "139 3333 4444",
    "1395555666",
    "021-54443333",
    "54442222",
    "planted@example.org",
    "planted.two＠example.org",
    "三样例路77号88室",
    "样例路99号",
    "欧阳样人",
)
ROW = {
    "单位（集体）名称": "欧阳样人家庭",
    "负责人姓名": "欧阳样人",
    "负责人联系电话": "1395555666",
    "负责人E-mail": "planted.two＠example.org",
    "联系人姓名": "#REF!",
    "联系人手机号码": "021-54443333",
    "单位地址": "三样例路77号88室 139 3333 4444 待填写 请在此处填写",
    "最美家庭称号": "2021年徐汇区最美家庭，电话13911112222",
    "建设起始年月": "planted@example.org",
    "序号": "54442222转样例路99号",
    "简要事迹": "住在样例路99号，电话13911112222。" * 60,
    "详细事迹": "事迹/欧阳样人家庭13911112222.docx",
    "备注": "planted@example.org",
    "申报类型": "学习型家庭",
}


@pytest.fixture
def planted(workbook: Workbook) -> Path:
    twin = {
        "单位（集体）名称": "欧阳样人一家",
        "单位地址": "样例路99号",
        "联系人手机号码": "54442222",
    }
    unknown = {"申报类型": "三样例路77号88室", "推荐单位": "planted@example.org"}
    return workbook(ROW, ROW | twin, ROW | unknown, name="欧阳样人家庭13911112222.xlsx")


def leaked(text: str) -> list[str]:
    return [value for value in PLANTED if value in text]


@pytest.mark.parametrize("name", PUBLIC)
def test_public_formats_show_no_planted_value(xxzz: Xxzz, planted: Path, name: str) -> None:
    result = xxzz("validate", planted.name, "--format", name)
    assert result.code == 1
    assert "phone-format" in result.out
    assert leaked(result.out + result.err) == []


@pytest.mark.parametrize("name", PUBLIC)
def test_nor_do_they_in_files(xxzz: Xxzz, planted: Path, name: str) -> None:
    xxzz("validate", planted.name, "--report", f"{name}=结果.out")
    assert leaked(Path("结果.out").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", ["terminal", "json", *PUBLIC])
def test_nothing_that_ci_prints_shows_one(
    xxzz: Xxzz, planted: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    result = xxzz("validate", planted.name, "--format", name)
    assert result.code == 1
    assert leaked(result.out + result.err) == []


@pytest.mark.parametrize(
    "words",
    [
        ("欧阳13911112222/planted@example.org.xlsx",),
        ("--format", "13911112222"),
        ("--report", "json=样例路99号/没有的文件夹/a"),
        ("--report", "13911112222"),
    ],
)
def test_nor_do_complaints(
    xxzz: Xxzz, planted: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    result = xxzz("validate", *words)
    assert result.code in {2, 3}
    assert "[电话]" in result.err or "[地址]" in result.err
    assert leaked(result.out + result.err) == []


def test_nor_does_a_comparison(
    xxzz: Xxzz, planted: Path, workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = {"联系人手机号码": "13955556666", "单位地址": "样例路100号"}
    other = workbook(ROW | changed, name="改过的.xlsx")
    assert "13955556666" in xxzz("diff", planted, other).out
    monkeypatch.setenv("CI", "true")
    shown = xxzz("diff", planted, other).out
    assert "联系人手机号码：[电话] → [电话]" in shown
    assert [value for value in leaked(shown) if value != "欧阳样人"] == []


def test_nor_do_mistakes_in_the_settings(
    xxzz: Xxzz, planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    Path("xxzz.yaml").write_text("fail-on: 13911112222\n样例路99号: 1\n", encoding="utf-8")
    result = xxzz("validate")
    assert "xxzz.yaml!第1行：“fail-on”不能是“[电话]”" in result.err
    assert leaked(result.out + result.err) == []


def test_summary_of_the_step_shows_none(
    xxzz: Xxzz, planted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("之前的一步\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    xxzz("validate", planted.name, "--format", "github")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("之前的一步\n### 【还不能上报】")
    assert "phone-format" in text
    assert leaked(text) == []


def test_the_person_concerned_sees_everything(xxzz: Xxzz, planted: Path) -> None:
    shown = xxzz("validate", planted.name).out
    assert "1395555666" in shown
    assert "欧阳样人家庭" in shown


def test_no_redact_shows_all_at_home_and_is_refused_in_ci(
    xxzz: Xxzz, planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("validate", planted.name, "--format", "junit", "--no-redact")
    assert "1395555666" in xxzz(*words).out
    monkeypatch.setenv("CI", "true")
    result = xxzz(*words)
    assert (result.code, result.out) == (2, "")
    assert "不能用 --no-redact" in result.err


def test_ci_that_says_false_is_none(
    xxzz: Xxzz, planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "false")
    assert "1395555666" in xxzz("validate", planted.name).out
