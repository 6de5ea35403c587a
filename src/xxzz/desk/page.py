"""Builds the page: one HTML file with runtime, program, tables and templates."""

from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import io
import json
import re
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.refusal import Refusal
from xxzz.render.documents import templates_folder
from xxzz.season.loader import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parents[1]
_SCRIPTS = ("filter.js", "files.js", "engine.js", "view.js", "work.js", "stages.js", "main.js")
"""The modules of the page, each after the ones that it imports."""
_WORKER_SCRIPTS = ("prelude.js", "worker.js")
_RUNTIME = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "stdlib.zip", "site.zip")
_LOCK = {
    "info": {
        "abi_version": "2026_0",
        "arch": "wasm32",
        "platform": "emscripten_5_0_3",
        "python": "3.14.2",
        "version": "314.0.7",
    },
    "packages": {},
}
_SOURCES = frozenset({".py", ".j2", ".css", ".js", ".yaml", ".json", ".docx"})
_LEFT_OUT = ("cli/", "__main__.py", "desk/page.py", "data/", "templates/", "desk_page/")
_POLICY = (
    "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; worker-src blob:; "
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


class RuntimeMissing(Refusal):
    """There is no usable runtime; the message says in Chinese how to build it."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """The parts of a page; None means the program's own."""

    runtime: Path | None = None
    data: Path | None = None
    templates: Path | None = None


def page_folder() -> Path:
    """Return the folder of the page's code, in the package or the checkout."""
    packaged = _PACKAGE / "desk_page"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "desk" / "page"


def default_runtime() -> Path:
    """Return the path of the runtime built by `desk/build` in a checkout."""
    return _PACKAGE.parents[1] / "desk" / "runtime.zip"


def single_file(ingredients: Ingredients) -> bytes:
    """Return the page as one file; reproducible.

    Raises:
        RuntimeMissing: the runtime is missing or invalid.
        OSError: a source, table or template can't be read.
    """
    parts = "\n".join(
        f'<script type="text/plain" data-name="{name}">{text}</script>'
        for name, text in _parts(ingredients).items()
    )
    return _page(parts, "")


def site(ingredients: Ingredients) -> dict[str, bytes]:
    """Return the page as files of a static site, with large parts named by content.

    Raises:
        RuntimeMissing: as for `single_file`.
        OSError: as for `single_file`.
    """
    files: dict[str, bytes] = {}
    tags = []
    for name, text in _parts(ingredients).items():
        script = f"(globalThis.deskParts ??= {{}})[{json.dumps(name)}] = {json.dumps(text)};\n"
        data = script.encode()
        file = f"{name.replace('.', '-')}-{hashlib.sha256(data).hexdigest()[:12]}.js"
        files[file] = data
        tags.append(f'<script src="{file}" defer></script>')
    return {"index.html": _page("\n".join(tags), "'self' "), **files}


def _page(parts: str, origins: str) -> bytes:
    folder = page_folder()
    script = f"\n{_joined(_modules(folder))}\n"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    values = {
        "policy": _POLICY.format(scripts=f"{origins}'sha256-{digest}'"),
        "style": _read(_PACKAGE / "report" / "page" / "page.css") + _read(folder / "desk.css"),
        "parts": parts,
    }
    page = _read(folder / "desk.html").replace("\n{{ script }}\n", script)
    for name, text in values.items():
        page = page.replace(f"{{{{ {name} }}}}", text)
    return page.encode()


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def _modules(folder: Path) -> Iterator[str]:
    for name in _SCRIPTS:
        place = _PACKAGE / "report" / "page" if name == "filter.js" else folder
        yield _read(place / name)


def _joined(modules: Iterator[str]) -> str:
    """Join ES modules into one: pages opened from disk can't import modules.

    Top-level names must be unique, else the browser refuses the script.
    """
    imports = re.compile(r"^import .*\n", re.MULTILINE)
    exports = re.compile(r"^export (?=const|class|function|async)", re.MULTILINE)
    return "\n".join(exports.sub("", imports.sub("", text)) for text in modules)


def _parts(ingredients: Ingredients) -> dict[str, str]:
    """Return the parts embedded as text, by name; none contains `<` or `</script`."""
    folder = page_folder()
    runtime = _runtime(ingredients.runtime or default_runtime())
    prelude, worker = (_read(folder / name) for name in _WORKER_SCRIPTS)
    archive = bz2.compress(_archive(_sources(ingredients)))  # the same library on all machines
    return {
        **{name: _base64(runtime[f"{name}.gz"]) for name in _RUNTIME},
        "xxzz.tar.bz2": _base64(archive),
        "lock": json.dumps(_LOCK),
        "prelude": prelude,
        "worker": worker,
        "licences": gzip.decompress(runtime["licences.txt.gz"]).decode().replace("<", "‹"),
    }


def _runtime(path: Path) -> dict[str, bytes]:
    how = (
        "请在 xxzz 的源码文件夹里运行 python desk/build（要先装 Node.js），"
        "再用 --runtime 写明它做出的 runtime.zip。"
    )
    try:
        with zipfile.ZipFile(path) as archive:
            return {
                name: archive.read(f"{name}")
                for name in (*(f"{one}.gz" for one in _RUNTIME), "licences.txt.gz")
            }
    except FileNotFoundError as error:
        raise RuntimeMissing(f"没有网页要用的运行环境“{path}”。{how}") from error
    except (KeyError, OSError, zipfile.BadZipFile) as error:
        raise RuntimeMissing(f"“{path}”不是网页要用的运行环境。{how}") from error


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _sources(ingredients: Ingredients) -> Iterator[tuple[str, Path]]:
    folders = {
        "": _PACKAGE,
        "data/": ingredients.data or data_folder(),
        "templates/": ingredients.templates or templates_folder(),
    }
    for top, folder in folders.items():
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            wanted = path.suffix in _SOURCES and path.is_file() and not name.startswith((".", "~$"))
            if wanted and (top or not name.startswith(_LEFT_OUT)):
                yield f"xxzz/{top}{name}", path


def _archive(files: Iterator[tuple[str, Path]]) -> bytes:
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, path in files:
            data = path.read_bytes()
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return memory.getvalue()
