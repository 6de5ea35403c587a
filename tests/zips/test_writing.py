"""Zips that are written: the same bytes whenever and wherever."""

import io
import unicodedata
import zipfile

import pytest

from xxzz.zips.parts import Part, SharedParts, is_tagged, tagged
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


def test_nothing_is_compressed_unless_that_is_asked_for() -> None:
    assert zipped(ENTRIES.items()) == zipped(ENTRIES.items(), compressed=False)


@pytest.mark.parametrize("name", ["甲.docx", "e\u0301.docx"])
def test_a_tag_says_under_which_name_it_was_written(name: str) -> None:
    archive = tagged(SharedParts([]).pack({"a.xml": b"<a/>", "b.xml": b"<b/>"}), name)
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        assert read.comment.decode() == unicodedata.normalize("NFC", name)
        assert read.namelist() == ["a.xml", "b.xml"]
    assert is_tagged(io.BytesIO(archive), name, "b.xml")
    assert is_tagged(io.BytesIO(archive), unicodedata.normalize("NFC", name), "b.xml")
    assert not is_tagged(io.BytesIO(archive), "乙.docx", "b.xml")
    assert not is_tagged(io.BytesIO(archive), name, "a.xml")
    assert not is_tagged(io.BytesIO(archive[-20:]), name, "b.xml")
    assert not is_tagged(io.BytesIO(archive + b"\0"), name, "b.xml")


def test_a_file_that_was_saved_again_is_somebody_s_own() -> None:
    archive = tagged(SharedParts([]).pack({"b.xml": b"<b/>"}), "甲.docx")
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as saved:
        saved.writestr("b.xml", b"<b/>")
        saved.comment = "甲.docx".encode()
    assert is_tagged(io.BytesIO(archive), "甲.docx", "b.xml")
    assert not is_tagged(again, "甲.docx", "b.xml")
