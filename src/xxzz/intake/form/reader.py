"""Reads filled 附件3 in Word files: each form becomes a nomination with its fields' places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.docx.package import Document, open_document
from xxzz.intake.form.answers import short
from xxzz.intake.form.boxes import BoxReader
from xxzz.intake.form.collected import Collected
from xxzz.intake.form.document import text_of, whole_text
from xxzz.intake.form.interpret import Interpreter
from xxzz.intake.form.label import MAX_LABEL_LENGTH
from xxzz.intake.form.labels import Labels
from xxzz.intake.form.lines import LineReader
from xxzz.intake.form.listed import nominations_listed
from xxzz.intake.form.model import Box, Form, FormFile
from xxzz.intake.form.place import FormPlace
from xxzz.intake.form.prepare import prepare
from xxzz.intake.form.problems import (
    is_list,
    only_pictures,
    other_form,
    remarks_on_file,
    remarks_on_form,
    unreadable,
    without_table,
)
from xxzz.intake.form.recommender import RecommenderReader
from xxzz.intake.form.set_off import SetOffReader
from xxzz.intake.form.split import Segment, Splitter
from xxzz.intake.form.tail import StoryReader, Tail
from xxzz.intake.form.title import TitleKind, TitleReader
from xxzz.location import Location
from xxzz.nomination import Nomination, Origin
from xxzz.text.count import count_text
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from xxzz.finding import Problem
    from xxzz.season import Season

_LINES_BELOW = 8
"""The number of lines below a form that are searched for the 推荐单位."""


class FormReader:
    """Reads the forms of one season."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._labels = Labels(season)
        self._substituting: dict[frozenset[str], Labels] = {}
        self._interpreter = Interpreter(season)
        self._set_off = SetOffReader(season)
        self._recommenders = RecommenderReader(season)
        self._titles = TitleReader(season)
        self._stories = StoryReader(season)
        layout = season.notice.form
        self._expected = [box.field for box in (*layout.boxes, layout.line)]
        self._headers = {field.id: field.header for field in season.notice.fields}

    def read(self, path: Path, data: bytes) -> FormFile:
        """Read a .docx.

        The result of a file that can't be read has a problem, that of one without a form its text.
        """
        try:
            document = open_document(data)
        except DocumentUnreadable as error:
            return FormFile(path, problems=(unreadable(path, error),))
        unseen = prepare(document)
        split = Splitter(document, self._labels, self._titles)
        if not split.segments:
            if split.title.kind in (TitleKind.THIS_YEAR, TitleKind.WITHOUT_YEAR):
                return FormFile(path, problems=(without_table(path, split.title, self._season),))
            unseen.restore()
            text, pictures = whole_text(document)
            if pictures and not text.text:
                return FormFile(path, problems=(only_pictures(path),))
            return FormFile(path, text=text, title=split.title.text)
        forms: list[Form] = []
        problems: list[Problem] = []
        several = len(split.segments) > 1
        for number, segment in enumerate(split.segments, 1):
            if problem := self._no_form(path, segment):
                problems.append(problem)
            else:
                forms.append(self._form(document, path, segment, number if several else 0))
        remarks = list(remarks_on_file(split.above, unseen))
        if remarks and forms:
            forms[0] = replace(forms[0], remarks=(*forms[0].remarks, *remarks))
        return FormFile(path, tuple(forms), tuple(problems))

    def _no_form(self, path: Path, segment: Segment) -> Problem | None:
        """Return the problem of a table that is no form of this season, None for one that is."""
        if rows := nominations_listed(segment.tables, self._labels):
            return is_list(path, rows, self._season)
        if segment.title.kind in (TitleKind.OTHER_YEAR, TitleKind.OTHER_AWARD):
            return other_form(path, segment.title, self._season)
        return None

    def _form(self, document: Document, path: Path, segment: Segment, number: int) -> Form:
        labels = self._labels_of(segment)
        collected = Collected(labels)
        place = FormPlace(labels, collected)
        lines, boxes = LineReader(place, is_form=not segment.tables), BoxReader(place)
        for line in segment.head:
            lines.read(line)
        for table in segment.tables:
            boxes.read(table)
        below = segment.tail
        if not collected.has(self._season.roles.recommender):
            below = self._read_recommender_below(document, below, place)
        found = self._interpreted(document, segment, collected)
        roles = self._season.roles
        name = found[roles.name].value if roles.name in found else ""
        tail = self._stories.read_tail(document, below, name)
        story_from = "同一文件，表的后面" if tail.story else ""
        if number and tail.story and (others := self._stories.headings_in(tail.story.text)):
            more = f"像是不止一{self._season.measure}的事迹，请分开。"
            doubt = f"表后面的文字里还有小标题“{'”“'.join(others)}”，{more}"
            tail = replace(tail, doubt=doubt)
        if not tail.story and (brief := found.get(roles.brief)):
            found[roles.brief], tail = self._split_brief(brief, tail, name)
            story_from = "同一文件，建设情况一栏里" if tail.story else ""
        return Form(
            self._nomination(path, number, found, tail),
            number,
            tuple(found[field] for field in self._season.field_ids if field in found),
            story_from=story_from,
            remarks=tuple(remarks_on_form(segment.title, collected, tail)),
        )

    def _interpreted(
        self, document: Document, segment: Segment, collected: Collected
    ) -> dict[str, Box]:
        """Return the boxes of a form with their answers, found or not, by field."""
        found = {box.field: self._interpreter.box(box) for box in collected.boxes()}
        if box := found.get(self._season.roles.category):
            found[box.field] = self._set_off.read(document, segment.tables, box)
        if not collected.has(self._season.roles.recommender):
            found |= self._recommender_above(segment)
        for field in self._expected:
            found.setdefault(field, Box(field, doubts=("表上没有找到这一栏。",)))
        return found

    def _read_recommender_below(
        self, document: Document, elements: Sequence[Element], place: FormPlace
    ) -> list[Element]:
        """Read the line with the 推荐单位 below a form; return the other elements."""
        rest: list[Element] = []
        wanted = self._season.roles.recommender
        for element in elements:
            text = cleaned(text_of(document, element)) if len(rest) < _LINES_BELOW else ""
            pairs = self._labels.split(text) if len(text) <= MAX_LABEL_LENGTH else ()
            if any(pair.label.field == wanted and pair.value for pair in pairs):
                LineReader(place, is_form=False).read(text)
            else:
                rest.append(element)
        return rest

    def _recommender_above(self, segment: Segment) -> dict[str, Box]:
        """Return the 推荐单位 of a line above the form that has only its name: 徐汇区（公章）."""
        field = self._season.roles.recommender
        for line in segment.head:
            if self._recommenders.is_name(line):
                doubt = f"表格上方写着“{short(line)}”，当作推荐单位。"
                answer = self._recommenders.read(line)
                return {field: Box(field, answer.value, "表格上方", (doubt,))}
        return {}

    def _labels_of(self, segment: Segment) -> Labels:
        """Return the labels of a form, with substitutes for those of sections that it lacks."""
        missing = frozenset(
            section.id
            for section in self._season.notice.form.sections
            if section.substitutes and section.field not in segment.fields
        )
        if not missing:
            return self._labels
        if missing not in self._substituting:
            self._substituting[missing] = Labels(self._season, missing)
        return self._substituting[missing]

    def _split_brief(self, brief: Box, tail: Tail, name: str) -> tuple[Box, Tail]:
        """Move a story that was written into 建设情况 to the tail.

        Without a heading between the two, they stay together, with a doubt.
        """
        wanted = self._season.text(self._season.roles.story)
        steps = [one.steps[0] for one in wanted.limits if one.steps] if wanted else []
        if split := self._stories.split_brief(brief.value, name):
            text, story = split
            doubt = "这一栏里写着简要事迹和详细事迹，已按小标题分开。"
            return replace(brief, value=text, doubts=(*brief.doubts, doubt)), Tail(story)
        words = count_text(brief.value).words
        if not steps or words < min(steps):
            return brief, tail
        doubt = f"这一栏有{words}字，像是把详细事迹也写在里面，没有分开。"
        return replace(brief, doubts=(*brief.doubts, doubt)), tail

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
