"""Words of a command line that are one of several: completed while typed, or refused."""

from collections.abc import Callable, Collection, Iterable

from xxzz.cli.errors import CommandExit, wrong_usage
from xxzz.text.suggest import suggestion


def offering(names: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """Return what completes a word of a command line; the names are asked for only then."""

    def complete(incomplete: str) -> list[str]:
        return [name for name in names() if name.startswith(incomplete)]

    return complete


def choose(what: str, text: str, choices: Collection[str]) -> str:
    """Return the text where it is one of the choices; else end the command with a suggestion."""
    if text not in choices:
        raise unknown(what, text, choices)
    return text


def unknown(what: str, text: str, choices: Collection[str]) -> CommandExit:
    """Make the error for a name that is none of the choices."""
    hint = suggestion(text, choices, most=3)
    return wrong_usage(f"没有叫“{text}”的{what}。{hint}\n可以用的：{'、'.join(choices)}。")
