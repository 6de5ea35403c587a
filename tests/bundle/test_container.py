"""What lies in a package as a zip or a folder, and how much of it is read whole."""

import os
import zipfile
from pathlib import Path

import pytest

from xxzz.bundle.bagit.container import READ_ERRORS, open_container, read_whole
from xxzz.bundle.bagit.safety import MAX_WHOLE_BYTES, PackageUnsafe


def test_a_file_that_is_read_whole_may_be_so_large(tmp_path: Path) -> None:
    for name, size in (("fits", 16 << 20), ("large", (16 << 20) + 1)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    with open_container(tmp_path) as container:
        assert len(read_whole(container, "fits")) == MAX_WHOLE_BYTES
        with pytest.raises(READ_ERRORS):
            read_whole(container, "large")


def test_a_folder_is_a_package_as_it_lies_there(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.txt").write_bytes(b"a")
    with open_container(tmp_path) as container:
        assert dict(container.sizes) == {"data/a.txt": 1}
        assert container.folders == {"data"}


def test_the_folders_of_a_zip_are_those_on_the_way_to_its_files(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("包/bagit.txt", "")
        archive.writestr("包/data/一/二/a.txt", "a")
        archive.mkdir("包/空")
    with open_container(path) as container:
        assert dict(container.sizes) == {"bagit.txt": 0, "data/一/二/a.txt": 1}
        assert container.folders == {"data", "data/一", "data/一/二", "空"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("kind", ["file", "folder", "nothing", "pipe"])
def test_a_folder_with_a_link_or_a_pipe_is_no_package(kind: str, tmp_path: Path) -> None:
    (tmp_path / "包").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    odd = tmp_path / "包/连着"
    if kind == "pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to(tmp_path / kind)
    with (
        pytest.raises(PackageUnsafe, match=r"^“连着”是链接或特殊文件，不能当作包里的文件。$"),
        open_container(tmp_path / "包"),
    ):
        pass
