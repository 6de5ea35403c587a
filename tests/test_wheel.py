"""The wheel, built through the sdist, works from an empty folder: tables and templates included."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xxzz.desk.page import Ingredients, default_runtime, single_file

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    target = folder / "site"
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--target", target, wheel]
    subprocess.run(install, check=True, capture_output=True)
    return target


def run(site: Path, folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "xxzz", *map(str, words)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
def test_the_wheel_works_alone(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import xxzz; print(xxzz.__file__)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).parent == installed / "xxzz"
    assert (installed / "xxzz" / "data" / "quotas_2023.yaml").is_file()

    made = run(installed, tmp_path, "template", "-o", "名单.xlsx")
    assert (made.returncode, made.stderr) == (0, "")
    good = run(installed, tmp_path, "validate", ROOT / "examples" / "徐汇区")
    assert good.returncode == 0, good.stderr
    assert "【可以上报】" in good.stdout
    drawn = run(installed, tmp_path, "render", ROOT / "examples" / "徐汇区", "--out", "输出")
    assert drawn.returncode == 0, drawn.stderr
    assert (tmp_path / "输出" / "徐汇区" / "推荐汇总表.docx").is_file()


@pytest.mark.slow
def test_the_wheel_makes_the_page_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    if not default_runtime().exists():
        pytest.skip("desk/runtime.zip is missing: python desk/build")
    made = run(installed, tmp_path, "desk", "-o", "推荐.html", "--runtime", default_runtime())
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "推荐.html").read_bytes() == single_file(Ingredients())
    lacking = run(installed, tmp_path, "desk", "-o", "另一份.html")
    assert lacking.returncode == 3
    assert "desk/build" in lacking.stderr
    assert not (tmp_path / "另一份.html").exists()
