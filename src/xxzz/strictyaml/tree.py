"""Strict YAML parser: a file becomes plain data, and every value has its line.

The data is built from parser events instead of composed nodes, so an alias or deep nesting is
refused where it begins, before it costs time, memory or C stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from xxzz.location import Location
from xxzz.strictyaml.problems import Keys, SeasonError, TableProblem
from xxzz.strictyaml.syntax import TOO_DEEP, explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_BYTES = 1024 * 1024
_MAX_DEPTH = 20
_MAX_NUMBER = 40

_TAG = "tag:yaml.org,2002:"
_MAPPING_TAGS = (None, "!", f"{_TAG}map")
_SEQUENCE_TAGS = (None, "!", f"{_TAG}seq")
_HOUR = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_NUMBERS = (f"{_TAG}int", f"{_TAG}float")
_CONSTRUCTORS: dict[str, Callable[[Any, yaml.ScalarNode], Any]] = {
    f"{_TAG}null": lambda _loader, _node: None,
    f"{_TAG}bool": yaml.SafeLoader.construct_yaml_bool,
    f"{_TAG}int": yaml.SafeLoader.construct_yaml_int,
    f"{_TAG}float": yaml.SafeLoader.construct_yaml_float,
    f"{_TAG}timestamp": yaml.SafeLoader.construct_yaml_timestamp,
}


@dataclass(slots=True)
class Place:
    """The 1-based line of a value, and the places of its items."""

    line: int
    parts: dict[str | int, Place] = field(default_factory=dict)


class Tree(NamedTuple):
    """A YAML file as plain data, with the line of every value and the original text."""

    path: Path
    data: Any
    root: Place
    text: str

    def problem(self, keys: Keys, message: str) -> TableProblem:
        """Make a problem at the line of the value under `keys`, or of its nearest parent."""
        return TableProblem(Location(self.path.as_posix(), line=self.line(keys)), message)

    def line(self, keys: Keys) -> int:
        """Return the line of the value under `keys`, or of its nearest existing parent."""
        place = self.root
        for key in keys:
            if key not in place.parts:
                break
            place = place.parts[key]
        return place.line

    def without_tags(self, keys: Sequence[str | int]) -> tuple[str | int, ...]:
        """Return pydantic's path to a value without the tags of discriminated unions.

        pydantic adds the `kind` of a union's chosen member to the path, and the member it tried.
        """
        path: list[str | int] = []
        at: Any = self.data
        entered = True
        for key in keys:
            if entered and isinstance(at, dict) and at.get("kind") == key:
                entered = False  # a field may be named like its kind: `years` of a condition
            elif isinstance(at, dict):
                path.append(key)
                at, entered = at.get(str(key)), True
            elif isinstance(at, list) and isinstance(key, int):
                path.append(key)
                at, entered = at[key], True
            else:
                break
        return tuple(path)

    def leaves(self) -> Iterator[tuple[Keys, Any]]:
        """Yield every scalar with its path, in file order."""
        return _leaves((), self.data)


def read_tree(path: Path) -> Tree:
    """Read a YAML file without anchors, aliases, custom tags or duplicate keys.

    Raises:
        SeasonError: the file is missing, too large, not UTF-8, or not such YAML.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise _error(path, None, f"文件超过{_MAX_BYTES // 1024 // 1024}MB，不像一份规则表。")
        text = path.read_bytes().decode("utf-8-sig")
        data, root = _Builder(path, text).document()
    except FileNotFoundError as error:
        raise _error(path, None, "没有这个文件。请检查文件夹，或把文件补上。") from error
    except OSError as error:
        raise _error(path, None, "文件打不开，请检查是否有权限读取。") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _error(path, line, "文件不是 UTF-8 编码，请用编辑器另存为 UTF-8。") from error
    except yaml.YAMLError as error:
        raise _error(path, *explain(error, text)) from error
    return Tree(path, data, root, text)


def _error(path: Path, line: int | None, message: str) -> SeasonError:
    return SeasonError([TableProblem(Location(path.as_posix(), line=line), message)])


def _leaves(keys: tuple[str | int, ...], value: Any) -> Iterator[tuple[Keys, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves((*keys, key), inner)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _leaves((*keys, at), inner)
    else:
        yield keys, value


class _Builder:
    """Builds data from parser events; keys stay text: YAML 1.1 reads the key `no` as false."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._loader = _Loader(text)

    def document(self) -> tuple[Any, Place]:
        """Return the file's only document."""
        try:
            self._next()
            if isinstance(self._next(), yaml.StreamEndEvent):
                raise _error(self._path, 1, "文件是空的。")
            built = self._value(self._next(), 0)
            self._next()
            after = self._next()
            if not isinstance(after, yaml.StreamEndEvent):
                raise self._wrong(after, "一个文件里只能有一份内容，请删去多余的“---”。")
            return built
        finally:
            self._loader.dispose()

    def _next(self) -> Any:
        return self._loader.get_event()

    def _value(self, event: Any, depth: int) -> tuple[Any, Place]:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self._wrong(event, "不支持 YAML 的锚点和别名（& 与 *），请把内容写全。")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), Place(_line(event))
        if depth == _MAX_DEPTH:
            raise self._wrong(event, TOO_DEEP)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth + 1)
        return self._sequence(event, depth + 1)

    def _mapping(self, start: Any, depth: int) -> tuple[dict[str, Any], Place]:
        self._require_plain(start, _MAPPING_TAGS)
        data: dict[str, Any] = {}
        place = Place(_line(start))
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor:
                raise self._wrong(event, "冒号前只能是一个词。")
            key = event.value
            if key in data:
                first = place.parts[key].line
                raise self._wrong(
                    event, f"“{_short(key)}”写了两次（前一次在第{first}行），请删去一个。"
                )
            data[key], place.parts[key] = self._value(self._next(), depth)
            # for a nested block, the line of its key is where people look
            place.parts[key].line = _line(event)
        return data, place

    def _sequence(self, start: Any, depth: int) -> tuple[list[Any], Place]:
        self._require_plain(start, _SEQUENCE_TAGS)
        data: list[Any] = []
        place = Place(_line(start))
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            value, place.parts[len(data)] = self._value(event, depth)
            data.append(value)
        return data, place

    def _scalar(self, event: Any) -> Any:
        tag = event.tag or self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag in ("!", f"{_TAG}str"):
            return event.value
        construct = _CONSTRUCTORS.get(tag)
        if tag in _NUMBERS and _HOUR.fullmatch(event.value):
            text = f"“{_short(event.value)}”要加引号：时刻不加引号，YAML 会读成另一个数。"
            raise self._wrong(event, text)
        try:
            if construct and len(event.value) <= _MAX_NUMBER:
                return construct(self._loader, yaml.ScalarNode(tag, event.value))
        except ValueError:
            if tag == f"{_TAG}timestamp":
                text = f"没有“{_short(event.value)}”这一天，请核对日期。"
                raise self._wrong(event, text) from None
        raise self._wrong(event, f"不能理解的值“{_short(event.value)}”；如果是文字，请加引号。")

    def _require_plain(self, start: Any, tags: tuple[str | None, ...]) -> None:
        if start.tag not in tags:
            raise self._wrong(start, f"不支持 YAML 的标签“{_short(start.tag)}”，请删去。")

    def _wrong(self, event: Any, message: str) -> SeasonError:
        return _error(self._path, _line(event), message)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _short(text: str) -> str:
    return text if len(text) <= _MAX_NUMBER else f"{text[:_MAX_NUMBER]}…"
