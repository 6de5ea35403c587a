"""A small submission of real files, and packages of it, whole or tampered with."""

import random
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from cli_runner import Result
from families import FAMILY, write_families
from xxzz.bundle.bagit.archive import Payload
from xxzz.bundle.bagit.manifest import PAYLOAD
from xxzz.bundle.bagit.tags import INFO, read_info
from xxzz.season import Season, load_season

NOTHING: Mapping[str, bytes | None] = MappingProxyType({})


Run = Callable[..., Result]
Submit = Callable[..., Path]
Tamper = Callable[..., Path]
Send = Callable[..., Path]


def story(owner: str) -> str:
    """Tell an owner's own story: no two owners have a phrase in common."""
    chance = random.Random(owner)
    words = ("".join(chr(chance.randint(0x4E00, 0x8FFF)) for _ in range(17)) for _ in range(80))
    return "".join(f"{owner}第{week}周读{word}。" for week, word in enumerate(words))


@pytest.fixture(scope="session")
def season() -> Season:
    return load_season(2023)


@pytest.fixture
def run(xxzz: Run) -> Run:
    """Run the program in this process."""
    return xxzz


@pytest.fixture
def submit(tmp_path: Path) -> Submit:
    """Write a workbook of families with a story beside it; a row says what differs."""

    def write(*rows: Mapping[str, str], folder: str = "徐汇区", waivers: str = "") -> Path:
        place = tmp_path / folder
        (place / "事迹").mkdir(parents=True, exist_ok=True)
        (place / "事迹/慕示例家庭.txt").write_text(story("慕示例"), encoding="utf-8")
        told = [{"详细事迹": story((FAMILY | row)["单位（集体）名称"])} | row for row in rows]
        write_families(place / "推荐名单.xlsx", told or [{"详细事迹": "事迹/慕示例家庭.txt"}])
        if waivers:
            (place / "waivers.yaml").write_text(waivers, encoding="utf-8")
        return place

    return write


@pytest.fixture
def package(run: Run, submit: Submit, tmp_path: Path) -> Path:
    """Make the package of one family."""
    assert run("pack", submit(), "-o", tmp_path / "报送").code == 0
    return tmp_path / "报送" / "徐汇区-2023-第1版.zip"


@pytest.fixture
def tamper(package: Path, tmp_path: Path) -> Tamper:
    """Seal the package anew with other files; None takes one out, `info` changes bag-info."""

    def seal(
        files: Mapping[str, bytes | None] = NOTHING, info: Mapping[str, str | None] = NOTHING
    ) -> Path:
        held = dict(contents(package)) | files
        payload = Payload({n: c for n, c in held.items() if n[:5] == PAYLOAD and c is not None})
        old = read_info(INFO, (held[INFO] or b"").decode()) if INFO in held else ()
        labels = dict(old) | {"Payload-Oxum": payload.oxum} | info
        kept = [(label, value) for label, value in labels.items() if value is not None]
        changed = tmp_path / "改过的.zip"
        changed.write_bytes(payload.packed("包", kept))
        return changed

    return seal


@pytest.fixture
def send(run: Run, submit: Submit, tmp_path: Path) -> Send:
    """Pack a submission of one recommender into the folder of what came in."""

    def go(recommender: str, *rows: dict[str, str], waivers: str = "") -> Path:
        folder = submit(
            *({"推荐单位": recommender} | row for row in rows), folder=recommender, waivers=waivers
        )
        before = set(tmp_path.glob("收件/*.zip"))
        result = run("pack", folder, "-o", tmp_path / "收件")
        assert result.code == 0, result.err
        (new,) = set(tmp_path.glob("收件/*.zip")) - before
        return new

    return go


def contents(package: Path) -> Mapping[str, bytes]:
    """Return the files of a package by their names in the bag."""
    with zipfile.ZipFile(package) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
