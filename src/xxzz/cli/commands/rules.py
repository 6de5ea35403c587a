"""`xxzz rules`: documentation of the rules."""

from collections.abc import Iterator
from typing import Annotated

import typer

from xxzz.cli.choices import completer, unknown
from xxzz.cli.console import emit_as_it_is
from xxzz.cli.errors import OK
from xxzz.cli.options import Data, Year, season_of
from xxzz.cli.style import stdout_style
from xxzz.report.words import SEVERITY
from xxzz.rules import Rule, rule_named, rules_of
from xxzz.rules.docs import markdown, rule_text
from xxzz.season import Season, load_season
from xxzz.text.columns import table, wrap

EXAMPLES = """\
xxzz rules                 所有规则
xxzz rules family-title    一条规则：为什么、通过和不通过的例子、怎样改"""


Name = Annotated[
    str | None,
    typer.Argument(
        metavar="规则",
        help="规则的名字；不写则列出所有规则",
        autocompletion=completer(lambda: (one.name for one in rules_of(load_season()))),
    ),
]
Markdown = Annotated[bool, typer.Option("--markdown", help="所有规则的说明，Markdown 格式")]


def run(
    name: Name = None, year: Year = None, data: Data = None, markdown_: Markdown = False
) -> int:
    """Print the list of rules, or the documentation of one or all."""
    season = season_of(year, data)
    if markdown_:
        emit_as_it_is(markdown(season).rstrip("\n"))
    elif name is None:
        emit_as_it_is("\n".join(_list(season)))
    else:
        columns = stdout_style().width
        lines = rule_text(_rule(name, season), season).splitlines()
        emit_as_it_is("\n".join("\n".join(wrap(line, columns, "")) for line in lines))
    return OK


def _rule(name: str, season: Season) -> Rule:
    found = rule_named(name, season)
    if found is None:
        raise unknown("规则", name, [rule.name for rule in rules_of(season)])
    return found


def _list(season: Season) -> Iterator[str]:
    rows = [
        (rule.name, SEVERITY[rule.severity], rule.clause(season), rule.title(season))
        for rule in rules_of(season)
    ]
    yield from table([("规则", "级别", "依据", "要求"), *rows])
    yield ""
    example = [one.id for one in season.notice.conditions][-1:] or [rows[0][0]]
    yield f"一条规则的说明和例子：xxzz rules 规则名，例如 xxzz rules {example[0]}"
