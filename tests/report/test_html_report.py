"""The page for a clerk and her director: escaped, whole without scripts, tried in a browser."""

import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from report_samples import FAMILY, FULL, LONG, TITLE, UNREADABLE
from xxzz import report
from xxzz.finding import QuotaUse, Report, Severity
from xxzz.location import Location
from xxzz.report import Style, render
from xxzz.season import Season

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
TRY = Path(__file__).parents[1] / "data" / "try_filter.js"
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
INFO = replace(LONG, severity=Severity.INFO, rule="quota-unused", nomination=None)
MANY = replace(FULL, findings=(*FULL.findings, INFO))
REMEDY = "怎样改 请改正。"
CLAUSE = "依据：附件3，规则"
OTHER = "相关位置 名单.xlsx!推荐名单!D9"
EVIL = "<script>alert(1)</script>\"'&amp;<img src=x onerror=alert(1)>"


def page(report: Report, season: Season) -> str:
    made = render("html", report, season, Style())
    assert isinstance(made, str)
    return made


def tree(report: Report, season: Season) -> html.HtmlElement:
    return html.document_fromstring(page(report, season))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_verdict_comes_first_and_counts_follow(season: Season) -> None:
    root = tree(FULL, season)
    verdict = root.find_class("verdict")[0]
    assert words(verdict) == "还不能上报 有2处错误，请改好后再检查一次。"
    assert verdict.get("class") == "verdict error"
    assert words(root.find_class("counts")[0]) == "推荐10家 错误2处 提醒2处 提示0处"
    assert root.findtext(".//title") == "还不能上报 - 推荐材料检查结果"


@pytest.mark.parametrize(
    ("report", "mood", "headline"),
    [
        (replace(FULL, findings=(LONG,)), "warning", "可以上报，但有1处提醒"),
        (replace(FULL, findings=()), "good", "可以上报"),
        (replace(FULL, findings=(), nominations=0), "error", "还不能上报"),
        (replace(FULL, findings=(), crashed=True), "error", "还不能上报"),
        (replace(FULL, findings=(), left_out=3), "good", "这次改动没有错误"),
    ],
)
def test_verdicts(season: Season, report: Report, mood: str, headline: str) -> None:
    verdict = tree(report, season).find_class("verdict")[0]
    assert verdict.get("class") == f"verdict {mood}"
    assert verdict.find_class("headline")[0].text == headline


def test_finding_shows_place_message_remedy_clause_and_rule(season: Season) -> None:
    root = tree(FULL, season)
    groups = root.find_class("group")
    assert [words(group.find("h3")) for group in groups] == [
        "坏.xlsx（整份材料） 1处错误",
        "徐汇区示例街道（徐汇区，社区） 1处提醒",
        "慕示例家庭（徐汇区，家庭） 1处错误，1处提醒",
    ]
    assert [words(one) for one in groups[2].find_class("finding")] == [
        f"错误 名单.xlsx!推荐名单!S7 称号是“徐汇区最美家庭”。 {REMEDY} {CLAUSE} family-title",
        f"提醒 名单.xlsx!推荐名单!D7 名称相近。 {REMEDY} {OTHER} {CLAUSE} duplicate-similar",
    ]


def test_quota_bars_say_in_words_what_they_show(season: Season) -> None:
    uses = (*FULL.quota, QuotaUse("市总工会", "family", 1, None))
    tables = tree(replace(FULL, quota=uses), season).find_class("quota")
    assert [words(table.find("caption")) for table in tables] == ["徐汇区", "市总工会"]
    rows = [(row.get("class"), words(row)) for table in tables for row in table.findall("tbody/tr")]
    assert rows == [
        ("within", "机关3/3"),
        ("within", "企事业单位0/8"),
        ("within", "社区1/2"),
        ("flexible", "家庭6/5超出1，占用机动"),
        ("within", "机动1/2"),
        ("within", "总数10/20"),
        ("over", "家庭1/——不可推荐"),
        ("within", "总数1/80"),
    ]


def test_values_are_escaped_everywhere(season: Season) -> None:
    place = Location(EVIL, EVIL, 7, 2)
    ref = FAMILY._replace(name=EVIL, recommender=EVIL)
    one = replace(
        TITLE,
        message=EVIL,
        hint=EVIL,
        clause=EVIL,
        location=place,
        nomination=ref,
        related=(place,),
    )
    uses = (QuotaUse(EVIL, "family", 1, 1),)
    text = page(replace(FULL, sources=(EVIL,), findings=(one,), quota=uses), season)
    assert text.count("<script>") == 1
    assert "<img" not in text
    assert text.count("&lt;img src=x onerror=alert(1)&gt;") == 11


def test_page_needs_nothing_from_anywhere(season: Season) -> None:
    text = page(FULL, season)
    assert not re.search(r"https?://|src=|@import|url\(", text)
    assert "default-src 'none'" in text


def test_headings_go_down_step_by_step_and_every_input_has_a_label(season: Season) -> None:
    root = tree(FULL, season)
    levels = [int(one.tag[1]) for one in root.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert root.get("lang") == "zh-CN"
    for field in root.iter("input", "select"):
        assert any(parent.tag == "label" for parent in field.iterancestors())
    assert all(cell.get("scope") for cell in root.iter("th"))


def test_every_rule_links_to_its_explanation(season: Season) -> None:
    root = tree(FULL, season)
    links = {link.get("href").removeprefix("#") for link in root.iter("a")} - {"findings"}
    assert links == {f"rule-{one.rule}" for one in FULL.findings}
    section = root.get_element_by_id("rule-family-title")
    assert section.findtext("p/b") == "为什么"
    assert "**" not in words(section)
    assert "`" not in words(section)


def test_nothing_found(season: Season) -> None:
    root = tree(replace(FULL, findings=(), skipped=(), quota=()), season)
    assert words(root.get_element_by_id("findings")) == "问题清单 没有发现问题。"
    assert not root.find_class("quota")


def test_same_report_same_page(season: Season) -> None:
    assert page(FULL, season) == page(FULL, season)


def browse(tmp_path: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    assert CHROMIUM
    command = (CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr")
    return subprocess.run(
        [*command, f"--user-data-dir={tmp_path / 'profile'}", *options],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=tmp_path,
        timeout=120,
    )


@needs_chromium
def test_filter_in_a_browser(season: Season, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        f"{page(MANY, season)}<script>{TRY.read_text('utf-8')}</script>", encoding="utf-8"
    )
    done = browse(tmp_path, "--virtual-time-budget=2000", "--dump-dom", "page.html")
    assert "CONSOLE" not in done.stderr
    tried = html.document_fromstring(done.stdout).find("body").get("data-tried").split(";")
    everything = "workbook-unreadable quota-unused story-length family-title duplicate-similar"
    assert tried == [
        f"all|{everything}|4|共5处",
        "no errors|quota-unused story-length duplicate-similar|3|只显示5处中的3处",
        "family|family-title duplicate-similar|1|只显示5处中的2处",
        "none|workbook-unreadable quota-unused|2|只显示5处中的2处",
        "rule|story-length|1|只显示5处中的1处",
        "text|family-title|1|只显示5处中的1处",
        "nothing||0|只显示5处中的0处",
        f"reset|{everything}|4|共5处",
    ]


@needs_chromium
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_prints_on_a4_without_scripts(season: Season, tmp_path: Path) -> None:
    silent = page(MANY, season).replace("script-src 'unsafe-inline'", "script-src 'none'")
    (tmp_path / "page.html").write_text(silent, encoding="utf-8")
    browse(tmp_path, "--no-pdf-header-footer", "--print-to-pdf=page.pdf", "page.html")
    text = subprocess.run(
        ["pdftotext", "-layout", "page.pdf", "-"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    for one in (TITLE, LONG, UNREADABLE):
        assert one.message in text
    assert "全部显示" not in text
    size = subprocess.run(
        ["pdfinfo", "page.pdf"], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8"
    ).stdout
    assert re.search(r"Page size: +59\d.* x 84\d.* pts \(A4\)", size)


def test_narrow_screen_hides_the_bars_with_their_heading(season: Season) -> None:
    table = tree(FULL, season).find_class("quota")[0]
    hidden = [[cell.get("class") == "bar" for cell in row] for row in table.iter("tr")]
    assert len({tuple(row) for row in hidden}) == 1


CSS = Path(report.__file__).parent / "page" / "page.css"
PAIRS = [
    ("ink", "paper"),
    ("ink", "panel"),
    ("quiet", "paper"),
    ("quiet", "panel"),
    ("focus", "paper"),
    *((mood, f"{mood}-soft") for mood in ("error", "warning", "info", "good")),
    *((mood, "paper") for mood in ("error", "warning", "info")),
]


def luminance(colour: str) -> float:
    digits = "".join(2 * digit for digit in colour) if len(colour) == 3 else colour
    red, green, blue = (linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def test_text_has_contrast_in_light_in_dark_and_on_paper() -> None:
    palettes = [
        dict(re.findall(r"--([\w-]+): #([0-9a-f]+)", block))
        for block in re.findall(r":root {(.*?)}", CSS.read_text(encoding="utf-8"), re.DOTALL)
    ]
    assert len(palettes) == 3
    for palette in palettes:
        for text, ground in PAIRS:
            if {text, ground} <= set(palette):
                one, other = sorted(luminance(palette[name]) for name in (text, ground))
                assert (other + 0.05) / (one + 0.05) >= 4.5, (text, ground, palette)
