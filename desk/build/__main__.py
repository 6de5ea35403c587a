"""Builds the runtime of the page, desk/runtime.zip: `python desk/build`.

Needs Node.js with npm, and pip. All versions are pinned and verified by digest: Pyodide in
desk/package-lock.json, the Python packages in desk/build/requirements.txt.
"""

import gzip
import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

DESK = Path(__file__).resolve().parents[1]
RUNTIME = DESK / "runtime.zip"
PYODIDE = DESK / "node_modules" / "pyodide"

PYTHON = "314"
PLATFORMS = ("pyemscripten_2026_0_wasm32", "manylinux2014_x86_64", "manylinux_2_28_x86_64")

_DATE = (1980, 1, 1, 0, 0, 0)
_UNUSED = re.compile(
    r"""
    \.dist-info/(?!licenses/|LICENSE|METADATA)  # what installers write
    | ^pydantic/(v1/|mypy\.py|_hypothesis)      # for programs of its first version, for mypy
    | ^(yaml|markupsafe)/[^/]*\.(so|pyx?d?|c)$(?<!\.py)  # made for Linux
    | ^_yaml/ | ^olefile/olefile2
    | \.pyi$ | /py\.typed$
    """,
    re.VERBOSE,
)
_STDLIB_UNUSED = re.compile(r"^(ensurepip|idlelib|lib2to3|pydoc_data|tkinter|turtledemo|venv)/")


def main() -> None:
    """Download, compile and write the runtime."""
    if missing := [name for name in ("node", "npm") if shutil.which(name) is None]:
        sys.exit(f"要先安装 Node.js（缺少 {'、'.join(missing)}）。")
    _run(_program("npm"), "ci", "--omit=dev", "--no-audit", "--no-fund", cwd=DESK)
    with tempfile.TemporaryDirectory() as name:
        site = Path(name, "site")
        site.mkdir()
        for wheel in _wheels(Path(name, "wheels")):
            _unpack(wheel, site)
        licences = _licences(site)
        _run(_program("node"), DESK / "build" / "compile.mjs", PYODIDE, site, cwd=DESK)
        files = {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in sorted(site.rglob("*"))
            if path.is_file()
        }
    parts = {
        "pyodide.js": _without_map((PYODIDE / "pyodide.js").read_text("utf-8")),
        "pyodide.asm.js": _classic((PYODIDE / "pyodide.asm.mjs").read_text("utf-8")),
        "pyodide.asm.wasm": (PYODIDE / "pyodide.asm.wasm").read_bytes(),
        "stdlib.zip": _stored(_stdlib(PYODIDE / "python_stdlib.zip")),
        "site.zip": _stored(files),
        "licences.txt": licences.encode(),
    }
    packed = {f"{name}.gz": gzip.compress(data, 9, mtime=0) for name, data in parts.items()}
    RUNTIME.write_bytes(_stored(packed))
    print(f"{RUNTIME}  {RUNTIME.stat().st_size / 1e6:.1f} MB")


def _program(name: str) -> str:
    return shutil.which(name) or name


def _run(*words: str | Path, cwd: Path) -> None:
    subprocess.run([str(word) for word in words], cwd=cwd, check=True)  # noqa: S603  # fixed arguments


def _wheels(folder: Path) -> list[Path]:
    platforms = [word for name in PLATFORMS for word in ("--platform", name)]
    _run(
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--require-hashes", "--no-deps", "--only-binary", ":all:", "--dest", folder),
        *("--python-version", PYTHON, "--implementation", "cp", "--abi", f"cp{PYTHON}"),
        *platforms,
        *("--requirement", DESK / "build" / "requirements.txt"),
        cwd=DESK,
    )
    return sorted(folder.glob("*.whl"))


def _unpack(wheel: Path, site: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not _UNUSED.search(name)]
        archive.extractall(site, names)


def _licences(site: Path) -> str:
    """Return the licence texts of the packages, and remove them from the folder."""
    texts = ["Pyodide 314 (MPL-2.0), with Python 3.14 (PSF-2.0)\n"]
    for info in sorted(site.glob("*.dist-info")):
        found = [path for path in sorted(info.rglob("LICEN[CS]E*")) if path.is_file()]
        texts += [f"{info.stem}\n\n{path.read_text('utf-8')}" for path in found]
        shutil.rmtree(info)
    return f"\n{'-' * 60}\n".join(texts)


def _stdlib(archive: Path) -> Mapping[str, bytes]:
    with zipfile.ZipFile(archive) as parts:
        names = [one for one in sorted(parts.namelist()) if not one.endswith("/")]
        return {name: parts.read(name) for name in names if not _STDLIB_UNUSED.match(name)}


def _stored(files: Mapping[str, str | bytes]) -> bytes:
    """Return an uncompressed zip, which compresses better as a whole than file by file."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), data)
    return memory.getvalue()


def _without_map(script: str) -> bytes:
    return re.sub(r"//# sourceMappingURL=.*", "", script).encode()


def _classic(module: str) -> bytes:
    """Convert an ES module to a script that defines the same function.

    A page opened from disk can neither start module workers nor import modules from memory.
    """
    script, exports = re.subn(r"export default _createPyodideModule;\s*$", "", module)
    if exports != 1 or re.search(r"^(import|export) ", script, re.MULTILINE):
        sys.exit("pyodide.asm.mjs 和预期的不同，请核对 desk/package-lock.json 里的版本。")
    return script.replace("import.meta.url", '"memory:pyodide.asm.js"').encode()


if __name__ == "__main__":
    main()
