"""Filled 附件3 in Word files: each form becomes a nomination whose fields know their boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem
from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.docx.package import Document, open_document
from xxzz.intake.docx.text import DocxText
from xxzz.intake.docx.walk import Walk
from xxzz.intake.form.boxes import Boxes
from xxzz.intake.form.category import TypeReader
from xxzz.intake.form.collected import Collected
from xxzz.intake.form.document import prepare, text_of
from xxzz.intake.form.label import LONGEST_LABEL
from xxzz.intake.form.labels import Labels
from xxzz.intake.form.model import Box, Form, FormFile
from xxzz.intake.form.recommender import RecommenderReader
from xxzz.intake.form.said import (
    UNREADABLE,
    only_pictures,
    remarks_on_file,
    remarks_on_form,
    unreadable,
)
from xxzz.intake.form.split import Segment, Splitter
from xxzz.intake.form.tail import StoryReader, Tail
from xxzz.intake.form.title import Kind, Title, TitleReader
from xxzz.intake.story.file import Story
from xxzz.location import Location
from xxzz.nomination import Nomination, Origin
from xxzz.text.count import count_text
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from xxzz.intake.form.model import Answer
    from xxzz.season import Season

_LINES_BELOW = 8
"""Lines below a form within which its line for the 推荐单位 may stand."""


class FormReader:
    """Reads the forms of one season."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._labels = Labels(season)
        self._judges: dict[str, Callable[[str], Answer]] = {
            season.roles.category: TypeReader(season).read,
            season.roles.recommender: RecommenderReader(season).read,
        }
        self._titles = TitleReader(season)
        self._stories = StoryReader(season)
        layout = season.notice.form
        self._expected = [box.field for box in (*layout.boxes, layout.line)]
        self._headers = {field.id: field.header for field in season.notice.fields}

    def read(self, path: Path, data: bytes) -> FormFile:
        """Read a .docx; a file that can't be read gives a problem, one without a form its text."""
        try:
            document = open_document(data)
        except DocumentUnreadable as error:
            return FormFile(path, problems=(unreadable(path, error),))
        unseen = prepare(document)
        split = Splitter(document, self._labels, self._titles)
        if not split.segments:
            if split.title.kind in (Kind.OURS, Kind.OURS_WITHOUT_YEAR):
                return FormFile(path, problems=(self._without_table(path, split.title),))
            unseen.restore()
            text, pictures = _whole_text(document)
            if pictures and not text.text:
                return FormFile(path, problems=(only_pictures(path),))
            return FormFile(path, text=text, title=split.title.text)
        forms: list[Form] = []
        problems: list[Problem] = []
        several = len(split.segments) > 1
        for number, segment in enumerate(split.segments, 1):
            if segment.title.kind in (Kind.OTHER_YEAR, Kind.OTHER_AWARD):
                problems.append(self._refuse(path, segment.title))
            else:
                forms.append(self._form(document, path, segment, number if several else 0))
        remarks = list(remarks_on_file(split.above, unseen))
        if remarks and forms:
            forms[0] = replace(forms[0], remarks=(*forms[0].remarks, *remarks))
        return FormFile(path, tuple(forms), tuple(problems))

    def _refuse(self, path: Path, title: Title) -> Problem:
        needed = self._season.notice.documents.form.title
        is_other_year = title.kind is Kind.OTHER_YEAR
        what = "其他年度" if is_other_year else "其他评选"
        return Problem(
            f"这是{what}的表：“{title.text}”。需要的是“{needed}”，没有采集。",
            f"请让对方改填本年度的《{needed}》；如果只是标题写错了，请改正标题后再采集。",
            Location(path.as_posix()),
            rule=rule_names.SEASON_MISMATCH if is_other_year else UNREADABLE,
        )

    def _without_table(self, path: Path, title: Title) -> Problem:
        return Problem(
            f"标题是“{title.text}”，但是里面没有读得出的表格，可能是扫描件、照片，或者表格已经散开。",
            "请向对方要填在原表格里的 Word 文档，"
            f"或者把这一{self._season.measure}直接填进推荐名单。",
            Location(path.as_posix()),
            rule=UNREADABLE,
        )

    def _form(self, document: Document, path: Path, segment: Segment, number: int) -> Form:
        collected = Collected(self._labels)
        boxes = Boxes(self._labels, collected)
        for line in segment.head:
            boxes.read_line(line, is_form=not segment.tables)
        for table in segment.tables:
            boxes.read(table)
        below = segment.tail
        if not collected.has(self._season.roles.recommender):
            below = self._without_line(document, below, boxes)
        found = {box.field: self._judged(box) for box in collected.found()}
        for field in self._expected:
            found.setdefault(field, Box(field, doubts=("表上没有找到这一栏。",)))
        roles = self._season.roles
        name = found[roles.name].value if roles.name in found else ""
        tail = self._stories.read_tail(document, below, name)
        story_from = "同一文件，表的后面" if tail.story else ""
        if number and tail.story and (others := self._stories.headings_in(tail.story.text)):
            more = f"像是不止一{self._season.measure}的事迹，请分开。"
            said = f"表后面的文字里还有小标题“{'”“'.join(others)}”，{more}"
            tail = replace(tail, doubt=said)
        if not tail.story and (brief := found.get(roles.brief)):
            found[roles.brief], tail = self._with_story(brief, tail, name)
            story_from = "同一文件，建设情况一栏里" if tail.story else ""
        return Form(
            self._nomination(path, number, found, tail),
            number,
            tuple(found[field] for field in self._season.field_ids if field in found),
            story_from=story_from,
            remarks=tuple(remarks_on_form(segment.title, collected, tail)),
        )

    def _without_line(
        self, document: Document, elements: Sequence[Element], boxes: Boxes
    ) -> list[Element]:
        """Read the line for the 推荐单位 below a form; returns what else stands there."""
        rest: list[Element] = []
        wanted = self._season.roles.recommender
        for element in elements:
            text = cleaned(text_of(document, element)) if len(rest) < _LINES_BELOW else ""
            pieces = self._labels.pieces(text) if len(text) <= LONGEST_LABEL else ()
            if any(piece.label.field == wanted and piece.value for piece in pieces):
                boxes.read_line(text)
            else:
                rest.append(element)
        return rest

    def _judged(self, box: Box) -> Box:
        judge = self._judges.get(box.field)
        if judge is None:
            return box
        answer = judge(box.value)
        return Box(box.field, answer.value, box.place, (*box.doubts, *answer.doubts))

    def _with_story(self, brief: Box, tail: Tail, name: str) -> tuple[Box, Tail]:
        """Take the story out of 建设情况, where people write both; unsure without a heading."""
        wanted = self._season.text(self._season.roles.story)
        steps = [one.steps[0] for one in wanted.limits if one.steps] if wanted else []
        if split := self._stories.split_brief(brief.value, name):
            text, story = split
            said = "这一栏里写着简要事迹和详细事迹，已按小标题分开。"
            return replace(brief, value=text, doubts=(*brief.doubts, said)), Tail(story)
        words = count_text(brief.value).words
        if not steps or words < min(steps):
            return brief, tail
        said = f"这一栏有{words}字，像是把详细事迹也写在里面，没有分开。"
        return replace(brief, doubts=(*brief.doubts, said)), tail

    def _nomination(self, path: Path, number: int, found: dict[str, Box], tail: Tail) -> Nomination:
        file = path.as_posix()
        which = f"第{number}份，" if number else ""
        places = {
            field: Location(file, part=f"{which}{header}")
            for field, header in self._headers.items()
        }
        values = {field: box.value for field, box in found.items() if box.value}
        if tail.story:
            values[self._season.roles.story] = tail.story.text
        base = Location(file, part=f"第{number}份" if number else None)
        return Nomination(
            Origin(base, places=places),
            values,
            self._season.roles,
            story_count=tail.story.count if tail.story else None,
        )


def _whole_text(document: Document) -> tuple[Story, bool]:
    """Return the text of a document, and whether there are pictures in it."""
    walk = Walk(document, document.body)
    text = DocxText(tuple(map(tuple, walk.paragraphs)))
    return Story(text.text.strip(), text.count()), walk.pictures > 0
