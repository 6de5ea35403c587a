"""Rules on the texts that a season asks for (简要事迹, 详细事迹), and on their lengths.

Lengths are Word's 字数. In plain text it is uncertain whether some characters count (see
`xxzz.text.count`). Of the two possible counts, the one in favour of the nomination is used; if the
other one had been judged more severely, the message says 约.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.finding import Severity
from xxzz.rules.answers import Answers, answers_of, excel_error, has_column
from xxzz.rules.mismatch import story_mismatch
from xxzz.rules.rule import Rule
from xxzz.rules.text_docs import least_of, length_doc, missing_doc, most_of
from xxzz.rules.thin import is_no_story, no_story, short_rule
from xxzz.rules.unfinished import text_unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.nomination import Nomination
    from xxzz.rules.rule import Check
    from xxzz.season import Season
    from xxzz.season.models import Limit, TextLimits
    from xxzz.text.count import Count

_COUNTED = "（按 Word 字数统计）"


def rules_of(season: Season) -> tuple[Rule, ...]:
    """Return the rules for each text of a season: required, length, more than one sentence."""
    of_each = (
        made
        for wanted in season.notice.texts
        for made in (
            _missing(wanted, season),
            _length(wanted, season),
            *([short_rule(wanted, season)] if wanted.one_sentence else ()),
        )
    )
    of_all = (text_unfinished,) if season.notice.texts else ()
    return (*of_each, *of_all, *((story_mismatch,) if season.story_header else ()))


def _missing(wanted: TextLimits, season: Season) -> Rule:
    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        answers, field = answers_of(season), season.field(wanted.field)
        hint = f"请补上{field.header}：{field.note}"
        for entry in entries:
            nomination = entry.nomination
            if wanted.limit(entry.category) is None or field.id in nomination.unreadable:
                continue
            if not answers.is_empty(nomination.value(field.id)):
                continue
            if has_column(nomination, field.id):
                yield entry.problem(field.id, f"没有{field.header}。", hint)
            else:
                yield entry.skip(f"表里没有“{field.header}”这一列")

    return _rule(wanted, "missing", check, missing_doc(wanted, season))


def _length(wanted: TextLimits, season: Season) -> Rule:
    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        answers, field = answers_of(season), season.field(wanted.field)
        for entry in entries:
            limit = wanted.limit(entry.category)
            if limit is None:
                continue
            if not _written(entry.nomination, field.id, answers):
                yield entry.skip(f"没有可以数字数的{field.header}")
                continue
            length = entry.nomination.length(field.id)
            file = entry.nomination.story_file if field.role == "story" else ""
            title = f"{field.header}（{file}）" if file else field.header
            most, least = most_of(limit), least_of(limit)
            if most is not None and length.words_without_hint > most:
                yield _too_long(entry, field.id, title, length, limit)
            elif least is None or length.words >= least:
                continue
            elif (
                field.role == "story" and not file and is_no_story(entry.nomination.story, answers)
            ):
                yield no_story(entry, field.id, field.header)
            else:
                yield _too_short(entry, field.id, title, length, limit)

    return _rule(wanted, "length", check, length_doc(wanted, season))


def _rule(wanted: TextLimits, what: str, check: Check, doc: str) -> Rule:
    template = doc.replace("{", "{{").replace("}", "}}")
    name = f"{wanted.id}-{what}"
    return Rule(name, Severity.ERROR, lambda _: wanted.clause, check, template)


def _too_long(entry: Entry, field: str, title: str, length: Count, limit: Limit) -> Problem:
    most = most_of(limit) or 0
    unsure = limit.max is not None and length.words_without_hint <= limit.max < length.words
    number = length.words_without_hint if unsure else length.words
    beyond = f"比{most}字" if limit.target else ""
    message = (
        f"{title}现有{_about(unsure)}{number}字，要求{limit.words}，"
        f"{beyond}多出{_about(unsure)}{number - most}字。"
    )
    end = f"；超过{limit.max}字不能报送" if limit.max is not None and limit.max > most else ""
    far = limit.max is not None and length.words_without_hint > limit.max
    return entry.problem(
        field,
        message,
        f"请精简到{most}字以内{end}{_COUNTED}。",
        severity=Severity.ERROR if far else Severity.WARNING,
    )


def _too_short(entry: Entry, field: str, title: str, length: Count, limit: Limit) -> Problem:
    least = least_of(limit) or 0
    unsure = limit.min is not None and length.words_without_hint < limit.min <= length.words
    short = f"距{least}字还差" if limit.target else "还差"
    message = (
        f"{title}现有{_about(unsure)}{length.words}字，要求{limit.words}，"
        f"{short}{_about(unsure)}{least - length.words}字。"
    )
    end = f"；不足{limit.min}字不能报送" if limit.min is not None and limit.min < least else ""
    far = limit.min is not None and length.words < limit.min
    return entry.problem(
        field,
        message,
        f"请充实到{least}字以上{end}{_COUNTED}。",
        severity=Severity.ERROR if far else Severity.WARNING,
    )


def _about(unsure: bool) -> str:
    return "约" if unsure else ""


def _written(nomination: Nomination, name: str, answers: Answers) -> bool:
    text = nomination.value(name)
    if name in nomination.unreadable or excel_error(text):
        return False
    return not answers.is_empty(text)
