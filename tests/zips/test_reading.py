"""Zips of strangers: every limit holds, and what is refused is said without much memory."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from xxzz.zips.reading import MAX_ENTRIES, ForeignZip, Limits, Reason, ZipRefused

_EMPTY_ENTRY = b"PK\1\2" + bytes(42)


def zip_of(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return memory


def checked(file: io.BytesIO, limits: Limits) -> ForeignZip:
    archive = ForeignZip(file, limits)
    archive.check(archive.entries)
    return archive


def refused(file: io.BytesIO, limits: Limits) -> ZipRefused:
    with pytest.raises(ZipRefused) as caught:
        checked(file, limits)
    return caught.value


def directory_of(count: int, *, wide: bool = False, before: bytes = b"") -> io.BytesIO:
    """Return a zip that is nothing but its directory."""
    directory = _EMPTY_ENTRY * count
    size, at = len(directory), len(before)
    if not wide:
        end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, size, at, 0)
        return io.BytesIO(before + directory + end)
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, at)
    end += struct.pack("<4sLQL", b"PK\6\7", 0, at + size, 1)
    end += struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *([0xFFFF] * 2), *([0xFFFFFFFF] * 2), 0)
    return io.BytesIO(before + directory + end)


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("before", [b"", b"other bytes"])
def test_the_number_of_entries(*, wide: bool, before: bytes) -> None:
    assert len(ForeignZip(directory_of(MAX_ENTRIES, wide=wide), Limits()).entries) == MAX_ENTRIES
    more = directory_of(MAX_ENTRIES + 1, wide=wide, before=before)
    assert refused(more, Limits()).reason is Reason.ENTRIES


@pytest.mark.parametrize("comment", [b"", b"x" * 65_535])
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("count", [50_000, 300_000, 400_000])
def test_a_directory_makes_no_objects_before_it_is_counted(
    count: int, comment: bytes, *, wide: bool
) -> None:
    whole = directory_of(count, wide=wide).getvalue()
    file = io.BytesIO(whole[:-2] + struct.pack("<H", len(comment)) + comment)
    tracemalloc.start()
    try:
        assert refused(file, Limits()).reason is Reason.ENTRIES
        assert tracemalloc.get_traced_memory()[1] < len(whole) + (1 << 20)
    finally:
        tracemalloc.stop()


def test_a_part_of_its_own_size() -> None:
    file = zip_of({"a": b"x" * 1000, "b": b"x" * 1001})
    archive = ForeignZip(file, Limits(part=1000))
    fits, large = archive.entries
    assert archive.read(fits) == b"x" * 1000
    with pytest.raises(ZipRefused) as caught:
        archive.read(large)
    error = caught.value
    assert (error.reason, error.entry, error.size) == (Reason.PART, large, 1001)
    with pytest.raises(ZipRefused):
        archive.open(large)


def test_how_well_a_part_may_be_compressed() -> None:
    """Only from the size on that makes it suspect."""
    air = zip_of({"a": bytes(100_000)})
    packed = ForeignZip(air, Limits()).entries[0].compress_size
    ratio = 100_000 // packed
    checked(air, Limits(ratio=ratio + 1))
    assert refused(air, Limits(ratio=ratio)).reason is Reason.PART
    unsuspected = Limits(ratio=ratio, unsuspected=100_000)
    checked(air, unsuspected)
    suspected = unsuspected._replace(unsuspected=99_999)
    assert refused(air, suspected).reason is Reason.PART


def test_all_together() -> None:
    file = zip_of({"a": b"x" * 600, "b": b"x" * 400})
    archive = checked(file, Limits(total=1000))
    error = refused(file, Limits(total=999))
    assert (error.reason, error.entry, error.size) == (Reason.TOTAL, None, 1000)
    with pytest.raises(ZipRefused):
        archive.check(archive.entries, total=999)
    archive.check(archive.entries[:1], total=600)


def test_no_more_is_unpacked_than_was_claimed() -> None:
    lying = bytearray(zip_of({"a": b"x" * 5_000_000}).getvalue())
    struct.pack_into("<I", lying, lying.rindex(b"PK\1\2") + 24, 10)
    archive = ForeignZip(io.BytesIO(lying), Limits(part=10))
    with pytest.raises(ZipRefused) as caught:
        archive.read(archive.entries[0])
    assert caught.value.reason is Reason.DAMAGED


def test_a_beginning_is_enough() -> None:
    archive = ForeignZip(zip_of({"a": b"mimetype and more"}), Limits())
    assert archive.read(archive.entries[0], beginning=8) == b"mimetype"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods(method: int) -> None:
    assert refused(zip_of({"a": b"x" * 1000}, method), Limits()).reason is Reason.METHOD


def test_a_password() -> None:
    raw = bytearray(zip_of({"a": b"x", "b": b"x"}).getvalue())
    raw[raw.rindex(b"PK\1\2") + 8] |= 1
    archive = ForeignZip(io.BytesIO(raw), Limits())
    assert archive.encrypted
    assert archive.read(archive.entries[0]) == b"x"
    error = refused(io.BytesIO(raw), Limits())
    assert (error.reason, error.entry and error.entry.filename) == (Reason.ENCRYPTED, "b")
    assert not ForeignZip(zip_of({"a": b"x"}), Limits()).encrypted


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"PK\5\6" + bytes(10), b"x" * 100_000])
def test_what_is_no_zip(data: bytes) -> None:
    assert refused(io.BytesIO(data), Limits()).reason is Reason.DAMAGED


def test_bytes_that_come_first() -> None:
    whole = zip_of({"a": b"x"})
    assert not ForeignZip(whole, Limits()).starts_late
    assert ForeignZip(io.BytesIO(b"cut" + whole.getvalue()), Limits()).starts_late
    assert not ForeignZip(zip_of({}), Limits()).starts_late
