"""The page with hostile files, without a mouse, on paper, on a telephone, in an old browser."""

from __future__ import annotations

import shutil
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hostile_maker import bomb
from review_maker import fill, some_points
from workbook_maker import row, table, xlsx

from .conftest import PATIENCE, Clerk, new_clerk

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
MISTAKES = ROOT / "examples" / "有错误的名单" / "nominations.xlsx"
REVIEW = ROOT / "examples" / "评审"
AXE = ROOT / "desk" / "node_modules" / "axe-core" / "axe.min.js"

OVER = """(word) => {
    const open = python.FS.open;
    python.FS.open = (path, ...rest) => {
        const stream = open(path, ...rest);
        if (String(path).includes(word)) throw new WebAssembly.RuntimeError("unreachable");
        return stream;
    };
}"""
"""Lets the worker end over a file, as a panic of a compiled reader does."""

FOREVER = """(word) => {
    const open = python.FS.open;
    python.FS.open = (path, ...rest) => {
        const stream = open(path, ...rest);
        while (String(path).includes(word)) {}
        return stream;
    };
}"""


@pytest.fixture
def fresh(opened: Clerk) -> Iterator[Clerk]:
    """A page of its own, whose clock a test may move."""
    page = opened.page.context.new_page()
    page.clock.install()
    page.goto(opened.page.url, timeout=PATIENCE)
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    yield Clerk(page)
    page.close()


def test_a_file_that_is_read_for_too_long_is_left_out(fresh: Clerk, tmp_path: Path) -> None:
    good, bad = tmp_path / "名单.xlsx", tmp_path / "没完没了.xlsx"
    for path in (good, bad):
        shutil.copy(MISTAKES, path)
    page = fresh.page
    fresh.put(good)
    page.workers[0].evaluate(FOREVER, "没完没了")
    page.set_input_files("#files", [bad, good])
    fresh.until(lambda: "正在检查" in fresh.shown("#status"))
    time.sleep(2)  # until the worker is in it
    # the worker hangs, and the page does not: it answers at once
    assert page.locator("#progress").is_visible()
    page.click("footer summary")
    assert page.locator("#licences").is_visible()
    page.clock.fast_forward(61_000)
    fresh.wait()
    text = fresh.shown("#result")
    assert "没完没了.xlsx" in text
    assert "读了很久还没有读完" in text
    assert "名单.xlsx!推荐名单!M4" in text


def test_long_work_can_be_forgotten(fresh: Clerk, tmp_path: Path) -> None:
    bad = tmp_path / "没完没了.xlsx"
    shutil.copy(MISTAKES, bad)
    fresh.page.workers[0].evaluate(FOREVER, "没完没了")
    fresh.page.set_input_files("#files", [bad])
    fresh.page.wait_for_selector("#progress:visible")
    fresh.forget()
    assert "已经忘掉全部" in fresh.shown("#status")
    fresh.put(MISTAKES)
    assert "还不能上报" in fresh.shown("#verdict .headline")


def test_a_sheet_over_which_a_step_ends_is_left_out(clerk: Clerk, tmp_path: Path) -> None:
    clerk.turn_to("review")
    clerk.put(REVIEW / "全市汇总.xlsx", REVIEW / "专家.xlsx")
    clerk.step("plan")
    sheets = tmp_path / "评分表.zip"
    sheets.write_bytes(clerk.step("sheets"))
    with zipfile.ZipFile(sheets) as archive:
        archive.extractall(tmp_path)
    fill(tmp_path / "评分表", some_points)
    clerk.put(*sorted((tmp_path / "评分表").iterdir()))
    clerk.page.workers[0].evaluate(OVER, "收回的评分表/评分表-E02")
    clerk.step("collect")
    said = clerk.shown("#did-collect")
    assert "还缺：E02" in said
    assert said.count("还缺：") == 1
    assert "评分表-E02.xlsx：读这份文件时程序停了" in said


def test_a_hostile_package_costs_that_package_only(clerk: Clerk, tmp_path: Path) -> None:
    bomb(tmp_path / "炸弹.zip", 300)
    nested = tmp_path / "套娃.zip"
    with zipfile.ZipFile(nested, "w") as archive:
        archive.write(tmp_path / "炸弹.zip", "里面.zip")
    (tmp_path / "坏的.zip").write_bytes(b"PK\x03\x04" + b"\xff" * 5000)
    clerk.turn_to("receive")
    clerk.put(*sorted(tmp_path.iterdir()))
    text = clerk.shown("#result")
    assert "收到0个推荐单位的材料" in clerk.shown("#verdict .headline")
    assert "坏的.zip" in text
    assert "炸弹.zip" in text


def test_values_are_text_never_elements(clerk: Clerk, tmp_path: Path) -> None:
    there = "http://127.0.0.1:9/"
    name = f'<img src="{there}"><a href="{there}">点我</a><meta http-equiv=refresh content=0>'
    hostile = row(name=name, contact_mobile="12", brief=f"<script>{there}")
    xlsx(tmp_path / "名单.xlsx", table(hostile))
    before = len(clerk.requests)
    clerk.put(tmp_path / "名单.xlsx")
    assert '<img src="' in clerk.shown("#result")
    found = clerk.page.evaluate(
        "[...document.querySelectorAll('main img, main meta, main script, main iframe,"
        ' main a:not([href^="#"])\')].length'
    )
    assert found == 0
    assert [url for url in clerk.requests[before:] if url.startswith("http")] == []


def drop(clerk: Clerk, *paths: Path) -> None:
    """Drop files and folders on the page, as out of the file manager."""
    session = clerk.page.context.new_cdp_session(clerk.page)
    files = [str(path) for path in paths]
    for kind in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": files, "dragOperationsMask": 1}
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 400, "data": data})
    session.detach()
    clerk.wait()


def test_a_folder_is_dropped(clerk: Clerk, tmp_path: Path) -> None:
    folder = tmp_path / "徐汇区"
    shutil.copytree(ROOT / "examples" / "徐汇区", folder)
    (folder / "~$nominations.xlsx").write_bytes(b"x")
    drop(clerk, folder)
    assert "可以上报" in clerk.shown("#verdict .headline")
    listed = clerk.shown("#list ul")
    assert "徐汇区/事迹/徐汇区样例街道.txt" in listed
    assert "~$" not in listed


def test_a_dropped_file_that_is_saved_is_read_again(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    xlsx(path, table(row(contact_mobile="12")))
    drop(clerk, path)
    assert "不像电话号码" in clerk.shown("#result")
    xlsx(path, table(row(name="改好的样张")))
    clerk.until(lambda: "不像电话号码" not in clerk.shown("#result"))


def test_a_file_is_taken_out_again(clerk: Clerk, tmp_path: Path) -> None:
    xlsx(tmp_path / "多余的.xlsx", table(row(contact_mobile="12")))
    clerk.put(MISTAKES, tmp_path / "多余的.xlsx")
    assert "多余的.xlsx" in clerk.shown("#result")
    clerk.page.click("#list summary")
    clerk.page.get_by_role("button", name="不要这个：多余的.xlsx").click()
    clerk.wait()
    assert "多余的.xlsx" not in clerk.shown("#result")
    assert "nominations.xlsx!推荐名单!M4" in clerk.shown("#result")


def focused(clerk: Clerk) -> str:
    found: str = clerk.page.evaluate(
        "document.activeElement.id || document.activeElement.dataset.take ||"
        " document.activeElement.dataset.side || document.activeElement.dataset.stage || ''"
    )
    return found


def tab_to(clerk: Clerk, name: str) -> list[str]:
    """Press Tab until something is focused; returns what was on the way."""
    seen: list[str] = []
    for _ in range(80):
        clerk.page.keyboard.press("Tab")
        seen.append(focused(clerk))
        if seen[-1] == name:
            return seen
    raise AssertionError((name, seen))


def test_all_is_done_without_a_mouse(opened: Clerk) -> None:
    clerk = new_clerk(opened, "delete window.showOpenFilePicker; delete window.showDirectoryPicker")
    page = clerk.page
    page.on("filechooser", lambda _: None)  # Chromium takes its time to hand over its choosers
    way = tab_to(clerk, "pick-files")
    assert [one for one in way if one in {"check", "receive", "review"}] == [
        *("check", "receive", "review")
    ]
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Enter")
    choosing.value.set_files(MISTAKES)
    clerk.wait()
    assert focused(clerk) == "result-step"
    tab_to(clerk, "annotate")
    with page.expect_download(timeout=PATIENCE) as coming:
        page.keyboard.press("Space")
    assert coming.value.suggested_filename == "nominations（批注）.xlsx"
    clerk.wait()
    tab_to(clerk, "forget")
    page.keyboard.press("Enter")
    assert "已经忘掉全部" in clerk.shown("#status")
    page.close()


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_sticks_out_at_any_width(clerk: Clerk, width: int) -> None:
    """640 are 1280 at 200 %, 320 at 400 %."""
    clerk.page.set_viewport_size({"width": width, "height": 800})
    try:
        for side, files in _sides():
            clerk.turn_to(side)
            clerk.put(*files)
            assert clerk.page.evaluate("document.documentElement.scrollWidth") <= width, side
    finally:
        clerk.page.set_viewport_size({"width": 1280, "height": 720})


def test_nothing_stands_in_the_way_of_a_screen_reader_on_any_side(clerk: Clerk) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is missing: npm ci in desk")
    clerk.page.evaluate(AXE.read_text("utf-8"))
    for side, files in _sides():
        clerk.turn_to(side)
        clerk.put(*files)
        if side == "review":
            clerk.refused("rank")
            clerk.step("plan")
        for scheme in ("light", "dark"):
            clerk.page.emulate_media(color_scheme=scheme)
            found = clerk.page.evaluate("axe.run().then((all) => all.violations)")
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    clerk.page.emulate_media(color_scheme="light")


def _sides() -> list[tuple[str, list[Path]]]:
    return [
        ("check", [MISTAKES]),
        ("receive", [MISTAKES]),
        ("review", [REVIEW / "全市汇总.xlsx", REVIEW / "专家.xlsx"]),
    ]


def test_paper_holds_the_result_and_no_buttons(clerk: Clerk, tmp_path: Path) -> None:
    reader = pytest.importorskip("pypdf")
    clerk.put(MISTAKES)
    (tmp_path / "打印.pdf").write_bytes(clerk.page.pdf())
    pages = reader.PdfReader(tmp_path / "打印.pdf").pages
    text = "".join(page.extract_text() for page in pages).replace("\n", "")
    assert "还不能上报" in text
    assert "nominations.xlsx!推荐名单!M4" in text
    for word in ("选择文件", "再检查一次", "忘掉全部", "我来接收"):
        assert word not in text


def test_nothing_is_kept(clerk: Clerk) -> None:
    clerk.put(MISTAKES)
    kept = clerk.page.evaluate(
        """async () => [
            localStorage.length, sessionStorage.length, document.cookie,
            (await indexedDB.databases()).length,
        ]"""
    )
    assert kept == [0, 0, "", 0]


@pytest.mark.parametrize("lacking", ["DecompressionStream", "WebAssembly", "Worker"])
def test_an_old_browser_gets_plain_words(opened: Clerk, lacking: str) -> None:
    page = opened.page.context.new_page()
    page.add_init_script(f"delete globalThis.{lacking}")
    _plain_words(page, opened.page.url)


def test_without_scripts_there_are_plain_words(opened: Clerk) -> None:
    context = opened.page.context.browser.new_context(java_script_enabled=False)
    _plain_words(context.new_page(), opened.page.url)
    context.close()


def _plain_words(page: Any, url: str) -> None:
    page.goto(url, timeout=PATIENCE, wait_until="domcontentloaded")
    assert page.locator("#old").is_visible()
    assert "请用新一些的 Edge、Chrome 或 Firefox 打开" in page.text_content("#old")
    assert not page.locator("#work").is_visible()
    page.close()


WATCHING = """
    globalThis.longest = 0;
    new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    }).observe({ type: "longtask" });
"""


@pytest.mark.slow
def test_the_page_never_stops_answering(opened: Clerk, tmp_path: Path) -> None:
    """The best of three: another program may hold the computer in one of them."""
    wrong = {"contact_mobile": "12", "contact_email": "x"}
    many = (row(rank=str(at), name=f"样张第{at}家", **wrong) for at in range(1, 477))
    xlsx(tmp_path / "全市.xlsx", table(*many))
    clerk = new_clerk(opened, WATCHING)
    found = []
    for _ in range(3):
        clerk.page.evaluate("longest = 0")
        clerk.put(tmp_path / "全市.xlsx")
        clerk.page.fill("#filter input[type=search]", "样张第4")
        clerk.take("annotate")
        found.append(clerk.page.evaluate("longest"))
        clerk.forget()
    assert min(found) < 250, found  # milliseconds; a page that hangs takes seconds
    clerk.page.close()
