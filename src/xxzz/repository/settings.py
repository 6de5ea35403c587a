"""Reads xxzz.yaml at the top of a submissions repository: the settings shared by its checks.

Strict, like the season's tables: an unknown key, rule or severity is an error at its line.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.refusal import Refusal
from xxzz.rules import rule_named, rules_of
from xxzz.season import Season, SeasonError, TableProblem, load_season, seasons
from xxzz.strictyaml.tree import Tree, read_tree
from xxzz.text.suggest import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xxzz.waivers.waiver import Waiver

FILE_NAME = "xxzz.yaml"
NEVER = "never"
FAIL_ON = (*map(str, Severity), NEVER)
"""Severities from which on a check fails; `never` means it does not fail."""

_REPOSITORY = ".git"


class ProjectError(Refusal):
    """xxzz.yaml can't be used; `problems` says where and why, in Chinese."""

    heading = "设置文件不能用：\n"

    def __init__(self, problems: tuple[TableProblem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of a repository; None where the program's default applies.

    `files` are the xxzz.yaml and the files it names. Command-line options take precedence. The
    waivers apply to the whole repository.
    """

    files: tuple[Path, ...] = ()
    season: int | None = None
    fail_on: str | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()


def find_project(folder: Path) -> Path | None:
    """Return the xxzz.yaml of a folder, or of its nearest parent in the same repository.

    The path is relative if it is in the current folder or above it.
    """
    here = folder.resolve()
    for place in (here, *here.parents):
        if (place / FILE_NAME).is_file():
            return _as_seen_from_here(place) / FILE_NAME
        if (place / _REPOSITORY).exists():
            break
    return None


def load_project(file: Path, data: Path | None = None) -> Project:
    """Read an xxzz.yaml; `data` is the folder of the tables, None for the bundled ones.

    Raises:
        ProjectError: it is not valid YAML, or a key or value is unknown; with line and suggestion.
    """
    try:
        tree = read_tree(file)
    except SeasonError as error:
        raise ProjectError(error.problems) from error
    reader = _Reader(tree, data)
    project = reader.project()
    if reader.problems:
        raise ProjectError(tuple(reader.problems))
    return project


def repository_of(folder: Path) -> Path | None:
    """Return the top of the repository that contains a folder (given by its full path), or None."""
    places = (folder, *folder.parents)
    return next((place for place in places if (place / _REPOSITORY).exists()), None)


def _as_seen_from_here(folder: Path) -> Path:
    here = Path.cwd().resolve()
    related = folder.is_relative_to(here) or here.is_relative_to(folder)
    return Path(os.path.relpath(folder, here)) if related else folder


class _Reader:
    """Reads the keys one by one; continues after a mistake to report all of them."""

    def __init__(self, tree: Tree, data: Path | None) -> None:
        self._tree = tree
        self._data = data
        self.problems: list[TableProblem] = []
        self._keys: Mapping[str, Callable[[Any], Any]] = {
            "season": self._season,
            "fail-on": self._fail_on,
            "severities": self._severities,
            "waivers": self._waivers,
        }
        self._named: list[Path] = []

    def project(self) -> Project:
        settings = self._tree.data
        if not isinstance(settings, dict):
            self._complain((), f"应当是“键: 值”，可以写的键：{'、'.join(self._keys)}。")
            return Project()
        read = {}
        for key, value in settings.items():
            if key in self._keys:
                read[key.replace("-", "_")] = self._keys[key](value)
            else:
                self._complain((key,), f"不认识的键“{key}”。{suggestion(key, self._keys)}")
        return Project((self._tree.path, *self._named), **read)

    def _season(self, value: Any) -> int | None:
        known = seasons(self._data)
        if type(value) is int and value in known:
            return value
        years = "、".join(map(str, known))
        self._complain(("season",), f"没有“{value}”这一年的规则表，可以写：{years}。")
        return None

    def _fail_on(self, value: Any) -> str | None:
        return self._choice(("fail-on",), value, FAIL_ON)

    def _severities(self, value: Any) -> Mapping[str, Severity]:
        if not isinstance(value, dict):
            self._complain(("severities",), "应当是一组“规则: 级别”，例如 story-length: error。")
            return {}
        return dict(self._severity_of(rule, severity) for rule, severity in value.items())

    def _severity_of(self, rule: str, severity: Any) -> tuple[str, Severity]:
        keys = ("severities", rule)
        if self._tables and rule_named(rule, self._tables) is None:
            names = [one.name for one in rules_of(self._tables)]
            self._complain(keys, f"没有叫“{rule}”的规则。{suggestion(rule, names)}")
        elif rule in rule_names.UNREAD and severity != Severity.ERROR:
            self._complain(keys, f"“{rule}”只能是 error：材料读不出来就没有检查，不能算通过。")
        chosen = self._choice(keys, severity, tuple(map(str, Severity)))
        return rule, Severity(chosen or Severity.ERROR)

    def _waivers(self, value: Any) -> tuple[Waiver, ...]:
        """Read waivers given inline, or in the file named here."""
        from xxzz.waivers.reading import read_file, waivers_in  # noqa: PLC0415  # few have any

        if isinstance(value, str):
            self._named.append(self._tree.path.parent / value)
        if self._tables is None:
            return ()
        if isinstance(value, str):
            found = read_file(self._named[-1], self._tables)
        else:
            found = waivers_in(self._tree, {"waivers": value}, self._tables)
        self.problems += (TableProblem(one.location, one.message) for one in found.problems)
        for one in found.granted:
            if one.entry.nomination is None:
                message = f"{one.what}没有写 nomination；在这里要写明是哪个推荐单位。"
                self.problems.append(TableProblem(one.location, message))
        return tuple(replace(one, everywhere=True) for one in found.granted)

    @cached_property
    def _tables(self) -> Season | None:
        """The season whose rules are named; None if unusable, which is reported elsewhere."""
        year = self._tree.data.get("season")
        try:
            return load_season(year if year in seasons(self._data) else None, self._data)
        except SeasonError:
            return None

    def _choice(self, keys: tuple[str, ...], value: Any, choices: tuple[str, ...]) -> str | None:
        if value in choices:
            return str(value)
        near = suggestion(str(value), choices)
        allowed = f"可以写：{'、'.join(choices)}。"
        self._complain(keys, f"“{keys[-1]}”不能是“{value}”。{near}{allowed}")
        return None

    def _complain(self, keys: tuple[str, ...], message: str) -> None:
        self.problems.append(self._tree.problem(keys, message))
