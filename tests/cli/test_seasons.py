"""Other seasons by tables and a Word template alone: each command speaks of them rightly."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from review_maker import expert_rows, write_experts
from season_maker import (
    add_form,
    add_review,
    credit_code,
    id_number,
    picture,
    season_folder,
    text_of,
    write_list,
)
from xxzz.season import Season, load_season

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cli_runner import Result, Xxzz


class Desk(NamedTuple):
    """A season in use: its tables, a folder to work in, the program."""

    season: Season
    data: Path
    folder: Path
    run: Callable[..., Result]

    def list_of(self, *rows: Mapping[str, str], name: str = "推荐名单.xlsx") -> Path:
        return write_list(self.folder / name, self.season, rows)

    def findings(self, *rows: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return rule and message of what validate says of a list."""
        result = self.run("validate", self.list_of(*rows), "--format", "json")
        return [(one["rule"], one["message"]) for one in json.loads(result.out)["findings"]]


@pytest.fixture
def desk(xxzz: Xxzz, tmp_path: Path) -> Callable[[str], Desk]:
    def open_season(name: str) -> Desk:
        data = season_folder(name, tmp_path / "tables")
        season = load_season(data=data)
        add_form(data, season)
        add_review(data, season)
        season = load_season(data=data)
        folder = tmp_path / "工作"
        folder.mkdir()

        def run(*words: Any) -> Result:
            return xxzz(*map(str, words), "--data", str(data), "--season", "2024")

        return Desk(season, data, folder, run)

    return open_season


def organisation(kind: str, number: int, **changes: str) -> dict[str, str]:
    name = f"徐汇{'甲乙丙丁戊己庚辛'[number - 1]}号样张{kind}"
    values = {
        "rank": str(number),
        "recommender": "徐汇区",
        "category": kind,
        "name": name,
        "credit_code": credit_code(number) if kind in ("机关", "企业", "楼宇") else "",
        "contact_name": "李示例",
        "contact_mobile": "13900000001",
        "building_since": "2020年3月" if kind in ("企业", "社区") else "",
        "brief": f"{name}建立学习小组。",
        "story": text_of(2900, name),
    }
    return values | changes


def learner(number: int, **changes: str) -> dict[str, str]:
    values = {
        "rank": str(number),
        "recommender": "徐汇区",
        "category": "学习之星",
        "full_name": f"慕样{'甲乙丙丁戊'[number - 1]}",
        "id_number": id_number(number),
        "phone": "13900000001",
        "photo": f"照片/{number}.png",
        "public_from": "2024-09-09",
        "public_until": "2024-09-13",
        "deeds": text_of(900, f"第{number}位"),
    }
    return values | changes


def household(number: int, **changes: str) -> dict[str, str]:
    name = f"慕样{'甲乙丙丁戊'[number - 1]}家庭"
    values = {
        "rank": str(number),
        "recommender": "徐汇区",
        "category": "家庭",
        "household": name,
        "phone": "13900000001",
        "honour": "2021年上海市五好家庭",
        "motto": "勤学善思，与人为善。",
        "pictures": f"照片/{number}-1.png、照片/{number}-2.png",
        "tale": text_of(300, name),
    }
    return values | changes


def worker(number: int, **changes: str) -> dict[str, str]:
    name = f"慕样{'甲乙丙丁戊己庚辛壬癸'[number - 1]}"
    values = {
        "rank": str(number),
        "recommender": "徐汇区",
        "category": "先进",
        "full_name": name,
        "phone": "13900000001",
        "position": "一线",
        "level": "先进",
        "hours": "72小时",
        "agreed": "同意",
        "deeds": text_of(200, name),
    }
    return values | changes


def team(number: int, **changes: str) -> dict[str, str]:
    name = f"徐汇{'甲乙丙丁戊'[number - 1]}样读书会"
    values = {
        "rank": str(number),
        "recommender": "徐汇区",
        "category": "学习型团队",
        "name": name,
        "form_of": "线上线下",
        "platform": "示例平台",
        "members": "12人",
        "titles": "2022年徐汇区优秀学习团队",
        "leader": "李示例",
        "mobile": "13900000001",
        "photos": f"照片/{number}.png、照片/{number}-1.png、照片/{number}-2.png",
        "brief": text_of(120, name),
        "story": text_of(600, f"{name}的故事"),
    }
    return values | changes


def school_or_club(kind: str, number: int, **changes: str) -> dict[str, str]:
    name = f"徐汇{'甲乙丙丁'[number - 1]}样{'学校' if kind == '书香校园' else '合唱社团'}"
    values = {
        "rank": str(number),
        "recommender": "徐汇区",
        "category": kind,
        "name": name,
        "members": "" if kind == "书香校园" else "15名",
        "head": "李示例",
        "mobile": "13900000001",
        "photos": f"照片/{number}.png、照片/{number}-1.png、照片/{number}-2.png",
        "shown_from": "2024-09-27",
        "shown_until": "2024-10-09",
        "profile": text_of(60, name),
        "deed": text_of(900, f"{name}的做法"),
    }
    return values | changes


def master(kind: str, number: int, **changes: str) -> dict[str, str]:
    is_person = kind == "学习带头人"
    one = "甲乙丙丁"[number - 1]
    name = f"慕样{one}" if is_person else f"徐汇{one}样街道学习点"
    values = {
        "rank": str(number),
        "recommender": "徐汇区",
        "category": kind,
        "name": name,
        "born": "1980-05-01" if is_person else "",
        "code": "" if is_person else credit_code(number),
        "mobile": "13900000001",
        "deed": text_of(500, name),
    }
    return values | changes


def rows_of(name: str, desk: Desk) -> list[dict[str, str]]:
    """Return a list of each season in which nothing is wrong, with its pictures."""
    kinds = ("机关", "企业", "企业", "社区", "家庭", "楼宇", "楼宇")
    made = {
        "five-categories": [organisation(kind, at) for at, kind in enumerate(kinds, 1)],
        "learners": [learner(at) for at in range(1, 4)],
        "families": [household(at) for at in range(1, 6)],
        "models": [worker(at) for at in range(1, 11)],
        "teams": [team(at) for at in range(1, 5)],
        "schools": [school_or_club(kind, at) for at, kind in enumerate(("书香校园", "社团"), 1)],
        "masters": [master(kind, at) for at, kind in enumerate(("学习带头人", "学习点"), 1)],
    }[name]
    for at in range(1, 6):
        for file in (f"{at}.png", f"{at}-1.png", f"{at}-2.png"):
            picture(desk.folder / "照片" / file, 800, 800)
    return made


NAMES = ("five-categories", "learners", "families", "models", "teams", "schools", "masters")


@pytest.mark.parametrize("name", NAMES)
def test_the_blank_workbook_has_the_seasons_columns(desk: Any, name: str) -> None:
    one = desk(name)
    path = one.folder / "空白.xlsx"
    assert one.run("template", "--district", "徐汇区", "-o", path).code == 0
    book = load_workbook(path)
    headers = [cell.value for cell in book["推荐名单"][3]]
    assert headers == [field.header for field in one.season.notice.fields]
    said = "\n".join(str(row[0]) for row in book["填写说明"].values)
    for condition in one.season.notice.conditions:
        assert condition.clause in said
    assert "机动" not in said


@pytest.mark.parametrize("name", NAMES)
def test_from_a_list_to_the_city(desk: Any, name: str) -> None:
    one = desk(name)
    rows = rows_of(name, one)
    book = one.list_of(*rows)
    checked = one.run("validate", book)
    assert (checked.code, "【可以上报】" in checked.out) == (0, True), checked.out
    made = one.folder / "出"
    assert one.run("render", book, "-o", made).code == 0
    forms = sorted(made.rglob("推荐表/*/*.docx"))
    assert len(forms) == len(rows)
    assert one.run("pack", book, "-o", one.folder / "包").code == 0
    (package,) = (one.folder / "包").glob("*.zip")
    verified = one.run("verify", package)
    assert verified.code == 0, verified.out
    merged = one.run("merge", package, "-o", one.folder / "市")
    assert (merged.code, merged.err) == (0, "")
    assert f"收到1个推荐单位的材料，共{len(rows)}{one.season.measure}。" in merged.out


@pytest.mark.parametrize("name", NAMES)
def test_from_the_ledger_to_the_announcement(desk: Any, name: str) -> None:
    one = desk(name)
    rows = rows_of(name, one)
    assert one.run("pack", one.list_of(*rows), "-o", one.folder / "包").code == 0
    (package,) = (one.folder / "包").glob("*.zip")
    city, review = one.folder / "市", one.folder / "评审"
    assert one.run("merge", package, "-o", city).code == 0
    experts = write_experts(one.folder / "专家.xlsx", expert_rows(4))
    into = ("-o", review)
    planned = one.run("review", "plan", city, "--experts", experts, *into)
    assert f"{len(rows)}{one.season.measure}，4位专家" in planned.out
    sheets = one.run("review", "sheets", city, "--materials", city, *into)
    assert (sheets.code, sheets.err) == (0, "")
    score(review / "评分表", one.season)
    done = one.run(
        "review", "collect", *sorted((review / "评分表").iterdir()), "--ledger", city, *into
    )
    assert done.code == 0, done.err
    ranked = one.run("review", "rank", *into)
    assert ranked.code == 0, ranked.err
    audited = one.run("review", "audit", city, experts, "--review", review)
    assert audited.out.count("【一致】") == 4
    assert one.run("publicity", "--from", "2024-10-14", *into).code == 0
    published = one.run("publish", "--date", "2024-10-28", *into)
    kinds = len({one.season.category(row[one.season.roles.category]) for row in rows})
    measure = one.season.measure
    assert f"共{kinds}{measure}，一{measure}一张证书。" in published.out
    heading = f"（1{one.season.measure_of([one.season.categories[0]])}）"
    assert heading in text_of_word(review / "公示.docx")
    winners = one.run("winners", review / "获奖名单.xlsx", "-o", one.folder / "往年名单.xlsx")
    assert winners.out.startswith(f"2024年：新收进{kinds}{measure}。\n")


def score(folder: Path, season: Season) -> None:
    """Fill in the sheets of all experts, better for what stands first."""
    for path in folder.iterdir():
        book = load_workbook(path)
        for sheet in book.worksheets[1:]:
            heads = {str(cell.value): cell.column for cell in sheet[3]}
            assert season.field(season.roles.name).header in heads
            for row in range(4, sheet.max_row + 1):
                for head in ("学习（满分60）", "作用（满分40）"):
                    sheet.cell(row, heads[head], 40 - row)
        book.save(path)


def text_of_word(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def test_the_parts_stand_below_the_total(desk: Any) -> None:
    one = desk("models")
    rows = [row | {"level": "标兵"} for row in rows_of("models", one)[:4]]
    book = one.list_of(*rows, worker(5, level="特色", theme="读书"))
    for command in ("validate", "quota"):
        said = one.run(command, book).out
        bars = [line.split()[:2] for line in said.splitlines() if "/" in line and "█" in line]
        assert bars == [["总数", "5/30"], ["其中标兵", "4/3"], ["其中特色", "1/1"]]
    found = json.loads(one.run("validate", book, "--format", "json").out)["subsets"]
    model = {"recommender": "徐汇区", "subset": "model", "count": 4, "quota": 3, "over": 1}
    special = {"recommender": "徐汇区", "subset": "special", "count": 1, "quota": 1, "over": 0}
    assert found == [model, special]
    page = one.folder / "检查.html"
    one.run("validate", book, "--format", "html", "-o", page)
    assert '其中标兵</th><td class="figures">4/3</td>' in page.read_text(encoding="utf-8")


def test_the_ledger_and_the_overview_count_the_parts(desk: Any) -> None:
    one = desk("models")
    rows = [row | {"level": "标兵"} for row in rows_of("models", one)[:2]]
    assert one.run("pack", one.list_of(*rows), "-o", one.folder / "包").code == 0
    (package,) = (one.folder / "包").glob("*.zip")
    assert one.run("merge", package, "-o", one.folder / "市").code == 0
    sheet = load_workbook(one.folder / "市" / "全市汇总.xlsx")["名额使用"]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["推荐单位", "推荐总数", "其中标兵", "其中特色", "说明"],
        ["徐汇区", "2/30", "2/3", "0/1", None],
        ["静安区", "0/20", "0/2", "0/0", "未交"],
        ["总计", "2/50", "2/5", "0/1", None],
    ]
    assert "<th>其中标兵" in (one.folder / "市" / "概览.html").read_text(encoding="utf-8").replace(
        ' scope="col"', ""
    )


@pytest.mark.parametrize("name", NAMES)
def test_filled_forms_are_collected(desk: Any, name: str) -> None:
    one = desk(name)
    rows = rows_of(name, one)
    made = one.folder / "出"
    assert one.run("render", one.list_of(*rows), "-o", made, "--only", "form").code == 0
    collected = one.folder / "采集" / "名单.xlsx"
    collected.parent.mkdir()
    assert one.run("collect", made, "-o", collected).code == 0
    sheet = load_workbook(collected)["推荐名单"]
    headers = {cell.value: cell.column for cell in sheet[3]}
    found = {
        tuple(
            str(sheet.cell(row, headers[one.season.field(box.field).header]).value)
            for box in one.season.notice.form.boxes
        )
        for row in range(4, 4 + len(rows))
    }
    wanted = {
        tuple(_official(row, box.field, one.season) for box in one.season.notice.form.boxes)
        for row in rows
    }
    assert found == wanted


def _official(row: Mapping[str, str], field: str, season: Season) -> str:
    if field != season.roles.category:
        return row.get(field) or "None"
    return season.info(str(season.category(row[field]))).name


def test_years_by_category(desk: Any) -> None:
    one = desk("five-categories")
    found = one.findings(
        organisation("企业", 1, building_since="2022年1月"),
        organisation("社区", 2, building_since="2022年1月"),
        organisation("社区", 3, building_since="2022年10月"),
    )
    assert [text for rule, text in found if rule == "building-years"] == [
        "建设起始年月是“2022年1月”，只满2年，要求到2024-09-20不少于3年。",
        "建设起始年月是“2022年10月”，只满1年，要求到2024-09-20不少于2年。",
    ]


def test_a_credit_code_and_a_longer_story(desk: Any) -> None:
    one = desk("five-categories")
    right = credit_code(1)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    found = one.findings(
        organisation("企业", 1, credit_code=wrong),
        organisation("企业", 2, credit_code=right[:17]),
        organisation("家庭", 3, story=text_of(3301, "家")),
        organisation("楼宇", 4, credit_code=""),
    )
    codes = [text for rule, text in found if rule == "value-invalid"]
    assert codes == [
        f"“统一社会信用代码”写的是“{wrong}”，校验码不对，多半错了一位。",
        f"“统一社会信用代码”写的是“{right[:17]}”，有17位，应当是18位。",
    ]
    (story,) = [text for rule, text in found if rule == "story-length"]
    assert story == "详细事迹现有3301字，要求3000字，比3000字多出301字。"
    assert ("field-required", "没有填写“统一社会信用代码”。") in found


def test_a_quota_of_0_is_not_a_dash(desk: Any) -> None:
    one = desk("five-categories")
    found = one.findings(organisation("机关", 1, recommender="静安区"))
    (text,) = [text for rule, text in found if rule == "quota-exceeded"]
    assert text == ("静安区超出名额：学习型机关推荐1家，建议数量0家，多1家。须从这一类中撤回1家。")
    assert "channel-not-allowed" not in dict(found)


def test_former_winners_of_three_years(desk: Any) -> None:
    one = desk("learners")
    rows = rows_of("learners", one)
    former = {"慕样甲": 2021, "慕样乙": 2020, "慕样丙": 2023}
    write_former(one.folder / "往年名单.xlsx", former)
    found = [text for rule, text in one.findings(*rows) if rule == "not-won-lately"]
    assert found == [
        "“慕样甲”2021年已经获评；最近3年获评过的不能再推荐。",
        "“慕样丙”2023年已经获评；最近3年获评过的不能再推荐。",
    ]


def test_without_a_list_of_winners_it_is_skipped_and_said(desk: Any) -> None:
    one = desk("learners")
    book = one.list_of(*rows_of("learners", one))
    assert "没有往年名单，没有比较" in re.sub(r"\s+", "", one.run("validate", book).out)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"public_until": "2024-09-12"},
            "公示从2024-09-09到2024-09-12，只有4个工作日，要求不少于5个工作日。",
        ),
        (
            {"public_from": "2024-09-17", "public_until": "2024-09-21"},
            "公示到2024-09-21才结束，晚于报送的截止日期2024-09-20。",
        ),
        # 9月14日 is worked, 15至17日 are 中秋节
        (
            {"public_from": "2024-09-12", "public_until": "2024-09-18"},
            "公示从2024-09-12到2024-09-18，只有4个工作日，要求不少于5个工作日。",
        ),
    ],
)
def test_publicity_in_working_days(desk: Any, changes: dict[str, str], message: str) -> None:
    one = desk("learners")
    first, *others = rows_of("learners", one)
    found = one.findings(first | changes, *others)
    assert [text for rule, text in found if rule == "made-public"] == [message]


def test_publicity_over_a_holiday_that_is_long_enough(desk: Any) -> None:
    one = desk("learners")
    first, *others = rows_of("learners", one)
    last = {"public_from": "2024-09-12", "public_until": "2024-09-19"}
    assert "made-public" not in dict(one.findings(first | last, *others))


def test_photos(desk: Any) -> None:
    one = desk("learners")
    rows = rows_of("learners", one)
    picture(one.folder / "照片" / "小.png", 200, 400)
    (one.folder / "照片" / "假.jpg").write_text("不是照片", encoding="utf-8")
    found = one.findings(
        rows[0] | {"photo": "照片/小.png"},
        rows[1] | {"photo": "照片/假.jpg"},
        rows[2] | {"photo": "照片/没有.png"},
    )
    first, second, third = [text for rule, text in found if rule == "photo"]
    assert first == "“照片”“照片/小.png”是200×400像素，要求不小于300×400像素。"
    assert second == "“照片”“照片/假.jpg”的内容不是jpg，打不开。"
    assert third.startswith("“照片”“照片/没有.png”：找不到文件“照片/没有.png”。")


def test_the_photos_travel_in_the_package(desk: Any) -> None:
    one = desk("learners")
    book = one.list_of(*rows_of("learners", one))
    assert one.run("pack", book, "-o", one.folder / "包").code == 0
    (package,) = (one.folder / "包").glob("*.zip")
    names = zipfile.ZipFile(package).namelist()
    assert [name.rpartition("名单/")[2] for name in names if name.endswith(".png")] == [
        "照片/1.png",
        "照片/2.png",
        "照片/3.png",
    ]


def test_a_wrong_id_number_is_said_without_the_number(desk: Any) -> None:
    one = desk("learners")
    number = id_number(1)
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    found = one.findings(rows_of("learners", one)[0] | {"id_number": wrong})
    assert ("value-invalid", "“身份证号”校验码不对，多半错了一位。") in found


def test_a_text_has_no_lower_limit_unless_the_season_has_one(desk: Any) -> None:
    one = desk("learners")
    rows = rows_of("learners", one)
    found = one.findings(rows[0] | {"deeds": "短。"}, rows[1] | {"deeds": text_of(1501, "长")})
    assert [text for rule, text in found if rule == "deeds-length"] == [
        "学习事迹现有1501字，要求1500字以内，多出1字。"
    ]


def test_a_total_only(desk: Any) -> None:
    one = desk("learners")
    rows = rows_of("learners", one)
    found = one.findings(*rows, learner(4, photo="照片/4.png"))
    assert [text for rule, text in found if rule == "quota-exceeded"] == [
        "徐汇区超出名额：共推荐4人，推荐总数3人。须撤回1人。"
    ]


def test_at_least_three_from_each_district(desk: Any) -> None:
    one = desk("families")
    rows = rows_of("families", one)
    found = one.findings(*rows[:2])
    assert ("quota-short", "徐汇区推荐学习型家庭2家，要求至少3家，还差1家。") in found
    assert "quota-short" not in dict(one.findings(*rows[:3]))


def test_one_of_three_titles(desk: Any) -> None:
    one = desk("families")
    rows = rows_of("families", one)
    found = one.findings(
        rows[0] | {"honour": "上海市文明家庭"},
        rows[1] | {"honour": "徐汇区最美家庭"},
        rows[2] | {"honour": "2022年市级最美家庭"},
    )
    titles = "“市级最美家庭”或“市级五好家庭”或“市级文明家庭”"
    assert [text for rule, text in found if rule == "city-title"] == [
        f"家庭荣誉写的是“徐汇区最美家庭”，不是市级的称号；须已获{titles}。"
    ]


def test_a_motto_and_a_minimum(desk: Any) -> None:
    one = desk("families")
    rows = rows_of("families", one)
    found = one.findings(
        rows[0] | {"motto": "学" * 31},
        rows[1] | {"motto": ""},
        rows[2] | {"tale": "读" * 99, "motto": "学" * 30},
    )
    assert [pair for pair in found if pair[0].startswith(("motto", "tale"))] == [
        ("motto-length", "家训现有31字，要求30字以内，多出1字。"),
        ("motto-missing", "没有家训。"),
        ("tale-length", "家庭故事现有99字，要求不少于100字，还差1字。"),
    ]


def test_two_photos_and_the_seasons_own_remedy(desk: Any) -> None:
    one = desk("families")
    rows = rows_of("families", one)
    result = one.run("validate", one.list_of(rows[0] | {"pictures": "照片/1-1.png"}, *rows[1:3]))
    said = re.sub(r"\s+", "", result.out)
    assert "“家庭照片”有1个文件，要求2个。" in said
    assert "请附两张照片，一张全家福，一张学习时的。" in said


def test_two_parts_with_numbers_of_their_own(desk: Any) -> None:
    one = desk("models")
    rows = [one_ | {"level": "标兵"} for one_ in rows_of("models", one)[:4]]
    rows += [worker(5, level="特色", theme="读书"), worker(6, level="特色")]
    found = one.findings(*rows)
    assert [text for rule, text in found if rule == "subset-exceeded"] == [
        "徐汇区推荐标兵4人，名额3人，多1人。",
        "徐汇区推荐特色2人，名额1人，多1人。",
    ]
    assert ("field-required", "没有填写“特色名称”。") in found


@pytest.mark.parametrize(("others", "fails"), [(6, False), (7, True)])
def test_a_share_of_the_list(desk: Any, others: int, fails: bool) -> None:
    one = desk("models")
    rows = rows_of("models", one)
    rows = [row | {"position": "管理"} for row in rows[:others]] + rows[others:]
    found = [text for rule, text in one.findings(*rows) if rule == "front-line"]
    wanted = "徐汇区推荐10人，岗位是“一线”的3人，占30%，要求不低于35%（4人）。"
    assert found == ([wanted] if fails else [])


def test_a_number_a_choice_and_a_declaration(desk: Any) -> None:
    one = desk("models")
    rows = rows_of("models", one)
    found = one.findings(
        rows[0] | {"hours": "59.5小时"},
        rows[1] | {"hours": "60"},
        rows[2] | {"position": "前台"},
        rows[3] | {"agreed": "否"},
    )
    assert ("hours", "年学习时数是“59.5小时”，要求不少于60小时。") in found
    assert ("value-invalid", "“岗位”写的是“前台”，不在可选的里面。") in found
    assert ("agreed", "还没有写明本人同意推荐。") in found
    assert len([rule for rule, _ in found if rule == "hours"]) == 1


def write_former(path: Path, winners: Mapping[str, int]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["年度", "类别", "姓名", "推荐单位"])
    for name, year in winners.items():
        sheet.append([year, "学习之星", name, "徐汇区"])
    book.save(path)


def test_teams_by_contributing_and_the_schemas_alone(desk: Any) -> None:
    one = desk("teams")
    rows = rows_of("teams", one)
    found = one.findings(
        rows[0] | {"form_of": "线上", "platform": ""},
        rows[1] | {"form_of": "线下", "platform": "", "titles": "2022年徐汇街道优秀学习团队"},
        rows[2] | {"members": "9人", "brief": text_of(99, "短")},
        rows[3] | {"photos": "照片/4.png", "titles": "上海市优秀学习团队"},
    )
    assert [text for rule, text in found if rule != "quota-unused"] == [
        "没有填写“线上平台”。",
        (
            "所获称号写的是“2022年徐汇街道优秀学习团队”，不是区级以上的称号；"
            "须已获“市级优秀学习团队”或“区级优秀学习团队”。"
        ),
        "人数是“9人”，要求不少于10人。",
        "团队简介现有99字，要求100至300字，还差1字。",
        "“活动照片”有1个文件，要求3个。",
    ]


def test_each_team_is_counted_by_the_seasons_own_word(desk: Any) -> None:
    one = desk("teams")
    rows = rows_of("teams", one)
    found = one.findings(*rows, team(5))
    assert ("quota-exceeded", "徐汇区超出名额：共推荐5支，推荐总数4支。须撤回1支。") in found
    packed = one.run("pack", one.list_of(*rows), "-o", one.folder / "包")
    assert "《2024年学习型团队推荐表》请照表上的栏目签意见、写日期、盖公章；" in packed.out
    assert "期限：2024年6月14日17:00前报到" in packed.out
    assert "打印：所有文字材料一式两份，推荐表（附团队故事）共8份，汇总表2份。" in packed.out


def test_hidden_rows_are_counted_by_the_seasons_own_word(desk: Any) -> None:
    one = desk("learners")
    rows = rows_of("learners", one)
    path = one.list_of(*rows)
    book = load_workbook(path)
    book["推荐名单"].row_dimensions[3].hidden = True
    book.save(path)
    said = one.run("validate", path).out
    assert "第3行是隐藏的（或者筛选掉了），也算在名单里，共1人。" in said


def test_a_category_that_is_not_known_is_called_as_the_season_calls_it(desk: Any) -> None:
    one = desk("families")
    rows = [row | {"category": "团队"} for row in rows_of("families", one)]
    result = one.run("validate", one.list_of(*rows), "--format", "json")
    reasons = {skip["reason"] for skip in json.loads(result.out)["skipped"]}
    assert any("类别没有填写或认不出来" in reason for reason in reasons)
    assert not any("申报类型" in reason for reason in reasons)
    assert "申报类型" not in result.out


def test_the_annotated_copy_and_the_job_summary_show_the_use_of_quotas(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = desk("models")
    rows = [worker(at, level="标兵" if at < 5 else "先进") for at in range(1, 11)]
    book = one.list_of(*rows)
    copy = one.folder / "批注.xlsx"
    assert one.run("validate", book, "--report", f"xlsx={copy}").code == 1
    lines = [
        [cell.value for cell in row[:5]] for row in load_workbook(copy)["检查结果"].iter_rows()
    ]
    at = next(at for at, line in enumerate(lines) if line[0] == "名额使用情况（附件2）")
    assert lines[at + 2 : at + 5] == [
        ["", "徐汇区", "总数", "10/30 ██████··············", ""],
        ["", "徐汇区", "其中标兵", "4/3 ████████████████████", "超出1"],
        ["", "徐汇区", "其中特色", "0/1 ····················", ""],
    ]
    summary = one.folder / "摘要.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    one.run("validate", book, "--format", "github")
    text = summary.read_text(encoding="utf-8")
    assert "| 徐汇区 | 总数 | 10 | 30 |\n| 徐汇区 | 其中标兵 | 4 | 3 |" in text
    assert "| 徐汇区 | 先进" not in text


def test_schools_and_clubs_are_counted_each_by_its_own_word(desk: Any) -> None:
    one = desk("schools")
    clubs = [school_or_club("社团", at) for at in range(1, 5)]
    rows_of("schools", one)
    (found,) = one.findings(*clubs)
    assert found == ("quota-exceeded", "徐汇区超出名额：共推荐4个，推荐总数3个。须撤回1个。")
    said = one.run("validate", one.list_of(*clubs)).out
    assert "请从学习社团中撤回1支；按排序，靠后的是“徐汇丁样合唱社团”。" in said
    unknown = one.run("validate", one.list_of(clubs[0] | {"category": "团队"})).out
    assert "徐汇甲样合唱社团（徐汇区，项目不明）：1处错误" in unknown
    assert "请写两类之一：书香校园、学习社团。" in unknown


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"members": "14"}, "成员数是“14”，要求不少于15名、不多于200名。"),
        ({"members": "200"}, None),
        ({"members": "201名"}, "成员数是“201名”，要求不少于15名、不多于200名。"),
        (
            {"shown_until": "2024-10-08"},
            "公示从2024-09-27到2024-10-08，只有4个工作日，要求不少于5个工作日。",
        ),
        ({"shown_from": "2024年9月27日", "shown_until": "2024.10.9"}, None),
        ({"profile": text_of(49, "短")}, "概况现有49字，要求50至200字，还差1字。"),
        ({"deed": text_of(1500, "长")}, None),
    ],
)
def test_clubs_by_contributing_and_the_schemas_alone(
    desk: Any, changes: dict[str, str], found: str | None
) -> None:
    one = desk("schools")
    rows_of("schools", one)
    messages = [text for _, text in one.findings(school_or_club("社团", 1, **changes))]
    assert [text for text in messages if "还有名额" not in text] == ([found] if found else [])


def test_a_file_that_must_be_replaced_is_not_asked_to_be_moved(desk: Any) -> None:
    one = desk("schools")
    rows_of("schools", one)
    picture(one.folder / "照片" / "小.png", 799, 600)
    hints = {
        "照片/小.png、照片/1.png、照片/1-1.png": "请换成符合要求的文件；文件名变了的，",
        "照片/1.png、照片/1-1.png": "请把文件放到名单所在的文件夹，格内写文件名，",
    }
    for photos, hint in hints.items():
        said = one.run("validate", one.list_of(school_or_club("社团", 1, photos=photos))).out
        assert f"怎样改：{hint}" in said


@pytest.mark.parametrize(
    ("born", "found"),
    [
        ("1958-12-31", "早于1959-01-01"),
        ("1959年1月1日", None),
        ("2006-04-30", None),
        ("2006/5/1", "晚于2006-04-30"),
    ],
)
def test_a_date_of_birth_between_bounds(desk: Any, born: str, found: str | None) -> None:
    one = desk("masters")
    findings = dict(one.findings(master("学习带头人", 1, born=born)))
    assert findings.get("age") == (
        f"出生日期{found}，要求不早于1959-01-01、不晚于2006-04-30。" if found else None
    )
    assert "age" not in dict(one.findings(master("学习点", 1)))


def test_a_date_that_cannot_be_read_is_not_judged(desk: Any) -> None:
    one = desk("masters")
    path = one.list_of(master("学习带头人", 1, born="八零年"))
    result = one.run("validate", path, "--format", "json")
    skipped = {skip["rule"]: skip["reason"] for skip in json.loads(result.out)["skipped"]}
    assert skipped["age"] == "出生日期看不出是哪一天（1个）"
    blank = one.folder / "空白.xlsx"
    assert one.run("template", "-o", blank).code == 0
    said = "\n".join(str(row[0]) for row in load_workbook(blank)["填写说明"].values)
    assert "学习带头人：年满18周岁，不超过65周岁（一（三））。" in said
