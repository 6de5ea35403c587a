"""Completion scripts, shell by shell."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xxzz.cli import TOP_OPTIONS

# bash takes --format=html for three words, and complete the sign as if it were one
_BASH = """\
_xxzz() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} choices=
    if [ "$word" = = ]; then
        word=
    elif [ "$previous" = = ]; then
        previous=${{COMP_WORDS[COMP_CWORD-2]}}
    fi
    case $previous in
{values}
    esac
    if [ "$COMP_CWORD" -eq 1 ]; then
        choices='{commands}'
    elif [ -z "$choices" ]; then
        case ${{COMP_WORDS[1]}}/$word in
{options}
{arguments}
        esac
    fi
    COMPREPLY=($(compgen -W "$choices" -- "$word"))
    case ${{COMPREPLY-}} in *=) compopt -o nospace 2>/dev/null ;; esac
}}
complete -o default -F _xxzz xxzz"""

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName xxzz -ScriptBlock {{
    param($word, $line, $position)
    $words = @($line.CommandElements | ForEach-Object {{ $_.ToString() }})
    $last = if ($word) {{ $words.Count - 2 }} else {{ $words.Count - 1 }}
    $values = @{{
{values}
    }}
    $options = @{{
{options}
    }}
    $arguments = @{{
{arguments}
    }}
    if ($last -lt 1) {{ $choices = @({commands}) }}
    elseif ($values.ContainsKey($words[$last])) {{ $choices = $values[$words[$last]] }}
    elseif ($word.StartsWith('-')) {{ $choices = $options[$words[1]] }}
    else {{ $choices = $arguments[$words[1]] }}
    $choices | Where-Object {{ $_ -like "$word*" }} | ForEach-Object {{
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }}
}}"""


@dataclass(frozen=True, slots=True)
class Words:
    """What can be completed: commands and options with their help, values and arguments."""

    commands: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Sequence[str]]
    arguments: Mapping[str, Sequence[str]]


def bash(words: Words) -> str:
    """Return the script for bash; where it offers nothing, bash offers files."""
    return _BASH.format(
        commands=" ".join((*words.commands, *TOP_OPTIONS)),
        values=_cases(8, words.values),
        options=_cases(12, {f"{name}/-*": names for name, names in words.options.items()}),
        arguments=_cases(12, {f"{name}/*": names for name, names in words.arguments.items()}),
    )


def zsh(words: Words) -> str:
    """Return the script for zsh, which can run those of bash."""
    return f"autoload -U +X compinit bashcompinit && compinit && bashcompinit\n{bash(words)}"


def fish(words: Words) -> str:
    """Return the script for fish."""
    return "\n".join(_fish(words))


def powershell(words: Words) -> str:
    """Return the script for PowerShell."""
    return _POWERSHELL.format(
        commands=_quoted((*words.commands, *TOP_OPTIONS)),
        values=_table(words.values),
        options=_table(words.options),
        arguments=_table(words.arguments),
    )


def _cases(indent: int, choices: Mapping[str, Sequence[str] | Mapping[str, str]]) -> str:
    lines = (f"{pattern}) choices='{' '.join(names)}' ;;" for pattern, names in choices.items())
    return "\n".join(" " * indent + line for line in lines)


def _table(choices: Mapping[str, Sequence[str] | Mapping[str, str]]) -> str:
    return "\n".join(f"        '{key}' = @({_quoted(names)})" for key, names in choices.items())


def _quoted(names: Sequence[str] | Mapping[str, str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _fish(words: Words) -> Iterator[str]:
    yield "complete -c xxzz -n __fish_use_subcommand -f"
    for name, title in words.commands.items():
        yield f"complete -c xxzz -n __fish_use_subcommand -a {name} -d '{title}'"
    for option, title in TOP_OPTIONS.items():
        name = option.removeprefix("--")
        yield f"complete -c xxzz -n __fish_use_subcommand -l {name} -d '{title}'"
    for name, options in words.options.items():
        only = f"complete -c xxzz -n '__fish_seen_subcommand_from {name}'"
        for option, title in options.items():
            values = words.values.get(option)
            after = f" -x -a '{' '.join(values)}'" if values else ""
            yield f"{only} -l {option.removeprefix('--')}{after} -d '{title}'"
        if name in words.arguments:
            yield f"{only} -f -a '{' '.join(words.arguments[name])}'"


SHELLS: Mapping[str, Callable[[Words], str]] = {
    "bash": bash,
    "zsh": zsh,
    "fish": fish,
    "powershell": powershell,
}
"""The shells by name."""
