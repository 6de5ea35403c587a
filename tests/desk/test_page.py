"""What a clerk does with the page: every file taken away is that of the command line."""

from __future__ import annotations

import shutil
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from hostile_maker import bomb

from .conftest import PATIENCE, Clerk, command, digest, digests, digests_below

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
TAKES = ("annotate", "forms", "package", "collect", "merged", "letters", "changes", "blank")
AXE = ROOT / "desk" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def desk_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for what the command line makes, beside the same materials."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_list_with_mistakes_is_judged_as_on_the_command_line(clerk: Clerk) -> None:
    clerk.put(EXAMPLES / "有错误的名单" / "nominations.xlsx")
    assert "还不能上报" in clerk.shown("#verdict .headline")
    place = "nominations.xlsx!推荐名单!M4"
    found = clerk.page.locator("li.finding", has_text=place).first.text_content()
    assert "不像电话号码" in found
    assert "怎样改" in found
    clerk.page.fill("#filter input[type=search]", "M4")
    assert clerk.page.locator("li.finding:visible").count() == 1
    offered = [one for one in TAKES if clerk.page.locator(f"button[data-take={one}]").is_visible()]
    assert offered == ["annotate", "forms", "package"]


def test_a_district_gets_the_files_of_the_command_line(clerk: Clerk, desk_of: Path) -> None:
    shutil.copytree(EXAMPLES / "徐汇区", desk_of / "徐汇区")
    clerk.put(desk_of / "徐汇区")
    assert "可以上报" in clerk.shown("#verdict .headline")

    assert command("validate", "徐汇区", "--format", "xlsx", "-o", "批注.xlsx") == 0
    assert digest(clerk.take("annotate")) == digest(Path("批注.xlsx").read_bytes())
    assert command("render", "徐汇区", "-o", "输出") == 0
    assert digests(clerk.take("forms")) == digests_below(Path("输出"))
    clerk.page.fill("#contact", "王示例 021-54000001")
    assert command("pack", "徐汇区", "--contact", "王示例 021-54000001", "-o", "报送") == 0
    package = next(Path("报送").iterdir())
    assert digest(clerk.take("package")) == digest(package.read_bytes())
    assert package.name in clerk.shown("#taken")
    assert "盖章" in clerk.shown("#taken")


def test_forms_become_a_list(clerk: Clerk, desk_of: Path) -> None:
    shutil.copytree(EXAMPLES / "推荐表", desk_of / "推荐表")
    clerk.put(desk_of / "推荐表")
    assert "穆示例家庭" in clerk.shown("#result")
    command(
        "collect", "推荐表", "--district", "徐汇区", "--stories-in-cells", "-o", "推荐名单.xlsx"
    )
    assert digest(clerk.take("collect")) == digest(Path("推荐名单.xlsx").read_bytes())


def test_a_blank_list_is_that_of_the_recommender(clerk: Clerk, desk_of: Path) -> None:
    clerk.page.select_option("#blank-for", "徐汇区")
    command("template", "--district", "徐汇区", "-o", "空白.xlsx")
    assert digest(clerk.take("blank")) == digest(Path("空白.xlsx").read_bytes())


def test_a_receiver_sees_what_came_in_and_takes_the_city(clerk: Clerk, desk_of: Path) -> None:
    shutil.copytree(EXAMPLES / "徐汇区", desk_of / "徐汇区")
    command("pack", "徐汇区", "-o", "收件")
    (package,) = Path("收件").iterdir()
    broken = Path("收件/黄浦区-2023-第1版.zip")
    broken.write_bytes(package.read_bytes()[:-2000])
    clerk.turn_to("receive")
    clerk.put(desk_of / "收件")
    assert "收到1个推荐单位的材料，共20家" in clerk.shown("#verdict .headline")
    assert "黄浦区-2023-第1版.zip" in clerk.shown("#result")
    offered = [one for one in TAKES if clerk.page.locator(f"button[data-take={one}]").is_visible()]
    assert offered == ["merged", "letters"]
    command("merge", "收件", "-o", "全市汇总")
    assert digests(clerk.take("merged")) == digests_below(Path("全市汇总"))


def test_a_hostile_file_costs_that_file_only(clerk: Clerk, tmp_path: Path) -> None:
    deep = tmp_path / "很深.xlsx"
    with zipfile.ZipFile(EXAMPLES / "有错误的名单" / "nominations.xlsx") as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = b"<worksheet>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</worksheet>"
    with zipfile.ZipFile(deep, "w") as made:
        for name, data in parts.items():
            made.writestr(name, sheet if name.endswith("sheet1.xml") else data)
    bomb(tmp_path / "炸弹.xlsx", 300)
    good = tmp_path / "名单.xlsx"
    shutil.copy(EXAMPLES / "有错误的名单" / "nominations.xlsx", good)
    clerk.put(deep, tmp_path / "炸弹.xlsx", good)
    text = clerk.shown("#result")
    assert "很深.xlsx" in text
    assert "炸弹.xlsx" in text
    assert "名单.xlsx!推荐名单!M4" in text


def test_a_file_over_which_the_worker_ends_is_left_out_and_named(
    clerk: Clerk, tmp_path: Path
) -> None:
    good = tmp_path / "名单.xlsx"
    shutil.copy(EXAMPLES / "有错误的名单" / "nominations.xlsx", good)
    bad = tmp_path / "坏的.xlsx"
    shutil.copy(good, bad)
    clerk.put(good)
    clerk.page.workers[0].evaluate("""() => {
        const open = python.FS.open;
        python.FS.open = (path, ...rest) => {
            const stream = open(path, ...rest);
            if (String(path).includes("坏的")) throw new WebAssembly.RuntimeError("unreachable");
            return stream;
        };
    }""")
    clerk.put(bad, good)
    text = clerk.shown("#result")
    assert "坏的.xlsx" in text
    assert "读这份文件时程序停了" in text
    assert "名单.xlsx!推荐名单!M4" in text


def test_forgetting_leaves_nothing(clerk: Clerk) -> None:
    clerk.put(EXAMPLES / "有错误的名单" / "nominations.xlsx")
    worker = clerk.page.workers[0]
    clerk.forget()
    assert clerk.shown("#result") == ""
    assert not clerk.page.locator("#list").is_visible()
    assert "nominations.xlsx" not in clerk.page.content()
    assert worker not in clerk.page.workers


WAYS_OUT = """async (there) => {
    fetch(there).catch(() => {});
    Object.assign(new Image(), { src: there + "image" });
    navigator.sendBeacon(there, "x");
    try { new WebSocket(there.replace("http", "ws")); } catch { /* refused at once */ }
    for (const [name, address] of [["script", "src"], ["link", "href"], ["iframe", "src"]]) {
        const one = document.createElement(name);
        one[address] = there + name;
        if (name === "link") one.rel = "stylesheet";
        document.body.append(one);
    }
    const form = Object.assign(document.createElement("form"), { action: there, method: "post" });
    document.body.append(form);
    form.submit();
    await new Promise((told) => setTimeout(told, 1500));
}"""


WAYS_OUT_OF_THE_WORKER = """async (there) => {
    self.fetch(there).catch(() => {});
    for (const ask of [
        () => { const one = new XMLHttpRequest(); one.open("GET", there + "xhr"); one.send(); },
        () => new WebSocket(there.replace("http", "ws")),
        () => new EventSource(there + "events"),
        () => self.importScripts(there + "script"),
        () => WorkerGlobalScope.prototype.importScripts.call(self, there + "script"),
        () => new Worker(there + "worker"),
        () => python.runPython("import urllib.request as r; r.urlopen('" + there + "', timeout=1)"),
    ]) {
        try { ask(); } catch { /* refused at once */ }
    }
    import(there + "module").catch(() => {});
    await new Promise((told) => setTimeout(told, 1000));
}"""


def test_there_is_no_way_out(opened: Clerk) -> None:
    heard: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            heard.append(self.raw_requestline.decode())
            return False

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    Thread(target=server.serve_forever, daemon=True).start()
    page = opened.page.context.new_page()
    try:
        page.goto(opened.page.url)
        page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
        there = f"http://127.0.0.1:{server.server_port}/"
        page.workers[0].evaluate(WAYS_OUT_OF_THE_WORKER, there)
        page.evaluate(WAYS_OUT, there)
        assert heard == []
        assert page.url.startswith("file:")
    finally:
        page.close()
        server.shutdown()
        server.server_close()


def test_the_page_asks_the_network_for_nothing(opened: Clerk) -> None:
    page = "file:", "blob:"
    assert [
        url for url in opened.requests if not url.startswith((*page, "http://127.0.0.1:"))
    ] == []


def test_nothing_stands_in_the_way_of_a_screen_reader(clerk: Clerk) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is missing: npm ci in desk")
    clerk.put(EXAMPLES / "有错误的名单" / "nominations.xlsx")
    clerk.page.evaluate(AXE.read_text("utf-8"))
    for scheme in ("light", "dark"):
        clerk.page.emulate_media(color_scheme=scheme)
        found = clerk.page.evaluate("axe.run().then((all) => all.violations)")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    clerk.page.emulate_media(color_scheme="light")
