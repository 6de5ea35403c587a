"""Writes results to files atomically."""

from pathlib import Path

from xxzz.cli.errors import CommandExit, cannot_work, wrong_usage
from xxzz.files import obstacle, write_whole

WORKBOOK = ".xlsx"
_TEXT = (".txt", ".log", ".md")
_ENDINGS = {
    WORKBOOK: (WORKBOOK,),
    ".html": (".html", ".htm", *_TEXT),
    ".json": (".json", ".sarif", *_TEXT),
    ".xml": (".xml", *_TEXT),
    ".txt": _TEXT,
}
"""File name suffixes by which office programs recognise a kind of content."""
_OTHERS = {".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".ods", ".et", ".csv", ".doc", ".docx"}
_OTHERS |= {".wps", ".rtf", ".odt", ".ppt", ".pptx", ".pdf", ".zip", ".rar", ".7z", ".jpg", ".png"}
_KNOWN = _OTHERS.union(*_ENDINGS.values())


def require_ending(path: Path, kind: str) -> None:
    """Refuse a suffix that belongs to another kind of content.

    Raises:
        CommandExit: the suffix is that of another kind.
    """
    ending = path.suffix.lower()
    if kind == WORKBOOK and not ending and not path.exists():
        raise wrong_usage(f"文件名请写上结尾：{path.name}{kind}；没有结尾的，双击打不开。")
    if ending in _KNOWN and ending not in _ENDINGS[kind]:
        raise wrong_usage(
            f"文件的内容是 {kind} 格式，文件名请用 {kind} 结尾；写成“{path.name}”，会打不开。"
        )


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
    """Append text and a line end in UTF-8 to a file shared by several programs."""
    try:
        with path.open("a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text + "\n")
    except OSError as error:
        raise unwritable(path) from error


def unwritable(path: Path) -> CommandExit:
    """Make the error for a file that can't be written."""
    why = obstacle(path) or "请确认文件夹存在、文件没有被其他程序打开，并且自己有权写入。"
    return cannot_work(f"写不进“{path}”。{why}")
