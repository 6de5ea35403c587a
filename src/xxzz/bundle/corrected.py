"""Includes documents edited by hand after rendering, instead of generating them again."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from xxzz.bundle.agreement import Comparer
from xxzz.bundle.bagit.safety import MAX_FILE_BYTES
from xxzz.bundle.layout import DOCUMENTS
from xxzz.bundle.output import OutputError
from xxzz.intake.find import LOCK
from xxzz.refusal import Refusal, Why
from xxzz.render.archive import is_generated
from xxzz.text.file_names import same_file_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.season import Season


_OTHER_FORMATS = (".doc", ".docm", ".wps", ".rtf", ".odt")
"""What Word and WPS also save a document as; such a copy is not compared."""


class Disagreement(Refusal):
    """Edited documents disagree with the list; the message names the fields."""

    why = Why.FOUND

    def __init__(self, found: Sequence[tuple[Path, Sequence[str]]]) -> None:
        lines = ["没有打包：这些文件在 Word 里改过，与名单不一致："]
        for path, differences in found:
            lines.append(f"  {path}：")
            lines += (f"    {one}。" for one in differences)
        lines.append(
            "改得对的，请在名单里也改好；改错了的，请在 Word 里改回来；"
            "不要手工改的，请把这些文件移走，打包时会按名单重新生成。"
        )
        super().__init__("\n".join(lines))


class Corrected:
    """Word files written by `xxzz render` for a recommender and edited since.

    `taken` are those used instead of generated ones, by name in the package; `unmatched` are those
    whose names are not in the list, and those saved in another format.

    Raises:
        Disagreement: a document disagrees with the list.
        OutputError: a document can't be read.
    """

    def __init__(self, folder: Path, made: Mapping[str, bytes], season: Season) -> None:
        self._folder = folder
        names = {same_file_key(self._on_disk(name).as_posix()): name for name in made}
        changed = {path: names.get(same_file_key(path.as_posix())) for path in self._changed()}
        strangers = (path for path, name in changed.items() if name is None)
        self.unmatched = (*strangers, *self._in_other_formats())
        self.taken = {name: _read(path) for path, name in changed.items() if name}
        compare = Comparer(season).compare
        found = ((path, name) for path, name in changed.items() if name)
        told = [(path, compare(self.taken[name], made[name]).differences) for path, name in found]
        if wrong := [one for one in told if one[1]]:
            raise Disagreement(wrong)

    def _on_disk(self, name: str) -> Path:
        return self._folder / PurePosixPath(name).relative_to(DOCUMENTS)

    def _changed(self) -> Iterator[Path]:
        for path in sorted(self._folder.rglob("*.docx")):
            if path.name[:2] != LOCK and not _is_ours(path):
                yield path

    def _in_other_formats(self) -> Iterator[Path]:
        for path in sorted(self._folder.rglob("*")):
            if path.suffix.lower() in _OTHER_FORMATS and path.name[:2] != LOCK:
                yield path


def _is_ours(path: Path) -> bool:
    try:
        return is_generated(path)
    except OSError as error:
        raise _unreadable(path) from error


def _read(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(path) from error
    if len(content) > MAX_FILE_BYTES:
        size = len(content) >> 20
        raise OutputError(f"“{path}”有{size}MB，放不进包里，请压缩其中的图片。")
    return content


def _unreadable(path: Path) -> OutputError:
    return OutputError(f"“{path}”读不出来，没有打包。请关闭打开着它的程序，再试一次。")
