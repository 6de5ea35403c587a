"""Part of the suite in the page's own Python: whatever numbers and texts are there, they agree."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sysconfig
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from xxzz.desk.page import default_runtime

ROOT = Path(__file__).parents[2]
PYODIDE = ROOT / "desk" / "node_modules" / "pyodide"
SUITE = Path(__file__).with_name("pyodide_suite.mjs")
AREAS = ("tests/text", "tests/rules", "tests/season")
COMPILED = ("from docx", "docx_maker", "form_maker", "season_maker", "jsonschema", "lxml")
"""What is compiled for other machines, or needs it: tests with it run elsewhere."""


@pytest.mark.slow
def test_texts_rules_and_seasons_are_the_same_there(tmp_path: Path) -> None:
    node = shutil.which("node")
    if not (node and PYODIDE.is_dir() and default_runtime().exists()):
        pytest.skip("Node.js or the runtime is missing: python desk/build")
    with zipfile.ZipFile(default_runtime()) as runtime:
        site = gzip.decompress(runtime.read("site.zip.gz"))
    with zipfile.ZipFile(BytesIO(site)) as packages:
        packages.extractall(tmp_path)
    others = sysconfig.get_path("purelib")
    left_out = [f"--ignore={path}" for area in AREAS for path in _with_compiled(area)]
    words = [node, SUITE, PYODIDE, ROOT, tmp_path, others, *AREAS, *left_out]
    done = subprocess.run(
        list(map(str, words)), capture_output=True, encoding="utf-8", check=False, timeout=900
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


def _with_compiled(area: str) -> list[str]:
    files = sorted((ROOT / area).rglob("test_*.py"))
    return [
        path.relative_to(ROOT).as_posix()
        for path in files
        if any(word in path.read_text("utf-8") for word in COMPILED)
    ]
