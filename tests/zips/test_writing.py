"""Zips that are written: the same bytes whenever and wherever."""

import io
import zipfile

import pytest

from xxzz.zips.parts import Part, SharedParts
from xxzz.zips.writing import zipped

ENTRIES = {"包/一.txt": b"x" * 1000, "b": b""}


@pytest.mark.parametrize(
    ("compressed", "method"), [(False, zipfile.ZIP_STORED), (True, zipfile.ZIP_DEFLATED)]
)
def test_nothing_tells_of_a_machine_or_a_day(method: int, *, compressed: bool) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(ENTRIES.items(), compressed=compressed))) as archive:
        infos = archive.infolist()
        assert {info.filename: archive.read(info) for info in infos} == ENTRIES
    assert [info.filename for info in infos] == list(ENTRIES)
    assert {info.compress_type for info in infos} == {method}
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.create_system for info in infos} == {0}


def test_parts_are_copied_as_they_are_compressed() -> None:
    raw = zipped(ENTRIES.items(), compressed=True)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        infos = archive.infolist()
    parts = [Part.cut_out(raw, info) for info in infos]
    assert [part.content() for part in parts] == list(ENTRIES.values())
    made = SharedParts(parts).pack({"新.xml": b"<a/>"})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*ENTRIES, "新.xml"]
        assert archive.getinfo("包/一.txt").compress_size == infos[0].compress_size < 100
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
