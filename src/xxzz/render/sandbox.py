"""A Jinja sandbox for custom templates: values are always text, and resources are limited."""

from __future__ import annotations

from collections.abc import Sized
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from xxzz.render.block_xml import BlockXml
from xxzz.render.xmltext import lines, to_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SIGNS = {"{": ("\ufdd0", "\ufdd1"), "%": ("\ufdd2", "\ufdd3"), "#": ("\ufdd4", "\ufdd5")}
"""Delimiters for Jinja by kind of tag: noncharacters, which do not occur in templates."""

_MAX_ITERATIONS = 100_000
"""Of all loops in one document; the longest summary needs some hundred."""
_MAX_TEXT = 20_000_000
"""Characters printed in one document; the longest story has some thousand."""
_ESCAPED_LENGTH = 5
"""Length of the longest escape sequence, `&amp;`."""
_OTHER_LENGTH = 30

# They read other files or allow endless recursion.
_FORBIDDEN = (
    nodes.Block,
    nodes.CallBlock,
    nodes.Extends,
    nodes.FromImport,
    nodes.Import,
    nodes.Include,
    nodes.Macro,
)

# They produce texts of unlimited length, or a different result each time.
_FILTERS = ("batch", "center", "format", "indent", "random", "slice", "wordwrap")
_METHODS = (
    *("center", "expandtabs", "format", "format_map", "ljust", "rjust", "to_bytes", "zfill"),
    *("join", "replace", "translate"),  # the filters of these names are limited instead
)
BLOCK = "block"
"""The filter for values printed by `{{p … }}`."""
_COUNTED = "counted"
_CONCATENATED = "concatenated"
_JOIN, _REPLACE = "join", "replace"


class _Context(Context):
    """The variables of one document, and its remaining iterations and text length."""

    iterations = _MAX_ITERATIONS
    text_left = _MAX_TEXT

    def use_text(self, length: int) -> None:
        """Reduce the remaining text length.

        Raises:
            SecurityError: nothing remains.
        """
        self.text_left -= length
        if self.text_left < 0:
            raise SecurityError("text")


class TemplateEnvironment(SandboxedEnvironment):
    """Jinja's sandbox without features that could hang or exhaust memory."""

    context_class = _Context
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        (variable, variable_end), (block, block_end), (comment, comment_end) = SIGNS.values()
        super().__init__(
            variable_start_string=variable,
            variable_end_string=variable_end,
            block_start_string=block,
            block_end_string=block_end,
            comment_start_string=comment,
            comment_end_string=comment_end,
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_finalized,
            keep_trailing_newline=True,
        )
        self.globals.clear()
        for name in _FILTERS:
            del self.filters[name]
        self.filters |= {"lines": lines, "safe": str}  # values are never markup
        self.filters[_JOIN] = _bounded_join(self.filters[_JOIN])
        self.filters[_REPLACE] = _bounded_replace(self.filters[_REPLACE])
        self.filters |= {_COUNTED: _counted, _CONCATENATED: _concatenated, BLOCK: _block}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether templates may use an attribute."""
        return attr not in _METHODS and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Leave `str.format` to `is_safe_attribute`."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute products of numbers, and sums within the limit; refuse all others."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not (numbers or operator == "+"):
            raise SecurityError(operator)
        context.use_text(_length(left) + _length(right))
        return super().call_binop(context, operator, left, right)

    def restrict(self, tree: nodes.Template) -> Iterator[nodes.Node]:
        """Limit the loops of a template; yield forbidden nodes."""
        yield from tree.find_all(_FORBIDDEN)
        for loop in list(tree.find_all(nodes.For)):
            if loop.recursive:
                yield loop
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
        _Concatenations().visit(tree)
        tree.set_environment(self)


@pass_context
def _counted(context: _Context, items: Iterable[object]) -> Iterator[object]:
    for item in items:
        context.iterations -= 1
        if context.iterations < 0:
            raise SecurityError(_COUNTED)
        yield item


class _Concatenations(NodeTransformer):
    """Replaces `a ~ b` by a filter, which limits the length."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802  # Jinja's name
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, _CONCATENATED, [], [], None, None, lineno=node.lineno)


@pass_context
def _concatenated(context: _Context, parts: Sequence[object]) -> str:
    return markup_join(_within_limit(context, parts))


class _RawXml(NamedTuple):
    """XML that replaces a paragraph."""

    xml: str


def _block(value: object) -> _RawXml:
    """Print a block as XML, anything else as nothing: text would be outside of any paragraph."""
    return _RawXml(value.xml if isinstance(value, BlockXml) else "")


@pass_context
def _finalized(context: _Context, value: object) -> Markup:
    made = Markup(value.xml) if isinstance(value, _RawXml) else to_run(value)  # noqa: S704  # escaped
    context.use_text(len(made))
    return made


def _bounded_join(join: Callable[..., str]) -> Callable[..., str]:
    @pass_context
    def bounded(
        context: _Context, items: Iterable[object], d: str = "", attribute: Any = None
    ) -> str:
        parts = list(_within_limit(context, items, len(str(d))))
        return join(context.eval_ctx, parts, d, attribute)

    return bounded


def _bounded_replace(replace: Callable[..., str]) -> Callable[..., str]:
    @pass_context
    def bounded(
        context: _Context, text: object, old: object, new: object, count: Any = None
    ) -> str:
        whole = str(text)
        context.use_text(len(whole) + whole.count(str(old)) * len(str(new)) * _ESCAPED_LENGTH)
        return replace(context.eval_ctx, text, old, new, count)

    return bounded


def _within_limit(context: _Context, items: Iterable[object], between: int = 0) -> Iterator[object]:
    """Yield the items of a text to be joined, within the limit."""
    for item in items:
        context.use_text(_length(item) + between + 1)
        yield item


def _length(value: object) -> int:
    """Return the size of a value: characters, items, or bits of a number."""
    if isinstance(value, int):
        return value.bit_length()
    return len(value) if isinstance(value, Sized) else _OTHER_LENGTH
