"""Finds the files changed since a git revision, and the findings related to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.intake.story.path import story_place
from xxzz.refusal import Refusal
from xxzz.text.file_names import look_alike_key
from xxzz.waivers import FILE_NAME as WAIVERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from xxzz.checked import Checked
    from xxzz.entry import Entry
    from xxzz.finding import Finding
    from xxzz.location import Location


class ChangesUnknown(Refusal):
    """git can't determine the changes; the message gives the reason and the fix, in Chinese."""


def changed_files(revision: str, folder: Path) -> frozenset[Path]:
    """Return the full paths of files changed since a revision in the repository of `folder`.

    Includes uncommitted and untracked files, but not ignored ones, nor what others have changed on
    the revision's branch in the meantime.

    Raises:
        ChangesUnknown: there is no git, no repository, or no such revision.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel").removesuffix("\n"))
    try:
        name = f"{revision}^{{commit}}"
        commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name).strip()
    except ChangesUnknown as error:
        raise ChangesUnknown(
            f"仓库里没有“{revision}”这个版本。请核对分支名或提交号；"
            "在 CI 里请取出完整的历史（GitHub 是 fetch-depth: 0，GitLab 是 GIT_DEPTH: 0）。"
        ) from error
    changed = _git(top, "diff", "--name-only", "--no-renames", "-z", _fork(commit, top), "--")
    added = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    names = filter(None, (changed + added).split("\0"))
    return frozenset(path.resolve() for name in names for path in _files(top / name))


def _files(path: Path) -> Iterator[Path]:
    """Yield a changed file, or all files of a repository inside: git only says that it changed."""
    yield path
    if path.is_dir() and not path.is_symlink():
        yield from path.rglob("*")


def _fork(commit: str, top: Path) -> str:
    """Return the merge base of a commit and HEAD, or the commit if a shallow clone lacks it."""
    try:
        return _git(top, "merge-base", commit, "HEAD").strip()
    except ChangesUnknown:
        return commit


def _git(folder: Path, *words: str) -> str:
    import subprocess  # noqa: PLC0415  # most runs compare no versions

    try:
        done = subprocess.run(  # noqa: S603  # the words are ours; a revision is verified first
            ["git", *words],  # noqa: S607  # wherever the system keeps it
            cwd=folder,
            capture_output=True,
            check=True,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            errors="surrogateescape",
        )
    except FileNotFoundError as error:
        raise ChangesUnknown(
            "找不到 git 程序。--changed-since 要靠 git 比较版本，请先安装 git，或去掉这个选项。"
        ) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise ChangesUnknown(
            "这个文件夹不在 git 仓库里，或者 git 不能读取它，无法知道改了哪些文件。"
            "请在材料所在的仓库里运行，或去掉 --changed-since。"
        ) from error
    return done.stdout


def only_touched(checked: Checked, files: Collection[Path]) -> Checked:
    """Return the check with only the findings related to the files.

    A finding is related if its location or a related location is in one of the files, if one is the
    story of its nomination or the waivers file beside its workbook, or if it is about the quota of
    a recommender with a nomination in one.
    """
    report = checked.report
    touch = _Touch(checked.entries, frozenset(files))
    kept = tuple(finding for finding in report.findings if touch.finding(finding))
    left_out = len(report.findings) - len(kept)
    return checked.with_report(replace(report, findings=kept, left_out=left_out))


class _Touch:
    def __init__(self, entries: Iterable[Entry], files: Collection[Path]) -> None:
        self._files = files
        self._keys = {look_alike_key(path.as_posix()) for path in files}
        self._resolved: dict[str, bool] = {}
        self._recommenders: dict[tuple[object, ...], str] = {}
        self._rows: set[tuple[object, ...]] = set()
        self._with_changes: set[str] = set()
        for entry in entries:
            self._add(entry)

    def finding(self, finding: Finding) -> bool:
        if any(map(self._place, (finding.location, *finding.related))):
            return True
        recommender = self._recommenders.get(_row(finding.location))
        return finding.rule in rule_names.OF_RECOMMENDERS and recommender in self._with_changes

    def _add(self, entry: Entry) -> None:
        base = entry.nomination.origin.base
        recommender = entry.ref.recommender
        self._recommenders[_row(base)] = recommender
        story = entry.nomination.story_file
        if story and self._story(story, Path(base.file).parent):
            self._rows.add(_row(base))
        if self._place(base):
            self._with_changes.add(recommender)

    def _place(self, place: Location) -> bool:
        waivers = (Path(place.file).parent / WAIVERS).as_posix()
        return self._file(place.file) or self._file(waivers) or _row(place) in self._rows

    def _story(self, cell: str, folder: Path) -> bool:
        """Tell whether a story file changed; a deleted one can only be compared by name."""
        place = story_place(cell, folder)
        return place is not None and look_alike_key(place.resolve().as_posix()) in self._keys

    def _file(self, name: str) -> bool:
        if name not in self._resolved:
            self._resolved[name] = Path(name).resolve() in self._files
        return self._resolved[name]


def _row(place: Location) -> tuple[object, ...]:
    return (place.file, place.sheet, place.row)
