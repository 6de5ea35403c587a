"""`xxzz season draft`: a notice's tables from Word, with every doubt at its line."""

import shutil
from pathlib import Path

import pytest

from cli_runner import Result, Xxzz
from notice_maker import TEXT, write_notice
from xxzz.editor.draft.yaml_text import scalar
from xxzz.season import data_folder, load_season
from xxzz.season.doubts import TO_CHECK
from xxzz.strictyaml.tree import read_tree

QUOTAS = Path("草稿/quotas_2023.yaml")
CATEGORIES = ("agency", "enterprise", "community", "family")


@pytest.fixture
def drafted(xxzz: Xxzz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Draft the notice of 2023, some of it replaced; return the result."""
    monkeypatch.chdir(tmp_path)

    def run(*changes: tuple[str, str], words: tuple[str, ...] = ()) -> Result:
        text = TEXT.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        write_notice(Path("通知.docx"), text)
        return xxzz("season", "draft", "通知.docx", *words)

    return run


def without_notes(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if TO_CHECK not in line)


def test_the_notice_of_2023_gives_the_tables_of_2023(drafted) -> None:
    result = drafted()
    assert result.code == 0
    data = data_folder()
    assert read_tree(QUOTAS).data == read_tree(data / "quotas_2023.yaml").data
    for category in CATEGORIES:
        name = f"indicators/2023/{category}.yaml"
        assert without_notes(Path("草稿") / name) == without_notes(data / name)
    assert result.out.splitlines()[:2] == [
        (
            "草稿/quotas_2023.yaml!第2行：由“通知.docx”的“2023年上海市优秀学习型组织名额分配表”读出，"
            "请逐行与原文核对"
        ),
        "草稿/quotas_2023.yaml!第7行：表里写的是“市市机关工作党委”，按2023年写成“市市级机关工作党委”",
    ]


def test_a_draft_can_be_used_and_asks_until_it_was_looked_at(
    xxzz: Xxzz, drafted, data: Path
) -> None:
    assert drafted().code == 0
    shutil.copytree("草稿", data, dirs_exist_ok=True)
    season = load_season(2023, data)
    assert season.quotas == load_season(2023).quotas
    out = xxzz("season", "check", "--data", data).out
    assert "2023年：6处请核对。" in out
    assert "按2023年写成“市市级机关工作党委”。看过以后请删去这句说明。" in out


@pytest.mark.parametrize(
    ("changes", "doubts"),
    [
        (
            [("4|黄浦区|3|8|2|5|2|20", "4|黄浦区|4|8|2|5|2|20")],
            ["各列相加是21，推荐总数写的是20", "“学习型机关 (事业单位)”一列相加是66，总计写的是65"],
        ),
        (
            [("4|黄浦区|3|8|2|5|2|20", "4|黄浦区|若干|8|2|5|2|17")],
            ["“学习型机关 (事业单位)”一格写着“若干”，不是数字，先按“——”写成 null"],
        ),
        (
            [("4|黄浦区|3|8|2|5|2|20", "4|黄浦区||8|2|5|2|17")],
            ["“学习型机关 (事业单位)”一格空着，先按“——”写成 null"],
        ),
        (
            [("4|黄浦区|", "4|临港新区|")],
            [
                "2023年的“黄浦区”，这张表里没有",
                "2023年没有“临港新区”，kind 先写 district，对不对？别名请补上",
            ],
        ),
        (
            [("4|黄浦区|", "4|市科技工会|")],
            ["2023年没有“市科技工会”，kind 先写 municipal，对不对？别名请补上"],
        ),
        (
            [("|学习型家庭|^|^\n", "|学习型楼宇|^|^\n")],
            [
                "“学习型楼宇”是新的类别，编号先写 new-1，请各处一并改成英文的编号",
                "2023年的类别“学习型家庭”，这张表里没有",
            ],
        ),
        ([("|总  计|65|260|34|85|32|476\n", "")], ["表里没有“总计”一行，这里是各列相加的"]),
        (
            [("人均每天学习时间不少于1小时", "人均每天学习时间不少于2小时")],
            [
                (
                    "原文有“不少于2小时”，要自评数量的，请在下面补上 "
                    "measure: {name: 量的名称, unit: 单位, min: 1}"
                )
            ],
        ),
        (
            [("上海市学习型家庭建设指标", "上海市学习型楼宇建设指标")],
            ["“上海市学习型楼宇建设指标”是新的类别，编号先写 new-1，请各处一并改成英文的编号"],
        ),
    ],
)
def test_what_is_doubtful_is_said_at_its_line(
    drafted, changes: list[tuple[str, str]], doubts: list[str]
) -> None:
    result = drafted(*changes)
    assert result.code == 0
    for doubt in doubts:
        [line] = [one for one in result.out.splitlines() if one.endswith(f"：{doubt}")]
        file, _, number = line.partition("行：")[0].partition("!第")
        text = Path(file).read_text(encoding="utf-8").splitlines()[int(number) - 1]
        assert text.strip() == f"{TO_CHECK}{doubt}"


def test_a_table_without_flexible_and_total_columns(drafted) -> None:
    text = TEXT.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.count("|") == 7]
    kept = ["|".join(line.split("|")[:6] + line.split("|")[7:]) for line in rows]
    result = drafted(*zip(rows, kept, strict=True))
    assert result.code == 0
    table = read_tree(QUOTAS).data
    assert "flexible" not in table["recommenders"][3]
    assert table["totals"] == {
        "agency": 65,
        "enterprise": 260,
        "community": 34,
        "family": 85,
        "total": 476,
    }
    assert "各列相加是29，推荐总数写的是31" in result.out


def test_a_table_that_goes_on_on_the_next_page(drafted) -> None:
    head = "序号|推荐单位|推荐类别与推荐数量（个）|<|<|<|机动数量（个）|推荐总数（个）\n"
    result = drafted(
        ("12|闵行区|", f"\n{head}12|闵行区|"), ("学习条件|家庭内", "\n学习条件|家庭内")
    )
    assert result.code == 0
    assert read_tree(QUOTAS).data == read_tree(data_folder() / "quotas_2023.yaml").data
    name = "indicators/2023/family.yaml"
    assert without_notes(Path("草稿") / name) == without_notes(data_folder() / name)


def test_a_column_of_points_is_not_lost_without_a_word(drafted) -> None:
    text = TEXT.read_text(encoding="utf-8")
    start = text.index("上海市学习型家庭建设指标")
    table = text[start : text.index("附件2")]
    head, *rows = [line for line in table.splitlines() if "|" in line]
    wider = [(head, f"{head}|分值"), *((row, f"{row}|5") for row in rows)]
    result = drafted((table, _replaced(table, wider)))
    assert "“分值”没有采用；是分值的，请写进 review 的 points" in result.out
    name = "indicators/2023/family.yaml"
    assert without_notes(Path("草稿") / name) == without_notes(data_folder() / name)


def _replaced(text: str, changes: list[tuple[str, str]]) -> str:
    lines = dict(changes)
    return "\n".join(lines.get(line, line) for line in text.split("\n"))


def test_two_tables_of_one_category_do_not_hide_each_other(drafted) -> None:
    drafted(("上海市学习型家庭建设指标", "上海市学习型社区（家庭）建设指标"))
    names = sorted(path.name for path in Path("草稿/indicators/2023").iterdir())
    assert names == ["agency.yaml", "community-2.yaml", "community.yaml", "enterprise.yaml"]


def test_the_year_stands_in_the_title_or_is_said(drafted) -> None:
    change = ("2023年上海市优秀学习型组织名额分配表", "上海市优秀学习型组织名额分配表")
    result = drafted(change)
    assert result.code == 3
    assert "看不出是哪一年的通知。请用 --year 写明年度" in result.err
    assert drafted(change, words=("--year", "2024")).code == 0
    assert read_tree(Path("草稿/quotas_2024.yaml")).data["year"] == 2024


def test_what_is_there_is_not_overwritten(drafted) -> None:
    assert drafted().code == 0
    before = QUOTAS.read_bytes()
    result = drafted(("3|浦东新区|5", "3|浦东新区|6"))
    assert result.code == 2
    assert "“草稿/quotas_2023.yaml”已经存在，什么也没有写" in result.err
    assert QUOTAS.read_bytes() == before


def test_a_notice_with_one_of_the_two(drafted) -> None:
    text = TEXT.read_text(encoding="utf-8")
    result = drafted((text[text.index("附件2") :], ""), words=("--year", "2023"))
    assert result.code == 1
    assert result.out.endswith("没有找到名额分配表。\n")


def test_a_file_that_is_no_notice(xxzz: Xxzz, drafted) -> None:
    result = drafted((TEXT.read_text(encoding="utf-8"), "关于开展2023年推荐工作的通知"))
    assert result.code == 3
    assert "里面没有名额分配表（“推荐单位”和“推荐总数”），也没有指标表" in result.err
    Path("通知.docx").write_bytes(b"%PDF-1.4")
    result = xxzz("season", "draft", "通知.docx")
    assert (result.code, "“通知.docx”：这是 PDF 文件" in result.err) == (3, True)
    assert xxzz("season", "draft", "没有.docx").code == 3


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("甲,乙", "甲,乙"),
        ("甲：乙", "甲：乙"),
        ("a: b", '"a: b"'),
        ("2023", '"2023"'),
        ("no", '"no"'),
        ("甲 #乙", '"甲 #乙"'),
        ("*", '"*"'),
        (None, "null"),
        (1.0, "1"),
        (1_000_000, "1000000"),
    ],
)
def test_values_as_yaml(value: str | float | None, text: str) -> None:
    assert scalar(value) == text


def test_a_comma_ends_a_text_in_a_list() -> None:
    assert scalar("甲,乙", inline=True) == '"甲,乙"'


def test_a_total_only_with_a_part_of_its_own(xxzz: Xxzz, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_notice(
        Path("通知.docx"),
        "2024年百姓学习之星名额分配表\n"
        "序号|推荐单位|推荐名额（名）|其中：标兵（名）\n"
        "1|徐汇区|30名|3名\n"
        "2|静安区|20|——\n"
        "|合计|50|3\n",
    )
    result = xxzz("season", "draft", "通知.docx")
    assert "没有找到指标表。" in result.out
    table = read_tree(Path("草稿/quotas_2024.yaml")).data
    assert table["subsets"] == [
        {"id": "part_1", "name": "标兵", "field": "level", "values": ["标兵"]}
    ]
    first, second = table["recommenders"]
    assert (first["total"], first["subsets"]) == (30, {"part_1": 3})
    assert (second["total"], second["subsets"]) == (20, {"part_1": 0})
    assert "quota" not in first
    assert table["totals"] == {"total": 50, "part_1": 3}
    assert "这张表只有总数，没有分类别的名额" in result.out
    assert "看哪一栏（field）、写着什么算在内（values），通知的表里没有，请改好" in result.out
    assert "相加" not in result.out
