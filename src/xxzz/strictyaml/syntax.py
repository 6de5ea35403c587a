"""Translates YAML syntax errors into Chinese, with advice."""

from __future__ import annotations

from yaml import Mark, MarkedYAMLError, YAMLError
from yaml.reader import Reader

_BRACKETS = "方括号或花括号没有配对，或者中间少了逗号。"
_COLON = "少了冒号。冒号要用英文半角，后面空一格，例如 year: 2023。"
_INDENT = "缩进不齐。同一层的各行开头要对齐，用空格，不用 Tab。"
_QUOTE = "引号没有配对。"
_START = "开头不能用 Tab、@、% 等符号；文字请加引号，缩进请用空格。"
_TAB = "缩进里有 Tab，请改成空格；同一层的各行开头要对齐。"
_DEEP = "嵌套太深，请检查括号和缩进。"
TOO_DEEP = f"YAML 写法有误：{_DEEP}"

# Fragments of the messages of libyaml and the pure Python parser; the first match wins.
_CAUSES = {
    "while scanning a quoted scalar": _QUOTE,
    "while scanning a double-quoted scalar": "双引号里的反斜杠写法有误，请改用单引号。",
    "while parsing a flow": _BRACKETS,
    "expected ':'": _COLON,
    "mapping values are not allowed": "这里不能有冒号：缩进不对，或者文字里有冒号而没有加引号。",
    "found a tab character": _TAB,
    "cannot start any token": _START,
    "undefined alias": "不支持 YAML 的锚点和别名（& 与 *），请把内容写全。",
    "expected <document start>": _INDENT,
    "expected key": _INDENT,
    "expected <block end>": _INDENT,
    "expected '-'": _INDENT,
    "expected node content": _BRACKETS,
    "not allowed in this context": _INDENT,
    "maximum nesting depth": _DEEP,
}


def _open_quote(text: str, error: MarkedYAMLError) -> int | None:
    """Return the line of an unclosed quote, which swallows the lines after it."""
    last = error.problem_mark.line if error.problem_mark else 0
    for number, line in enumerate(text.splitlines()[: last + 1], 1):
        if line.partition(" #")[0].count('"') % 2:
            return number
    return None


def _is_tab(text: str, mark: Mark | None) -> bool:
    if mark is None:
        return False
    return any(line.startswith("\t", mark.column) for line in text.splitlines()[mark.line :][:1])


def explain(error: YAMLError, text: str) -> tuple[int | None, str]:
    """Return the 1-based line (None if unknown) and the explanation of a syntax error."""
    if not isinstance(error, MarkedYAMLError):
        control = Reader.NON_PRINTABLE.search(text)
        line = text.count("\n", 0, control.start()) + 1 if control else None
        return line, "含有 YAML 不允许的控制字符，请删去。"
    message = f"{error.context} {error.problem}"
    cause = next(
        (cause for part, cause in _CAUSES.items() if part in message), f"（{error.problem}）"
    )
    if cause == _START and _is_tab(text, error.problem_mark):
        cause = _TAB  # which of the two messages a tab gets depends on the parser
    if cause == _INDENT and (line := _open_quote(text, error)):
        return line, f"YAML 写法有误：{_QUOTE}"
    # the opening quote or bracket, or the start of the key, is easier to find than where parsing
    # failed
    opened = error.context and ("scanning" in error.context or "flow" in error.context)
    mark = error.context_mark if opened and error.context_mark else error.problem_mark
    return (mark.line + 1 if mark else None), f"YAML 写法有误：{cause}"
