"""Builds the examples from examples/source: lists that pass, one with every mistake, filled forms.

Usage: python examples/build.py      (needs: pip install -e ".[test]")
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import yaml
from forms import build_forms, save_word
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from xxzz.season import Season, load_season
from xxzz.workbooks.blank.book import write_blank
from xxzz.workbooks.stable import save_workbook

HERE = Path(__file__).parent
GOOD = HERE / "徐汇区"
BAD = HERE / "有错误的名单"
FORMS = HERE / "推荐表"
REVIEW = HERE / "评审"
SHARED = HERE / "submissions-repo" / "submissions"
SHARES = {"徐汇区": ("13", "16"), "静安区": ("02", "18")}
"""Which nominations stand in the shared repository, and whose they are there."""
OFFICIAL = {"agency": "学习型机关（事业单位）", "community": "学习型社区", "family": "学习型家庭"}
STORY_FILES = {"03": "docx", "08": "docx", "13": "txt", "16": "docx", "18": "md"}
"""Which stories stand in a file of their own, as units send them; the others stand in the cell."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row of the second workbook: a good one with some fields changed, and why in 备注."""

    source: str
    change: Mapping[str, str]
    why: str


MISTAKES = (
    Mistake("01", {"contact_mobile": "1390000001"}, "手机号码少一位"),
    Mistake("02", {"leader_email": "02leader＠example.org"}, "邮箱里的＠是全角"),
    Mistake("03", {"postcode": "20003"}, "邮编少一位"),
    Mistake("04", {"address": "待填写"}, "地址没有填"),
    Mistake("05", {"building_since": "2020年10月"}, "到截止日差一个月满3年"),
    Mistake("06", {"building_since": "#REF!"}, "公式坏了"),
    Mistake("07", {"contact_name": ""}, "缺联系人"),
    Mistake("08", {"category": "学校"}, "没有这个类型"),
    Mistake("09", {"brief": "{brief}（待补充）{brief}"}, "简要事迹超过500字，没写完"),
    Mistake("10", {"name": "凌样例家庭", "story": ""}, "缺详细事迹，名称是一户家庭的"),
    Mistake("11", {"story": "事迹/没有这个文件.docx"}, "事迹文件不存在"),
    Mistake("12", {"brief": ""}, "缺简要事迹，已撤回"),
    Mistake("13", {"rank": ""}, "缺序号"),
    Mistake("14", {"rank": "15", "brief": "见附件"}, "序号与下一行相同，简要事迹没有写"),
    Mistake(
        "15", {"name": "{name}、样例镇", "story": "{story:.900}"}, "详细事迹太短，一格里有两个镇"
    ),
    Mistake("16", {"family_title": "2021年徐汇区最美家庭"}, "是区级称号"),
    Mistake("17", {"family_title": "2020年全国最美家庭"}, "只有全国称号"),
    Mistake("18", {"recommender": "徐江区"}, "推荐单位写错"),
    Mistake("19", {"story": "{story:.400}{story20}"}, "抄了下一家的事迹"),
    Mistake("20", {}, "这一行没有错"),
    Mistake("13", {"rank": "21", "name": "徐汇样例街道办事处"}, "同一街道换了写法"),
    Mistake("06", {"rank": "22", "category": "机关", "nature": "机关"}, "同一单位报了两类"),
    Mistake(
        "05",
        {"rank": "1", "recommender": "市教育工会", "name": "上海示例远帆物流有限公司"},
        "不是教育类",
    ),
    Mistake(
        "20", {"rank": "1", "recommender": "市总工会", "name": "毛样书家庭"}, "市总工会不推荐家庭"
    ),
)


def main() -> None:
    season = load_season(2023)
    sources = {path.stem[:2]: read(path) for path in sorted((HERE / "source").glob("*.md"))}
    for folder in (GOOD, BAD):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "事迹").mkdir(parents=True)
    build_good(season, sources)
    build_bad(season, sources)
    build_shared(season, sources)
    shutil.rmtree(FORMS, ignore_errors=True)
    build_forms(FORMS, season, sources)
    build_review(season, sources)


def read(path: Path) -> dict[str, str]:
    """Return the fields of one source file by their names in the workbook's model."""
    _, head, story = path.read_text(encoding="utf-8").split("---\n", 2)
    data: dict[str, Any] = yaml.safe_load(head)
    category = data["category"]
    education = (
        "学习型企事业单位（教育类）" if data.get("education") else "学习型企事业单位（含教育类）"
    )
    flat = {f"leader_{key}": value for key, value in data.pop("leader").items()}
    for key, value in data.pop("contact").items():
        flat[key if key in {"address", "postcode"} else f"contact_{key}"] = value
    kept = ("name", "nature", "honours", "building_since", "family_title", "remark")
    flat |= {key: data[key] or "" for key in kept}
    return {
        **{key: str(value) for key, value in flat.items()},
        "rank": str(data["rank"]),
        "recommender": "徐汇区",
        "category": OFFICIAL.get(category, education),
        "brief": data["brief"].strip(),
        "story": story.strip(),
    }


def build_good(season: Season, sources: Mapping[str, dict[str, str]]) -> None:
    rows = []
    for number, fields in sources.items():
        story = fields["story"]
        if number in STORY_FILES:
            story = f"事迹/{fields['name']}.{STORY_FILES[number]}"
            write_story(GOOD / story, fields["name"], fields["story"])
        rows.append(fields | {"story": story})
    write(GOOD / "nominations.xlsx", season, rows, assessed={"穆示例家庭": {}})


def build_bad(season: Season, sources: Mapping[str, dict[str, str]]) -> None:
    rows = []
    for mistake in MISTAKES:
        good = sources[mistake.source]
        texts = {**good, "story20": sources["20"]["story"]}
        changed = {name: value.format_map(texts) for name, value in mistake.change.items()}
        rows.append(good | {"remark": mistake.why} | changed)
    assessed = {"穆示例家庭": {"family-3.1": "0.5"}, "柏样文家庭": {"family-3.2": ""}}
    write(BAD / "nominations.xlsx", season, rows, assessed=assessed)
    write(
        BAD / "静安区" / "nominations.xlsx",
        season,
        [sources["02"] | {"name": "徐汇区范例地方志馆"}],
    )
    misspelt = BAD / "栏目写错的名单.xlsx"
    write(misspelt, season, [])
    book = load_workbook(misspelt)
    sheet = book[season.notice.sheets.nominations]
    headers = header_cells(sheet)
    headers["联系人手机号码"].value = "联系人手机号吗"
    sheet.cell(headers["备注"].row, headers["备注"].column + 1, "审核情况")
    save_workbook(book, misspelt)
    other = Workbook()
    other.active.append(["值班表", "一月", "二月"])
    save_workbook(other, BAD / "值班表.xlsx")
    page = "<html><body><table><tr><td>单位名称</td></tr></table></body></html>"
    (BAD / "网页导出的名单.xls").write_text(page, encoding="utf-8")


def build_shared(season: Season, sources: Mapping[str, dict[str, str]]) -> None:
    shutil.rmtree(SHARED, ignore_errors=True)
    SHARED.mkdir(parents=True)
    for recommender, numbers in SHARES.items():
        rows = []
        for rank, number in enumerate(numbers, 1):
            moved = {k: v.replace("徐汇", recommender[:2]) for k, v in sources[number].items()}
            rows.append(moved | {"rank": str(rank)})
        write(SHARED / recommender / "nominations.xlsx", season, rows)


def build_review(season: Season, sources: Mapping[str, dict[str, str]]) -> None:
    """Write what the review begins with: the nominations as `xxzz merge` lists them, experts."""
    shutil.rmtree(REVIEW, ignore_errors=True)
    REVIEW.mkdir()
    fields = [field for field in season.notice.fields if field.id != "story"]
    rows = [[row[field.id] for field in fields] for row in sources.values()]
    save_list(REVIEW / "全市汇总.xlsx", "全部推荐", [field.header for field in fields], rows)
    experts = yaml.safe_load((HERE / "source" / "experts.yaml").read_text(encoding="utf-8"))
    headers = list(dict.fromkeys(header for expert in experts for header in expert))
    cells = [[expert.get(header) for header in headers] for expert in experts]
    save_list(REVIEW / "专家.xlsx", "专家名单", headers, cells)


def save_list(
    path: Path, title: str, headers: Iterable[str], rows: Iterable[Iterable[str | None]]
) -> None:
    book = Workbook()
    book.active.title = title
    for row in (headers, *rows):
        book.active.append(list(row))
    save_workbook(book, path)


def write(
    path: Path,
    season: Season,
    rows: Iterable[Mapping[str, str]],
    assessed: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """Fill the blank workbook in as a clerk would, and save it."""
    path.parent.mkdir(exist_ok=True)
    write_blank(path, season)
    book = load_workbook(path)
    sheet = book[season.notice.sheets.nominations]
    headers = header_cells(sheet)
    for at, row in enumerate(rows, next(iter(headers.values())).row + 1):
        for field in season.notice.fields:
            value = row.get(field.id, "")
            typed = int(value) if field.id == "rank" and value else value or None
            sheet.cell(at, headers[field.header].column, typed)
    if assessed:
        fill_family_indicators(book, season, assessed)
    save_workbook(book, path)


def header_cells(sheet: Worksheet) -> dict[str, Cell]:
    """Return the header cells of a sheet by their text: the first row with a name column."""
    for row in sheet.iter_rows(max_row=10):
        cells = {str(cell.value): cell for cell in row if cell.value}
        if "单位（集体）名称" in cells:
            return cells
    raise ValueError(f"no header in {sheet.title}")


def fill_family_indicators(
    book: Workbook, season: Season, assessed: Mapping[str, Mapping[str, str]]
) -> None:
    """Answer every indicator as met, but for the changes given by family and indicator."""
    sheet = book[season.notice.sheets.indicators["family"]]
    headers = header_cells(sheet)
    first = next(iter(headers.values())).row
    columns = {
        str(cell.value): cell.column for row in sheet.iter_rows(max_row=first + 1) for cell in row
    }
    for at, (name, changes) in enumerate(assessed.items(), first + 2):
        sheet.cell(at, headers["单位（集体）名称"].column, name)
        for item in season.indicators["family"].items:
            met = f"{item.measure.min:g}" if item.measure else "符合"
            sheet.cell(at, columns[item.id], changes.get(item.id, met) or None)


def write_story(path: Path, title: str, story: str) -> None:
    """Write a story as units send it: a Word file with its fonts, or plain text."""
    if path.suffix == ".docx":
        write_word(path, title, story)
    elif path.suffix == ".txt":
        path.write_bytes(story.replace("\n", "\r\n").encode("gb18030"))
    else:
        path.write_text(story + "\n", encoding="utf-8", newline="\n")


def write_word(path: Path, title: str, story: str) -> None:
    document = docx.Document()
    for paragraph in story.split("\n"):
        document.add_paragraph(paragraph)
    document.core_properties.title = title
    save_word(document, path)


if __name__ == "__main__":
    main()
