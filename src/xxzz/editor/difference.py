"""A page, for recommenders, of what a new year changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from xxzz.editor.changes import Change, Comparer
from xxzz.editor.indicator_changes import indicator_changes
from xxzz.editor.places import Places, meanings
from xxzz.editor.quota_changes import quota_changes
from xxzz.editor.values import Values
from xxzz.report.pages import page_environment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.season import Season
    from xxzz.season.loader import Tables
    from xxzz.strictyaml.problems import Keys

_FIRST = ("submission", "quotas", "categories", "channels", "conditions", "texts", "fields")
"""Sections that concern recommenders most; the other parts of the notice follow in order."""
_LAST = ("form", "placeholders", "duplicates", "sheets")
"""Sections about how the program reads what people wrote."""
_HEAD = ("year", "title", "number", "issued")
_OWN = ("id", "clause", "source", "role", "width", "long", "timezone")
_WORDS = "填报时认得的写法"
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#])")


class Section(NamedTuple):
    """A part of the notice and its changes."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes by section, and the sections without changes."""

    old: Season
    new: Season
    sections: tuple[Section, ...]
    unchanged: tuple[str, ...]

    def markdown(self) -> str:
        """Return the page as Markdown."""
        notice = self.new.notice
        lines = [f"# {self.title}", "", _plain(f"《{notice.title}》（{notice.number}）"), ""]
        for section in self.sections:
            lines += [f"## {section.title}", ""]
            lines += [f"- {_plain(one)}" for one in section.sentences]
            lines.append("")
        return "\n".join((*lines, _plain(self.closing)))

    def html(self) -> str:
        """Return the page as a self-contained HTML file."""
        environment = page_environment("xxzz.editor")
        return environment.get_template("difference.html.j2").render(page=self)

    @property
    def title(self) -> str:
        """The heading of the page."""
        return f"{self.new.year}年推荐工作与{self.old.year}年相比的变化"

    @property
    def closing(self) -> str:
        """The last line of the page: the unchanged sections."""
        return f"没有变化的：{'、'.join(self.unchanged)}。" if self.unchanged else ""


def difference(old: Tables, new: Tables) -> Difference:
    """Compare the tables of two years from a recommender's point of view."""
    parts = _Notice(old, new).sections()
    found = {
        "quotas": Section(
            f"名额（{new.season.quotas.source}）", tuple(quota_changes(old.season, new.season))
        ),
        **parts,
        "indicators": Section(
            _indicators(old.season, new.season), tuple(indicator_changes(old.season, new.season))
        ),
    }
    words = found.pop("words")
    order = [key for key in _FIRST if key in found]
    order += [key for key in found if key not in order]
    sections = [*(found[key] for key in order), words]
    return Difference(
        old.season,
        new.season,
        tuple(one for one in sections if one.sentences),
        tuple(one.title for one in sections if not one.sentences),
    )


def _indicators(*seasons: Season) -> str:
    sources = [table.source for one in seasons for table in one.indicators.values()]
    return f"建设指标（{sources[-1]}）" if sources else "建设指标"


class _Notice:
    """The notices of two years, compared section by section."""

    def __init__(self, old: Tables, new: Tables) -> None:
        before, after = old.trees["notice"], new.trees["notice"]
        self._comparer = Comparer(old.season.year, new.season.year)
        self._old, self._new = before.data, after.data
        self._words = meanings(before) | meanings(after)
        self._places = {
            True: Places("notice", before, self._words),
            False: Places("notice", after, self._words),
        }
        self._values = {old: Values(places, _OWN) for old, places in self._places.items()}

    def sections(self) -> Mapping[str, Section]:
        """Return the sections by key; `words` has the changed word lists of all sections."""
        found: dict[str, Section] = {}
        words: list[str] = []
        for key in dict.fromkeys((*self._new, *self._old)):
            old, new = self._old.get(key), self._new.get(key)
            if key in _HEAD or (isinstance(new, dict) and new.keys() <= set(_OWN)):
                continue
            changes = self._comparer.changes({key: old}, {key: new})
            sentences = [(one, self._sentence(one)) for one in changes if not _is_own(one.keys)]
            words += [text for one, text in sentences if key in _LAST or self._is_words(one)]
            if key not in _LAST:
                others = tuple(text for one, text in sentences if not self._is_words(one))
                title = self._places[key not in self._new].named((key,))[0]
                found[key] = Section(title, others)
        return {**found, "words": Section(_WORDS, tuple(words))}

    def _is_words(self, change: Change) -> bool:
        """Tell whether a change is in a list of accepted spellings."""
        if change.kind != "words":
            return False
        entries = [*change.old, *change.new]
        return "documents" not in change.keys and not all(one in self._words for one in entries)

    def _sentence(self, change: Change) -> str:
        is_old = change.kind == "dropped"
        title, *way = self._places[is_old].named(change.keys)
        where, as_text = "，".join(way) or title, self._values[is_old].text_of
        if change.kind == "words":
            lists = (("增加", change.new), ("去掉", change.old))
            parts = (f"{verb}{as_text(change.keys, entries)}" for verb, entries in lists if entries)
            return f"{where}：{'，'.join(parts)}。"
        old, new = (as_text(change.keys, one) for one in (change.old, change.new))
        if change.kind == "changed":
            return f"{where}：由{old}改为{new}。"
        if isinstance(change.keys[-1], int):
            verb, facts = ("去掉", old) if is_old else ("新增", new)
            return f"{verb}{where}{'：' if facts else ''}{facts}。"
        return f"{where}：原来是{old}，现在没有写。" if is_old else f"{where}：新写明{new}。"


def _is_own(keys: Keys) -> bool:
    return keys[-1] in _OWN


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
