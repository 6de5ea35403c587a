"""Writing a result into a file: all of it or nothing."""

from pathlib import Path

from xxzz.cli.errors import CommandExit, cannot_work
from xxzz.files import write_whole


def write_text(path: Path, text: str) -> None:
    """Write text and a line end in UTF-8."""
    write_bytes(path, f"{text}\n".encode(errors="replace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file under a temporary name and move it into place."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise unwritable(path) from error


def append_text(path: Path, text: str) -> None:
    """Add text and a line end in UTF-8 to a file that several programs write to."""
    try:
        with path.open("a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text + "\n")
    except OSError as error:
        raise unwritable(path) from error


def unwritable(path: Path) -> CommandExit:
    """Make the error for a file that can't be written."""
    return cannot_work(
        f"写不进“{path}”。请确认文件夹存在、文件没有被其他程序打开，并且自己有权写入。"
    )
