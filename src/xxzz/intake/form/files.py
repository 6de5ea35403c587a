"""Reads filled forms and the stories beside them; an unreadable file doesn't stop the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xxzz.finding import Problem, Severity
from xxzz.intake.docx.convert import to_docx
from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.docx.kind import is_office, is_old_word
from xxzz.intake.docx.package import open_document
from xxzz.intake.find import PICTURES, TEXT
from xxzz.intake.form.model import FormFile
from xxzz.intake.form.problems import UNREADABLE, doubts, unreadable
from xxzz.intake.form.reader import FormReader
from xxzz.intake.form.stories import StoryFile, StoryMatcher
from xxzz.intake.story.file import read_bytes, read_story
from xxzz.intake.story.layout import read_layout
from xxzz.location import Location
from xxzz.nomination import StoryDocument, Submission
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from xxzz.intake.find import Source
    from xxzz.season import Season


@dataclass(frozen=True, slots=True)
class FormIntake:
    """The files with forms, and the problems of all files."""

    files: tuple[FormFile, ...]
    problems: tuple[Problem, ...]

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """The nominations of the forms, a submission for each file."""
        return tuple(
            Submission(source=file.path, nominations=tuple(form.nomination for form in file.forms))
            for file in self.files
        )

    def all_problems(self, season: Season) -> Iterator[Problem]:
        """Yield the problems of the files, and those of the doubts about their forms."""
        yield from self.problems
        for file in self.files:
            yield from doubts(file.forms, season)


def read_forms(
    sources: Sequence[Source], season: Season, progress: Callable[[int, int], None] | None = None
) -> FormIntake:
    """Read forms, each with the story in its file or in another of the sources.

    `progress` is called with the number of files done, and of all.
    """
    reading = _FileReader(season)
    for done, source in enumerate(sources, 1):
        reading.read(source)
        if progress:
            progress(done, len(sources))
    reading.read_converted()
    with_forms = [file for file in reading.files if file.forms]
    texts = [StoryFile(file.path, file.text) for file in reading.files if file.text]
    matched, left = StoryMatcher(season).match(with_forms, texts)
    problems = [problem for file in reading.files for problem in file.problems]
    problems += reading.problems
    problems += _unmatched(left, reading, season)
    order = {source.path: at for at, source in enumerate(sources)}
    problems.sort(key=lambda problem: problem.location.file)
    return FormIntake(tuple(sorted(matched, key=lambda file: order[file.path])), tuple(problems))


class _FileReader:
    """Reads the files of one run; old formats are kept back, to be converted in one go."""

    def __init__(self, season: Season) -> None:
        self.files: list[FormFile] = []
        self.problems: list[Problem] = []
        self.named: set[Path] = set()
        self._reader = FormReader(season)
        self._old: list[tuple[Path, bytes]] = []

    def read(self, source: Source) -> None:
        """Read one file, or keep it back."""
        path = source.path
        if source.named:
            self.named.add(path)
        try:
            self._read_any(path, named=source.named)
        except DocumentUnreadable as error:
            self.problems.append(unreadable(path, error))

    def read_converted(self) -> None:
        """Convert and read the files that were kept back."""
        if not self._old:
            return
        made = to_docx([data for _, data in self._old])
        for (path, _), result in zip(self._old, made, strict=True):
            if isinstance(result, DocumentUnreadable):
                self.problems.append(unreadable(path, result))
            else:
                self._read_document(path, result, converted=True)

    def _read_any(self, path: Path, *, named: bool) -> None:
        if path.suffix.lower() in PICTURES:
            self.problems.append(_picture(path, named=named))
            return
        data = read_bytes(path)
        if is_old_word(data):
            self._old.append((path, data))
        elif path.suffix.lower() in TEXT and not is_office(data):
            self.files.append(FormFile(path, text=read_story(path)))
        else:
            self._read_document(path, data)

    def _read_document(self, path: Path, data: bytes, *, converted: bool = False) -> None:
        try:
            file = self._reader.read(path, data)
            self.files.append(_with_layout(file, data, converted=converted))
        except Exception as error:  # a bug that one file triggers must not stop the others
            # only the class, since an exception's text may quote a telephone number
            message = f"读取时程序出错（{type(error).__name__}），这个文件没有采集。"
            hint = "请用 Word 或 WPS 打开它，另存为新的 .docx 再试；仍然出错的，请告诉维护者。"
            place = Location(path.as_posix())
            self.problems.append(Problem(message, hint, place, rule=UNREADABLE))


def _with_layout(file: FormFile, data: bytes, *, converted: bool) -> FormFile:
    """Add to a text without a form, which may be a story, its pictures, tables and the like."""
    if file.text is None:
        return file
    source = StoryDocument(file.path, data if converted else None)
    layout = read_layout(open_document(data), file.text.text, source)
    return replace(file, text=replace(file.text, lost=layout.lost, document=layout.document))


def _picture(path: Path, *, named: bool) -> Problem:
    pdf = path.suffix.lower() in (".pdf", ".ofd")
    what = "PDF 或版式文件" if pdf else "图片"
    return Problem(
        f"这是{what}，读不出里面的文字，没有采集。",
        "如果它是推荐表或事迹，请向对方要 Word 文档，或者手工录入；如果不是，不用管。",
        Location(path.as_posix()),
        rule=UNREADABLE,
        severity=None if named else Severity.WARNING,
    )


def _unmatched(
    left: Iterable[StoryFile], reading: _FileReader, season: Season
) -> Iterator[Problem]:
    titles = {file.path: file.title for file in reading.files}
    form = season.notice.documents.form.title
    for text in left:
        named = text.path in reading.named
        title = titles[text.path]
        what = f"标题是“{title}”，" if title else ""
        yield Problem(
            f"{what}里面没有“{form}”，也不是哪份推荐表的事迹，已跳过。",
            _what_to_do(title, season),
            Location(text.path.as_posix()),
            rule=UNREADABLE,
            severity=None if named else Severity.INFO,
        )


def _what_to_do(title: str, season: Season) -> str:
    if comparison_key(season.notice.documents.summary.title) in comparison_key(title):
        return "汇总表由程序按推荐名单生成，不用另外收；里面有名单上没有的，请补进名单。"
    return (
        "如果它是推荐表，请检查表格是否完整；如果是事迹，请在文件名里写上被推荐单位的名称；"
        "都不是的，不用管。"
    )
