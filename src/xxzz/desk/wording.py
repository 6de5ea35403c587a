"""Replaces the command-line words in messages by those of the page."""

from __future__ import annotations

import re
from functools import cache

from xxzz.remedies import ADVICE, COMMANDS

_VALUE = "[^，。；、）\n]+"


def for_the_page(text: str) -> str:
    """Return a message with the page's steps in place of commands and options."""
    pattern, pages = _table()
    return pattern.sub(lambda match: _page(match, pages), text)


def _page(match: re.Match[str], pages: tuple[str, ...]) -> str:
    values = {name: value for name, value in match.groupdict().items() if value is not None}
    at = int(match.lastgroup.removeprefix("at_")) if match.lastgroup else 0
    return pages[at].format(**values)


@cache
def _table() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return a pattern with a group for each remedy, and the words of the page by its number.

    Longer words come first: `xxzz review plan` also occurs in the advice to run it. The blanks
    and back quotes around them belong to commands; the words of the page are Chinese.
    """
    remedies = [(one.words, one.page) for one in ADVICE]
    for one in COMMANDS:
        remedies += [(one.run, f"做“{one.title}”"), (one.words, f"“{one.title}”")]
    remedies.sort(key=lambda pair: len(pair[0]), reverse=True)
    groups = (f"(?P<at_{at}>{_pattern(words)})" for at, (words, _) in enumerate(remedies))
    return re.compile(f"[ `]*(?:{'|'.join(groups)})[ `]*"), tuple(page for _, page in remedies)


def _pattern(words: str) -> str:
    """Return a pattern for words with placeholders."""
    return re.sub(r"\\\{(\w+)\\\}", rf"(?P<\1>{_VALUE})", re.escape(words))
