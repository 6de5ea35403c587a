"""Arguments and options with a fixed set of values: completion and errors."""

from collections.abc import Callable, Collection, Iterable

from xxzz.cli.errors import CommandExit, wrong_usage
from xxzz.text.suggest import suggestion


def completer(names: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """Return a Typer completion function; names are only computed when it is called."""

    def complete(incomplete: str) -> list[str]:
        return [name for name in names() if name.startswith(incomplete)]

    return complete


def choose(what: str, text: str, choices: Collection[str]) -> str:
    """Return the choice that a text is, whatever its case; otherwise exit with a suggestion."""
    if (found := next((one for one in choices if one == text.lower()), None)) is None:
        raise unknown(what, text, choices)
    return found


def unknown(what: str, text: str, choices: Collection[str]) -> CommandExit:
    """Make the error for an unknown name, with a suggestion."""
    hint = suggestion(text, choices, most=3)
    return wrong_usage(f"没有叫“{text}”的{what}。{hint}\n可以用的：{'、'.join(choices)}。")
