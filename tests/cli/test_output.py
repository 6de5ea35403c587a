import os
from pathlib import Path

import pytest

from xxzz.cli.errors import CommandExit
from xxzz.cli.output import write_text


def test_replaces_a_file_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "结果.txt"
    path.write_text("旧", encoding="utf-8")
    write_text(path, "新\n第二行")
    assert path.read_bytes() == "新\n第二行\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "结果.txt"
    path.write_text("旧", encoding="utf-8")

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(CommandExit, match="写不进"):
        write_text(path, "新")
    assert path.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_what_is_no_file_is_written_to_and_stays(tmp_path: Path) -> None:
    """A run as root in a container would else replace /dev/null for everybody."""
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_text(pipe, "结果")
    assert os.read(reader, 100).decode() == "结果\n"
    os.close(reader)
    assert pipe.is_fifo()


def test_link_leads_to_the_new_content(tmp_path: Path) -> None:
    target = tmp_path / "别处.txt"
    target.write_text("旧", encoding="utf-8")
    link = tmp_path / "结果.txt"
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this user may not make links")
    write_text(link, "新")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "新\n"


@pytest.mark.parametrize("name", ["没有的文件夹/结果.txt", "."])
def test_place_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandExit, match="写不进") as stop:
        write_text(tmp_path / name, "新")
    assert stop.value.code == 3


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("夹", "“夹”是文件夹，请换一个文件名。"),
        ("文件/结果.txt", "文件”是文件，不是文件夹，请换一个名字。"),
        ("没有/结果.txt", "请确认文件夹存在"),
    ],
)
def test_what_is_in_the_way_is_told(name: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "夹").mkdir()
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(CommandExit, match="写不进") as stop:
        write_text(tmp_path / name, "新")
    assert told in stop.value.message
