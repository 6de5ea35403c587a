"""Renders planned documents in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.render.context import (
    SUMMARY_NAMES,
    form_names,
    form_values,
    required_names,
    summary_values,
)
from xxzz.render.plan import Form, Kind, Summary
from xxzz.render.story import printed_story
from xxzz.render.template import Template
from xxzz.text.forbidden import dropped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xxzz.season import Season

DRAFT = "草稿"


def templates_folder() -> Path:
    """Return the folder of xxzz's own templates, in the package or the checkout."""
    packaged = Path(__file__).parents[1] / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "templates"


def own_or_standard(name: str, folder: Path | None) -> Path:
    """Return the custom template of this name if it exists, else xxzz's."""
    own = folder / name if folder else None
    return own if own and own.exists() else templates_folder() / name


def _standard(name: str, season: Season) -> Path:
    """Return the season's template of this name if it exists, else xxzz's."""
    own = season.templates / name if season.templates else None
    return own if own and own.is_file() else templates_folder() / name


class DocumentRenderer:
    """Renders forms and summaries; each template is opened once.

    Templates that the custom folder lacks are taken from xxzz. `notes` collects messages in
    Chinese: fields that a custom template omits, and characters or parts that can't be printed.

    Raises:
        TemplateError: a template can't be used; some errors are only found by `make`.
    """

    def __init__(
        self, season: Season, folder: Path | None, *, kinds: Iterable[Kind], draft: bool = False
    ) -> None:
        self._season = season
        self.notes: list[str] = []
        self._templates = {kind: self._open(kind, folder, DRAFT if draft else "") for kind in kinds}

    def make(self, document: Form | Summary) -> bytes:
        """Return a document's Word file; the same input gives the same bytes."""
        template = self._templates[document.kind]
        if isinstance(document, Summary):
            values = summary_values(document.recommender, document.groups, self._season)
            return template.render(values)
        self._note_dropped(document)
        story = printed_story(document.entry.nomination, template.print_area)
        if story.omitted:
            at = document.entry.nomination.origin.locate(self._season.roles.story)
            self.notes.append(f"{at}：{story.omitted}")
        return template.render(form_values(document.entry, story.lines, self._season), story.media)

    def _open(self, kind: Kind, folder: Path | None, draft: str) -> Template:
        name = f"{kind}.docx"
        own = folder / name if folder else None
        if own and not own.exists():
            self.notes.append(f"“{folder}”里没有 {name}，用了自带的模板。")
            own = None
        standard = _standard(name, self._season)
        is_form = kind is Kind.FORM
        names = form_names(self._season) if is_form else SUMMARY_NAMES
        template = Template(own or standard, names, draft=draft)
        needed = required_names(self._season) if is_form else names
        if missing := [name for name in needed if name not in template.places]:
            places = Template(standard, names).places
            tags = "、".join(f"{{{{ {one} }}}}（{places.get(one, '也没有')}）" for one in missing)
            what = "它们不会印出来。括号里是自带的模板写它的地方"
            self.notes.append(f"模板 {name} 里没有用到下面这些，{what}：{tags}。")
        return template

    def _note_dropped(self, form: Form) -> None:
        nomination = form.entry.nomination
        for name in self._season.field_ids:
            if found := dropped(nomination.value(name)):
                at, header = nomination.origin.locate(name), self._season.field(name).header
                self.notes.append(
                    f"{at}：{header}里有{len(found)}个 Word 文档不能容纳的控制字符，已略去。"
                )
