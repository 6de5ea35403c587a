"""The page in a real Chromium, opened from disk."""

from __future__ import annotations

import hashlib
import shutil
import time
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from xxzz.__main__ import main
from xxzz.desk.page import Ingredients, default_runtime, single_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PATIENCE = 240_000
"""Milliseconds until a test gives up; a busy machine needs half a minute to start Python."""


@dataclass(slots=True)
class Clerk:
    """A person at the open page."""

    page: Any
    requests: list[str] = field(default_factory=list)
    """Addresses that the page asked for, apart from its own file and memory."""

    def wait(self) -> None:
        """Wait until the page has done what was asked."""
        self.page.wait_for_timeout(300)
        self.page.wait_for_selector("#progress", state="hidden", timeout=PATIENCE)

    def until(self, seen: Callable[[], bool]) -> None:
        """Wait until something is seen; the page lets no test wait in it."""
        end = time.monotonic() + PATIENCE / 1000
        while not seen():
            assert time.monotonic() < end
            time.sleep(0.2)

    def put(self, *paths: Path) -> None:
        """Choose files, or one folder."""
        kind = "#folder" if paths[0].is_dir() else "#files"
        self.page.set_input_files(kind, paths[0] if paths[0].is_dir() else list(paths))
        self.wait()

    def turn_to(self, side: str) -> None:
        """Choose the page of who sends (`check`) or receives (`receive`)."""
        self.page.click(f"[data-side={side}]")
        self.wait()

    def take(self, what: str) -> bytes:
        """Take a file away."""
        with self.page.expect_download(timeout=PATIENCE) as coming:
            self.page.click(f"[data-take={what}]")
        self.wait()
        return Path(coming.value.path()).read_bytes()

    def step(self, name: str, *, saves: bool = True) -> bytes:
        """Do a step of the review; returns the file that it saves."""
        if not saves:
            self.refused(name)
            return b""
        with self.page.expect_download(timeout=PATIENCE) as coming:
            self.page.click(f"[data-stage={name}]")
        self.wait()
        return Path(coming.value.path()).read_bytes()

    def refused(self, name: str) -> None:
        """Do a step that gives no file."""
        self.page.click(f"[data-stage={name}]")
        self.wait()

    def forget(self) -> None:
        """Let the page forget all."""
        self.page.click("#forget")

    def shown(self, selector: str) -> str:
        """Return the text that stands there, also where one has to scroll to it."""
        text: str = self.page.text_content(selector)
        return text


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that open Chromium as slow, like all long ones."""
    for item in items:
        if "opened" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def desk_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not default_runtime().exists():
        pytest.skip("desk/runtime.zip is missing: python desk/build")
    file = tmp_path_factory.mktemp("desk") / "学习型组织推荐.html"
    file.write_bytes(single_file(Ingredients()))
    return file


@pytest.fixture(scope="session")
def opened(desk_file: Path) -> Iterator[Clerk]:
    if CHROMIUM is None:
        pytest.skip("Chromium is missing")
    library = pytest.importorskip("playwright.sync_api", reason="playwright is missing")
    with library.sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        context = browser.new_context(accept_downloads=True)
        clerk = Clerk(context.new_page())
        context.on("request", lambda one: clerk.requests.append(one.url))
        clerk.page.goto(desk_file.as_uri(), timeout=PATIENCE)
        clerk.page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
        yield clerk
        browser.close()


def new_clerk(opened: Clerk, script: str) -> Clerk:
    """Open the page once more, after a script of the test."""
    page = opened.page.context.new_page()
    page.add_init_script(script)
    page.goto(opened.page.url, timeout=PATIENCE)
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    return Clerk(page)


@pytest.fixture
def clerk(opened: Clerk) -> Iterator[Clerk]:
    yield opened
    opened.turn_to("check")
    opened.forget()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digests(archive: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(archive)) as parts:
        return {name: digest(parts.read(name)) for name in parts.namelist()}


def digests_below(folder: Path) -> dict[str, str]:
    """Return the digests of a folder's files, but for what xxzz keeps there for itself."""
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    seen = {name: path for name, path in files.items() if not name.parts[0].startswith(".")}
    return {name.as_posix(): digest(path.read_bytes()) for name, path in seen.items()}


def command(*words: str) -> int:
    return main(list(words))
