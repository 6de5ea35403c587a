"""Four weeks of receiving, day by day: late, twice, broken, loose, renamed, withdrawn, extended."""

import datetime as dt
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest
from openpyxl import Workbook, load_workbook

from bundle_fixtures import Run, Send, Submit
from inbox_maker import came, sheet
from xxzz.intake.docx.text import read_docx
from xxzz.season import Season

NAME, MOBILE = "单位（集体）名称", "联系人手机号码"
UNIT = {"单位性质": "民营企业", "负责人职务": "经理", "联系人职务": "干事", "最美家庭称号": ""}
OF = {
    "市市级机关工作党委": UNIT | {"申报类型": "学习型机关（事业单位）", "单位性质": "机关"},
    "市总工会": UNIT | {"申报类型": "学习型企事业单位（含教育类）", "建设起始年月": "2018年3月"},
}
States = Mapping[int, str]
ORDINARY: Mapping[str, int] = MappingProxyType(
    {
        "普陀区": 1,
        "徐汇区": 4,
        "黄浦区": 12,
        "虹口区": 13,
        "宝山区": 18,
        "青浦区": 18,
        "奉贤区": 19,
        "松江区": 20,
        "浦东新区": 20,
        "市市级机关工作党委": 20,
        "市总工会": 20,
        "金山区": 21,
        "嘉定区": 22,
    }
)
"""On which day of September what is in order comes from whom."""
UNUSUAL: Mapping[str, States] = MappingProxyType(
    {
        "静安区": {5: "不能用", 6: "已交"},
        "长宁区": {7: "只有名单，没有打包", 11: "已交"},
        "杨浦区": {14: "没有用上", 15: "已交"},
        "闵行区": {19: "已交", 20: "已不在收件文件夹", 21: "已交"},
        "市教育工会": {25: "人工填写"},
        "崇明区": {},
    }
)
TO_CORRECT = ("不能用", "只有名单，没有打包")


def state(name: str, day: int) -> str:
    """Return what the ledger says of a recommender at the end of a day."""
    if name in ORDINARY:
        return "已交" if day >= ORDINARY[name] else "未交"
    known = [one for since, one in UNUSUAL[name].items() if since <= day]
    return known[-1] if known else "未交"


class Play:
    """What the recommenders do, and what the person at the desk does with the register."""

    def __init__(self, folder: Path, run: Run, send: Send, submit: Submit) -> None:
        self.folder = folder
        self.inbox, self.out = folder / "收件", folder / "汇总"
        self.run = run
        self._send, self._submit = send, submit
        self._aside = folder / "另存"
        self._aside.mkdir()
        self.inbox.mkdir()
        self.out.mkdir()

    def package(self, name: str, day: int, *rows: Mapping[str, str]) -> Path:
        own = rows or ({NAME: f"{name[:2]}一家"} | OF.get(name, {}),)
        return came(self._send(name, *own), 2023, 9, day, 10)

    def put(self, name: str, day: int, content: bytes) -> Path:
        path = self.inbox / name
        path.write_bytes(content)
        return came(path, 2023, 9, day, 10)

    def before(self) -> None:
        book = Workbook()
        for row in (["年度", "名称"], [2021, "宝山一家"]):
            book.worksheets[0].append(row)
        book.save(self.out / "往年名单.xlsx")
        agreed = "until: 2023-09-22, reason: 台风, approved_by: 张示例, date: 2023-09-19"
        text = f"extensions:\n  - {{recommender: 嘉定, {agreed}}}\n"
        (self.out / "延期.yaml").write_text(text, encoding="utf-8")

    def events(self) -> Iterator[tuple[int, Callable[[], object]]]:
        for name, day in ORDINARY.items():
            if name not in ("徐汇区", "黄浦区", "虹口区", "奉贤区"):
                yield day, partial(self.package, name, day)
        two = {NAME: "徐汇二家", "序号": "2", MOBILE: "13900000002"}
        three = {NAME: "徐汇三家", "序号": "3", MOBILE: "13900000003"}
        yield 4, partial(self.package, "徐汇区", 4, {NAME: "徐汇一家"}, two, three)
        four = {NAME: "新来的四家", "序号": "2", MOBILE: "13900000004"}
        renamed = two | {NAME: "徐汇贰家", "序号": "3"}
        yield 8, partial(self.package, "徐汇区", 8, {NAME: "徐汇一家"}, four, renamed)
        yield 5, self.broken
        yield 6, partial(self.package, "静安区", 6)
        yield 7, self.loose
        yield 11, partial(self.package, "长宁区", 11)
        yield 12, self.twice
        yield 13, self.mailed
        yield 14, partial(self.put, "杨浦区材料.rar", 14, b"Rar!\x1a\x07")
        yield 15, partial(self.package, "杨浦区", 15)
        yield 19, partial(self.package, "奉贤区", 19, {NAME: "青浦一家"})
        yield 19, partial(self.package, "闵行区", 19)
        yield 20, partial(self.move, self.inbox, self._aside)
        yield 21, partial(self.move, self._aside, self.inbox)
        yield 25, self.paper

    def broken(self) -> None:
        package = self.package("静安区", 5)
        content = package.read_bytes()[:-200]
        package.unlink()
        self.put("静安区-2023-报送.zip", 5, content)

    def loose(self) -> None:
        row = {"推荐单位": "长宁区", NAME: "长宁一家"}
        book = self._submit(row, folder="长宁") / "推荐名单.xlsx"
        self.put("长宁名单.xlsx", 7, book.read_bytes())

    def twice(self) -> None:
        package = self.package("黄浦区", 12)
        self.put("黄浦区-副本.zip", 12, package.read_bytes())

    def mailed(self) -> None:
        package = self.package("虹口区", 13)
        mail = EmailMessage()
        mail["Date"] = "Wed, 13 Sep 2023 09:30:00 +0800"
        mail.set_content("请查收")
        content = package.read_bytes()
        mail.add_attachment(content, maintype="application", subtype="zip", filename=package.name)
        package.unlink()
        self.put("虹口来信.eml", 13, mail.as_bytes())

    def move(self, source: Path, target: Path) -> None:
        for path in source.glob("闵行区*"):
            shutil.move(path, target / path.name)

    def paper(self) -> None:
        path = self.out / "收件登记.xlsx"
        book = load_workbook(path)
        rows = book["收件"]
        at = rows.max_row + 1
        for column, text in {2: "市教育工会", 3: "纸质材料", 5: "2023年9月20日 16:00"}.items():
            rows.cell(at, column).value = text
        book.save(path)

    def letters(self) -> dict[str, str]:
        said = self.run("letters", self.out).out
        return {name: kind for kind, name in re.findall(r"^(催.)：(.+)$", said, re.MULTILINE)}


def check_day(play: Play, day: int, season: Season) -> None:
    result = play.run("merge", play.inbox, "-o", play.out)
    names = [row.name for row in season.quotas.recommenders]
    expected = {name: state(name, day) for name in names}
    told = re.search(r"还没有交：(.*)。", result.out)
    missing = told[1].split("、") if told else []
    assert missing == [name for name in names if expected[name] == "未交"], day
    found: dict[str, str] = {}
    for row in sheet(play.folder, "收件情况", "全市汇总.xlsx"):
        if row["状态"] not in ("已有新版", "没有用上") or row["推荐单位"] not in found:
            name = row["推荐单位"]
            found[name] = "已交" if found.get(name) == "已交" else row["状态"]
    assert found == expected, day
    owed = {name: "催报" for name in names if expected[name] == "未交"}
    owed |= {name: "催改" for name in names if expected[name] in TO_CORRECT}
    assert play.letters() == owed, day


def numbers(folder: Path) -> dict[str, str]:
    return {row["编号"]: row["名称"] for row in sheet(folder, "编号")}


def check_end(play: Play) -> None:
    rows = {row["文件"]: row for row in sheet(play.folder)}
    said = {name: row["期限"] for name, row in rows.items()}
    assert said["金山区-2023-第1版.zip"] == "迟交1天"
    assert said["嘉定区-2023-第1版.zip"] == "按时（延期内）"
    assert said["松江区-2023-第1版.zip"] == "按时"
    corrected = {name: row["补正时间"] for name, row in rows.items() if row["补正时间"]}
    assert corrected == {
        "静安区-2023-报送.zip": "2023-09-06 10:00",
        "长宁名单.xlsx": "2023-09-11 10:00",
    }
    assert rows["虹口来信.eml里的虹口区-2023-第1版.zip"]["收到时间"] == "2023-09-13 09:30"
    assert rows["黄浦区-副本.zip"]["状态"] == "已有新版"
    assert rows["纸质材料"]["收到时间"] == "2023年9月20日 16:00"
    assert rows["徐汇区-2023-第1版.zip"]["状态"] == "已有新版"
    own = {row["编号"]: row for row in sheet(play.folder, "编号") if row["推荐单位"] == "徐汇区"}
    assert {number: (row["名称"], row["现在"]) for number, row in own.items()} == {
        "2023-徐汇区-01": ("徐汇一家", "在"),
        "2023-徐汇区-02": ("徐汇贰家", "在（原名“徐汇二家”）"),
        "2023-徐汇区-03": ("徐汇三家", "已撤回"),
        "2023-徐汇区-04": ("新来的四家", "在"),
    }
    ledger = sheet(play.folder, "全部推荐", "全市汇总.xlsx")
    order = [row["编号"] for row in ledger if row["推荐单位"] == "徐汇区"]
    assert order == ["2023-徐汇区-01", "2023-徐汇区-04", "2023-徐汇区-02"]
    (duplicates,) = sheet(play.folder, "重复和相近", "全市汇总.xlsx")
    assert {duplicates["推荐单位"], duplicates["位置"].partition("/")[0]} <= {"青浦区", "奉贤区"}
    receipt = read_docx((play.out / "回执/宝山区.docx").read_bytes()).text
    assert "“宝山一家”2021年已经获评过" in receipt
    files = [path.name for path in play.out.rglob("*")]
    assert not [name for name in files if "原有" in name]
    forms = [name for name in files if re.match(r"\d{3} 2023-徐汇区", name)]
    assert len(forms) == 3


def season_of_receipts(play: Play, season: Season, days: range | tuple[int, ...]) -> None:
    play.before()
    events = sorted(play.events(), key=lambda one: one[0])
    kept: dict[str, str] = {}
    for date in (dt.date(2023, 9, 1) + dt.timedelta(days=at) for at in range(28)):
        for day, act in events:
            if day == date.day:
                act()
        if date.day in days:
            check_day(play, date.day, season)
            now = numbers(play.folder)
            assert kept.keys() <= now.keys()
            kept = now
    check_end(play)


@pytest.fixture
def play(tmp_path: Path, run: Run, send: Send, submit: Submit) -> Play:
    return Play(tmp_path, run, send, submit)


def test_four_weeks_in_short(play: Play, season: Season) -> None:
    season_of_receipts(play, season, (5, 7, 19, 20, 25, 28))


@pytest.mark.slow
def test_four_weeks_day_by_day(play: Play, season: Season) -> None:
    season_of_receipts(play, season, range(1, 29))
