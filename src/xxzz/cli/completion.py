"""`xxzz completion`: a script that lets a shell complete commands, options and their values."""

from collections.abc import Mapping
from typing import Annotated

import typer

from xxzz.cli import COMMANDS, GROUPS
from xxzz.cli.console import emit_as_it_is
from xxzz.cli.errors import OK
from xxzz.cli.options import choose
from xxzz.cli.run import load
from xxzz.cli.shells import SHELLS, Words
from xxzz.render.plan import Kind
from xxzz.report import REPORTERS
from xxzz.repository.settings import FAIL_ON
from xxzz.rules import rules_of
from xxzz.season import Season, load_season, seasons

EXAMPLES = """\
xxzz completion bash          把输出存进 ~/.bash_completion，重开终端生效
xxzz completion powershell    把输出加进 $PROFILE，重开窗口生效"""

Shell = Annotated[str, typer.Argument(metavar="外壳", help=f"终端的种类：{'、'.join(SHELLS)}")]


def run(shell: Shell) -> int:
    """Print the script for a shell; what it offers is fixed in it, so that it answers at once."""
    choose("外壳", shell, SHELLS)
    options = {name: _options(name) for name in COMMANDS}
    season = load_season()
    emit_as_it_is(SHELLS[shell](Words(COMMANDS, options, _values(season), _arguments(season))))
    return OK


def _options(name: str) -> Mapping[str, str]:
    """Return the options of a command or of all its steps, the long ones, with their help."""
    options = {"--help": "显示帮助"}
    for leaf in [f"{name} {step}" for step in GROUPS.get(name, ())] or [name]:
        for param in load(leaf).params:
            shown = vars(param)
            options |= {word: shown["help"] for word in shown["opts"] if word.startswith("--")}
    return options


def _values(season: Season) -> Mapping[str, list[str]]:
    """Return what may follow an option, where that is a list of words."""
    recommenders = [row.name for row in season.quotas.recommenders]
    return {
        "--format": list(REPORTERS),
        "--report": [f"{name}=" for name in REPORTERS],
        "--only": list(Kind),
        "--season": list(map(str, seasons())),
        "--fail-on": list(FAIL_ON),
        "--district": recommenders,
        "--recommender": recommenders,
    }


def _arguments(season: Season) -> Mapping[str, list[str]]:
    """Return what a command takes, where that is a list of words."""
    return {
        "rules": [one.name for one in rules_of(season)],
        "indicators": [one.short for one in season.notice.categories],
        "completion": list(SHELLS),
        **{name: list(steps) for name, steps in GROUPS.items()},
    }
