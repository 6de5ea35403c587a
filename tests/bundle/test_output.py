"""Writing results: what is there already is left alone, what nobody touched is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.bundle.output import content_digest, write_files

if TYPE_CHECKING:
    from pathlib import Path

DEEP = "牵头单位/市妇联/推荐表/甲.docx"


def listing(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_what_is_there_already_is_left_alone(tmp_path: Path) -> None:
    assert write_files(tmp_path, {"a.txt": b"one", DEEP: b"two"}) == []
    assert write_files(tmp_path, {"a.txt": b"one", DEEP: b"two"}) == []
    assert listing(tmp_path) == {"a.txt": b"one", DEEP: b"two"}


def test_what_somebody_changed_is_kept_even_where_it_is_as_long(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": b"one"})
    (kept,) = write_files(tmp_path, {"a.txt": b"two"})
    assert kept == tmp_path / "a（原有1）.txt"
    assert listing(tmp_path) == {"a.txt": b"two", "a（原有1）.txt": b"one"}


def test_what_nobody_touched_is_replaced_however_deep_it_lies(tmp_path: Path) -> None:
    write_files(tmp_path, {DEEP: b"one"})
    assert write_files(tmp_path, {DEEP: b"two"}, {DEEP: content_digest(b"one")}) == []
    assert listing(tmp_path) == {DEEP: b"two"}
