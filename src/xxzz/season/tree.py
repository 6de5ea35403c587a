"""Strict YAML: a file becomes plain data, and every path in the data has its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from xxzz.location import Location

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_BYTES = 4 * 1024 * 1024
_MAX_DEPTH = 40

Keys = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class TableProblem:
    """One thing that is wrong with a table, at its line."""

    location: Location
    message: str

    def __str__(self) -> str:
        return f"{self.location}：{self.message}"


class SeasonError(Exception):
    """A season's tables can't be used; `problems` says where and why, in Chinese."""

    def __init__(self, problems: Sequence[TableProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML file as plain data, with the nodes that know their lines."""

    path: Path
    data: Any
    root: yaml.Node

    def problem(self, keys: Keys, message: str) -> TableProblem:
        """Make a problem at the line where the value under `keys`, or its nearest parent, stands."""
        node: yaml.Node = self.root
        for key in keys:
            child = _child(node, key)
            if child is None:
                break
            node = child
        location = Location(self.path.as_posix(), line=node.start_mark.line + 1)
        return TableProblem(location, message)


def read_tree(path: Path) -> Tree:
    """Read a YAML file without anchors, aliases, tags or doubled keys.

    Raises:
        SeasonError: the file is missing, too large, not UTF-8, or not such YAML.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise _error(path, 1, f"文件超过{_MAX_BYTES // 1024 // 1024}MB，不像一份规则表。")
        text = path.read_bytes().decode("utf-8-sig")
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
        if root is None:
            raise _error(path, 1, "文件是空的。")
        return Tree(path, _Builder(path).build(root), root)
    except OSError as error:
        raise _error(path, None, "文件不存在或无法打开，请检查文件夹和文件名。") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _error(path, line, "文件不是 UTF-8 编码，请用编辑器另存为 UTF-8。") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise _error(path, line, f"YAML 写法有误（{error.problem}）。") from error
    except yaml.YAMLError as error:
        raise _error(path, None, "含有 YAML 不允许的字符。") from error
    except RecursionError as error:
        raise _error(path, None, "嵌套层数太多。") from error


def _error(path: Path, line: int | None, message: str) -> SeasonError:
    return SeasonError([TableProblem(Location(path.as_posix(), line=line), message)])


def _child(node: yaml.Node, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        found: yaml.Node = node.value[key]
        return found
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == key:
                # a scalar's own line and its key's are the same; of a block, the key is what people look for
                return value_node if isinstance(value_node, yaml.ScalarNode) else _at(value_node, key_node)
    return None


def _at(node: yaml.Node, key_node: yaml.Node) -> yaml.Node:
    return type(node)(node.tag, node.value, key_node.start_mark, node.end_mark)


class _Builder:
    """Turns nodes into data; keys stay text, since YAML 1.1 reads the key `no` as false."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: set[int] = set()
        self._scalars = yaml.constructor.SafeConstructor()

    def build(self, node: yaml.Node, depth: int = 0) -> Any:
        line = node.start_mark.line + 1
        if depth > _MAX_DEPTH:
            raise _error(self._path, line, "嵌套层数太多。")
        if id(node) in self._seen:
            raise _error(self._path, line, "不支持 YAML 的锚点和别名（& 与 *），请把内容写全。")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> Mapping[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise _error(self._path, line, "键只能是一个词。")
            if key_node.value in result:
                raise _error(self._path, line, f"键“{key_node.value}”写了两次，请删去一个。")
            result[key_node.value] = self.build(value_node, depth + 1)
        return result

    def _scalar(self, node: yaml.Node) -> Any:
        line = node.start_mark.line + 1
        try:
            return self._scalars.construct_object(node)  # type: ignore[no-untyped-call]  # stubs lack it
        except (yaml.YAMLError, ValueError) as error:
            raise _error(self._path, line, f"不能理解的值“{node.value}”。") from error
