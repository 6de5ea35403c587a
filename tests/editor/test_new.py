"""`xxzz season new`: another year's tables, and every line to look at with what it was."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from cli_runner import Xxzz
from tables import edit
from xxzz.season import load_season, load_tables
from xxzz.season.review import load_review
from xxzz.season.years import shifted

COLUMNS = ("文件", "行", "哪一处", "通知中的出处", "原来是", "现在是")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(path: Path, sheet: str) -> dict[str, dict[str, object]]:
    head, *found = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    named = [dict(zip(head, row, strict=True)) for row in found]
    return {f"{one['文件']}!{one['行']}": one for one in named}


def test_the_new_year_is_the_old_one_with_its_years_moved(
    xxzz: Xxzz, data: Path, here: Path
) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*.yaml")}
    result = xxzz("season", "new", "2024", "--data", "data")
    assert result.code == 0
    assert result.out.splitlines()[0] == "已由2023年复制出2024年的规则表，7个文件，在“data”。"
    assert {path: path.read_bytes() for path in before} == before
    old, new = load_season(2023, data), load_season(2024, data)
    assert new.notice.title == "关于开展2024年上海市优秀学习型组织推荐工作的通知"
    assert new.notice.number == "沪学习促进办〔2024〕11号"
    assert new.notice.submission.deadline.isoformat() == "2024-09-20"
    assert new.notice.documents.form.aliases == ("2024年上海市优秀学习型组织申报表",)
    assert new.quotas.recommenders == old.quotas.recommenders
    assert new.indicators == old.indicators
    examples = {field.id: field.example for field in new.notice.fields}
    assert examples["family_title"] == "2021年上海市最美家庭"
    assert "2024年上海市优秀学习型组织" in load_review(new, data).publicity.body
    assert (here / "核对清单_2024.xlsx").is_file()


def test_the_list_names_each_line_with_what_it_was(xxzz: Xxzz, data: Path, here: Path) -> None:
    assert xxzz("season", "new", "2024", "--data", "data").code == 0
    often = rows(here / "核对清单_2024.xlsx", "每年要看")
    for name, one in {**often, **rows(here / "核对清单_2024.xlsx", "措辞")}.items():
        file, _, line = name.partition("!")
        text = (data / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        shown = one["原来是"] if one["现在是"] == "没有改" else one["现在是"]
        assert text.strip().startswith(str(shown)), name
    found = {one["哪一处"]: one for one in often.values() if one["文件"] == "notice_2024.yaml"}
    deadline = found["报送 › 截止日期"]
    assert [deadline[name] for name in COLUMNS[3:]] == [
        "五（三）3",
        "deadline: 2023-09-20",
        "deadline: 2024-09-20",
    ]
    assert deadline["为什么要看"] == "按年度改过，请与通知核对；9月20日是星期五"
    assert found["报送 › 电子信箱"]["现在是"] == "没有改"
    assert "推荐条件 › “建设起始年月” › 不少于几个整年" in found
    quota = [one for one in often.values() if "quota: {agency: 5" in str(one["原来是"])]
    assert [one["哪一处"] for one in quota] == ["名额分配表各行 › “浦东新区” › 各类推荐数量"]


def test_every_value_of_the_notice_is_on_the_list_or_is_a_word_list(
    xxzz: Xxzz, data: Path, here: Path
) -> None:
    assert xxzz("season", "new", "2024", "--data", "data").code == 0
    book = here / "核对清单_2024.xlsx"
    listed = {**rows(book, "每年要看"), **rows(book, "措辞")}
    for tree in load_tables(2024, data).trees.values():
        file = tree.path.relative_to(data).as_posix()
        for keys, value in tree.leaves():
            if isinstance(value, int) and keys[-1] not in ("width", "long"):
                assert f"{file}!{tree.line(keys)}" in listed, keys


def test_nothing_is_overwritten(xxzz: Xxzz, data: Path, here: Path) -> None:
    shutil.copy(data / "review_2023.yaml", data / "review_2024.yaml")
    result = xxzz("season", "new", "2024", "--data", "data")
    assert result.code == 2
    assert "“data/review_2024.yaml”已经存在，什么也没有写。" in result.err
    assert not (here / "核对清单_2024.xlsx").exists()
    assert not (data / "notice_2024.yaml").exists()


def test_a_folder_of_ones_own_gets_all_that_is_needed(xxzz: Xxzz, data: Path, here: Path) -> None:
    assert xxzz("season", "new", "2024", "--data", "data", "-o", "规则表/表").code == 0
    assert (here / "规则表/核对清单_2024.xlsx").is_file()
    assert load_season(None, here / "规则表/表").year == 2024
    assert (here / "规则表/表/holidays.yaml").read_bytes() == (data / "holidays.yaml").read_bytes()
    (here / "规则表/表/holidays.yaml").write_text("years: []\n", encoding="utf-8")
    assert xxzz("season", "new", "2025", "--data", "data", "-o", "规则表/表").code == 0
    assert (here / "规则表/表/holidays.yaml").read_text(encoding="utf-8") == "years: []\n"


def test_the_copy_is_doubted_until_somebody_looked(xxzz: Xxzz, data: Path, here: Path) -> None:
    assert xxzz("season", "new", "2024", "--data", "data").code == 0
    result = xxzz("season", "check", "--data", "data", "--season", "2024")
    assert result.code == 0
    note = "由2023年的表复制而来，请逐行与通知核对。看过以后请删去这句说明。"
    assert result.out.count(note) == 7
    assert "规则表有6处请核对" in xxzz("quota", "--data", "data").err
    for path in here.rglob("*_2024.yaml"):
        line = f"# 待核对：{note.partition('。')[0]}\n"
        edit(path, line, "")
    for path in (data / "indicators/2024").iterdir():
        edit(path, line, "")
    assert "2024年：没有问题。" in xxzz("season", "check", "--data", "data").out


def test_marks_of_the_old_year_do_not_stay(xxzz: Xxzz, data: Path, here: Path) -> None:
    edit(data / "notice_2023.yaml", "as_of: 2023-09-20  ", "as_of: 2022-12-31  # 已核对")
    edit(data / "quotas_2023.yaml", "year: 2023\n", "# 待核对：看不清\nyear: 2023\n")
    assert xxzz("season", "new", "2024", "--data", "data").code == 0
    text = (data / "notice_2024.yaml").read_text(encoding="utf-8")
    assert "    as_of: 2022-12-31" in text
    assert "已核对" not in text
    assert "看不清" not in (data / "quotas_2024.yaml").read_text(encoding="utf-8")
    out = xxzz("season", "check", "--data", "data", "--season", "2024").out
    assert "这里算到2022-12-31，离截止日期2024-09-20有629天，是不是忘了改？" in out


def test_a_year_that_is_none(xxzz: Xxzz, data: Path, here: Path) -> None:
    assert xxzz("season", "new", "24", "--data", "data").code == 2
    assert xxzz("season", "new", "2024", "--data", "没有").code == 3


def test_a_year_that_is_there_already(xxzz: Xxzz, data: Path, here: Path) -> None:
    result = xxzz("season", "new", "2023", "-o", "别处", "--data", "data")
    assert (result.code, result.err) == (2, "已经有2023年的规则表，不用复制。请写一个新的年度。\n")
    assert not Path("别处").exists()


def test_where_it_cannot_be_written_nothing_is_left(xxzz: Xxzz, data: Path, here: Path) -> None:
    (here / "规则表").write_text("", encoding="utf-8")
    result = xxzz("season", "new", "2024", "--data", "data", "-o", "规则表")
    assert result.code == 3
    assert "写不进“规则表" in result.err
    assert sorted(path.name for path in here.iterdir()) == ["data", "规则表"]


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("2023年和2021年", "2024年和2021年"),
        ("〔2023〕11号", "〔2024〕11号"),
        ("二〇二三年", "二〇二四年"),
        ("2023-2024年度", "2024-2025年度"),
        ("2022-2023年度", "2023-2024年度"),
        ("2023-09-20", "2024-09-20"),
        ("2023-13-01、2023-02-29、2022-09-20", "2023-13-01、2024-02-29、2022-09-20"),
        ("电话 20232023", "电话 20232023"),
        ("2023", "2023"),
    ],
)
def test_what_names_the_year_is_moved(text: str, moved: str) -> None:
    assert shifted(text, 2023, 2024) == moved


def test_a_leap_day_becomes_the_last_of_february() -> None:
    assert shifted("2024-02-29", 2024, 2025) == "2025-02-28"
    assert shifted("2024-02-29", 2024, 2028) == "2028-02-29"
