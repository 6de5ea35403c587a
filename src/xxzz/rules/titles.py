"""Decides whether a text says that a title such as 市级最美家庭 is held, clause by clause.

It is not enough to find the words: 市级最美家庭提名 is only a nomination, and 未获市级最美家庭 is a
denial. 徐汇区最美家庭 is a title of the district, 苏州市最美家庭 one of another city. The word 非遗
is not a denial. All word lists are data of the season.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import zip_longest
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xxzz.season.models import Title


class Standing(Enum):
    """What a text says about the title, from the best to the worst."""

    HELD = auto()
    NATIONAL = auto()
    PENDING = auto()
    CONTEST = auto()
    LOWER = auto()
    DENIED = auto()
    UNCLEAR = auto()


# A comma inside brackets does not end a clause. The search for the bracket is limited, so that the
# time is linear in the length of a cell full of commas.
_CLAUSE_END = (
    r"[,;。、/|!](?![^(]{{0,40}}\))|(?<=级)[和及与]"
    r"|(?:(?<={noun})|(?<=称号))(?:并|同时|以及|及|和|与|又)(?=曾?[获荣被授]|[^,;。]*{noun})"
)
# A line with another end continues in the next line.
_LINE_END = r"(?:{noun}|称号|荣誉|奖|[)。;;,、])$"
_SIGNS = re.compile(r'["():·\-]')
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?|第[\d一二三四五六七八九十]{1,4}[届批]")
_HAN = "\u4e00-\u9fff"
_ASIDE = r"(?:(?<={noun})|(?<=称号))(?:\((?=[^()]*\))|[-:·])"
_GAP = "_"  # replaces an exception, so that the words around it are not joined to another one
_END = "^"  # marks the end of a title before a remark: 上海市最美家庭（学校推荐）
_STATUS_REST = (
    6  # 目前正在申报当中, 尚未公布: so many characters may stand beside the telling words
)
_BEFORE = 8


class TitleJudge:
    """Judges texts by the word lists of a season."""

    def __init__(self, words: Title) -> None:
        self._noun = words.noun
        noun = re.escape(words.noun)
        self._clause_end, self._line_end, self._aside = (
            re.compile(pattern.format(noun=noun)) for pattern in (_CLAUSE_END, _LINE_END, _ASIDE)
        )
        self._accepted = re.compile(f"(?=({_titles(words)}))")
        self._national = _search(words.insufficient)
        self._exceptions = _search(words.exceptions)
        self._denied = _search(words.negations)
        self._pending = _search(words.pending)
        self._contests = _search(words.contests)
        self._lower = _search(words.lower)
        behind = _any(map(re.escape, words.allowed_behind))
        self._goes_on = re.compile(rf"[^{_HAN}]|$|{behind}|.*{noun}")
        self._lower_level = re.compile(f"{_any(map(_bare, words.lower))}级")
        self._lower_before = re.compile(f"{_any(map(_bare, words.lower))}级?的?$")

    def __call__(self, text: str) -> Standing:
        """Return the best standing of the clauses of a text."""
        standings = [self._standing(clause) for clause in self._clauses(text)]
        return min(standings, key=lambda one: one.value, default=Standing.UNCLEAR)

    def _clauses(self, text: str) -> list[str]:
        """Split a text into clauses.

        A clause that only says 正在申报 is joined to the one beside it; in 市级和区级最美家庭, 市级
        gets the title of the clause after it.
        """
        clauses: list[str] = []
        for line in self._lines(text):
            asides = self._aside.sub(_END, comparison_key(line))
            parts = [_bare(part) for part in self._clause_end.split(asides)]
            for part, after in zip_longest(parts, parts[1:], fillvalue=""):
                shared = self._lower_level.sub("", after) if part.endswith("级") else ""
                clause = self._exceptions.sub(_GAP, part + shared)
                if clauses and (self._is_status(clause) or self._is_status(clauses[-1])):
                    clauses[-1] += clause
                elif clause:
                    clauses.append(clause)
        return clauses

    def _lines(self, text: str) -> list[str]:
        """Join the lines of a text that are broken in the middle of a clause."""
        lines: list[str] = []
        for line in filter(None, map(str.strip, text.splitlines())):
            new = not lines or self._line_end.search(comparison_key(lines[-1]))
            if new and (self._noun in line or not self._contests.search(comparison_key(line))):
                lines.append(line)
            elif lines:
                lines[-1] += line
            else:
                lines.append(line)
        return lines

    def _is_status(self, clause: str) -> bool:
        if self._noun in clause:
            return False
        rest = self._pending.sub("", self._denied.sub("", clause))
        return rest != clause and len(rest) <= _STATUS_REST

    def _standing(self, clause: str) -> Standing:
        titled, clause = clause, clause.replace(_END, "")
        pending = self._pending.search(clause)
        denied = self._denied.search(clause)
        if not pending and not denied:
            held, national = self._titles_in(titled), self._national.search(clause)
            if (held or national) and self._contests.search(clause):
                return Standing.CONTEST
            if any(self._goes_on.match(titled, end) for end in held):
                return Standing.HELD
            if national:
                return Standing.NATIONAL
        if pending:
            return Standing.PENDING
        if self._lower.search(clause):
            return Standing.LOWER
        return Standing.DENIED if denied else Standing.UNCLEAR

    def _titles_in(self, clause: str) -> list[int]:
        """Return the positions where titles of the city end in a clause."""
        if self._lower_level.search(clause.replace(_END, "")):
            return []
        return [
            found.end(1)
            for found in self._accepted.finditer(clause)
            if not self._lower_before.search(clause, found.start() - _BEFORE, found.start())
        ]


def _bare(text: str) -> str:
    """Remove quotes, brackets, years and numbers, which may be between the words of a title."""
    return _YEAR.sub("", _SIGNS.sub("", comparison_key(text)))


def _titles(words: Title) -> str:
    """Return a pattern of the accepted titles, in which 市 is not part of another city's name."""
    guard = f"(?:(?<![{_HAN}])|(?<=[{re.escape(words.allowed_before)}]))"
    # a title with brackets of its own, 最美家庭（市级）, continues behind 家庭
    parts = ([re.escape(_bare(part)) for part in re.split("[(（]", t)] for t in words.accepted)
    titles = list(map(rf"\{_END}?".join, parts))
    short = _any(title for title in titles if title.startswith("市"))
    return _any((guard + short, *(title for title in titles if not title.startswith("市"))))


def _any(patterns: Iterable[str]) -> str:
    """Join patterns as alternatives; without patterns, the result matches nothing."""
    return f"(?:{'|'.join(patterns) or '(?!)'})"


def _search(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of some words, the longest first."""
    found = sorted(map(_bare, words), key=len, reverse=True)
    return re.compile(_any(map(re.escape, found)))
