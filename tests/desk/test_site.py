"""The page as the files of a site on an office's own network, and the bytes of both."""

from __future__ import annotations

import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from xxzz.desk.page import Ingredients, default_runtime, single_file, site

from .conftest import PATIENCE, Clerk, command, digest, digests_below

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
MISTAKES = ROOT / "examples" / "有错误的名单" / "nominations.xlsx"
MOST = 14_000_000

pytestmark = pytest.mark.skipif(
    not default_runtime().exists(), reason="desk/runtime.zip is missing: python desk/build"
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing of it."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    assert command("desk", "--folder", str(tmp_path / "网站")) == 0
    handler = partial(Quiet, directory=str(tmp_path / "网站"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_site_works_like_the_file_and_asks_only_for_its_own_files(
    opened: Clerk, served: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tmp_path / "材料"  # a missing story is looked for among what lies beside a list
    alone.mkdir()
    monkeypatch.chdir(alone)
    shutil.copy(MISTAKES, alone)
    page = opened.page.context.new_page()
    clerk = Clerk(page)
    page.on("request", lambda one: clerk.requests.append(one.url))
    page.goto(served, timeout=PATIENCE)
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    asked = {url for url in clerk.requests if not url.startswith("blob:")}
    files = {path.name for path in (tmp_path / "网站").iterdir()}
    assert asked - {served, f"{served}favicon.ico"} == {
        f"{served}{name}" for name in files - {"index.html"}
    }
    clerk.requests.clear()
    clerk.put(MISTAKES)
    assert "nominations.xlsx!推荐名单!M4" in clerk.shown("#result")
    marked = tmp_path / "批注.xlsx"
    command("validate", MISTAKES.name, "--format", "xlsx", "-o", str(marked))
    assert digest(clerk.take("annotate")) == digest(marked.read_bytes())
    assert [url for url in clerk.requests if not url.startswith("blob:")] == []
    page.close()


def test_the_same_sources_are_the_same_bytes(tmp_path: Path) -> None:
    first = single_file(Ingredients())
    assert digest(first) == digest(single_file(Ingredients()))
    assert len(first) <= MOST
    assert site(Ingredients()) == site(Ingredients())
    assert command("desk", "-o", str(tmp_path / "推荐.html")) == 0
    assert digest((tmp_path / "推荐.html").read_bytes()) == digest(first)


def test_a_changed_table_changes_only_the_part_that_holds_it(tmp_path: Path) -> None:
    for name in ("一", "二"):
        assert command("desk", "--folder", str(tmp_path / name)) == 0
    assert digests_below(tmp_path / "一") == digests_below(tmp_path / "二")
    template = tmp_path / "模板"
    template.mkdir()
    for path in (ROOT / "templates").iterdir():
        (template / path.name).write_bytes(path.read_bytes())
    (template / "letter.docx").write_bytes((template / "form.docx").read_bytes())
    words = ("desk", "--folder", str(tmp_path / "三"), "--templates", str(template))
    assert command(*words) == 0
    before, after = digests_below(tmp_path / "一"), digests_below(tmp_path / "三")
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {name.partition("-")[0] for name in changed} == {"index.html", "xxzz"}
