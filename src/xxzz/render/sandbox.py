"""Jinja for templates that others write: values are text, and no tag reaches out or runs away."""

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
"""What stands for the braces of a tag, by its kind: noncharacters, which nobody writes."""

_MOST_TURNS = 100_000
"""Of all loops in one document; the longest summary takes some hundred."""
_MOST_TEXT = 20_000_000
"""Characters that the tags of one document may make; the longest story takes some thousand."""
_ESCAPED = 5
"""How many times longer `&` is as `&amp;`."""
_SMALL = 30

# They read other files, or may call themselves without end.
_FORBIDDEN = (
    nodes.Block,
    nodes.CallBlock,
    nodes.Extends,
    nodes.FromImport,
    nodes.Import,
    nodes.Include,
    nodes.Macro,
)

# They make texts of any length out of nothing, or something else each time.
_FILTERS = ("batch", "center", "format", "indent", "random", "slice", "wordwrap")
_METHODS = (
    *("center", "expandtabs", "format", "format_map", "ljust", "rjust", "to_bytes", "zfill"),
    *("join", "replace", "translate"),  # the filters of these names are bounded
)
BLOCK = "block"
"""The filter that makes what `{{p … }}` prints of a value."""
_COUNTED = "counted"
_CONCATENATED = "concatenated"
_JOIN, _REPLACE = "join", "replace"


class _Context(Context):
    """What one document's tags see; it knows how much its loops and texts may still take."""

    turns = _MOST_TURNS
    room = _MOST_TEXT

    def take(self, length: int) -> None:
        """Use up some of the room for texts.

        Raises:
            SecurityError: there is not as much left.
        """
        self.room -= length
        if self.room < 0:
            raise SecurityError("text")


class TemplateEnvironment(SandboxedEnvironment):
    """Jinja's sandbox, without what can hang the program or fill its memory."""

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
        self.filters |= {"lines": lines, "safe": str}  # a value is text, whatever a template claims
        self.filters[_JOIN] = _bounded_join(self.filters[_JOIN])
        self.filters[_REPLACE] = _bounded_replace(self.filters[_REPLACE])
        self.filters |= {_COUNTED: _counted, _CONCATENATED: _concatenated, BLOCK: _block}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a tag may have an attribute."""
        return attr not in _METHODS and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Leave `str.format` to `is_safe_attribute`."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute what can become large: products of numbers, and sums within the room."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not (numbers or operator == "+"):
            raise SecurityError(operator)
        context.take(_length(left) + _length(right))
        return super().call_binop(context, operator, left, right)

    def confine(self, tree: nodes.Template) -> Iterator[nodes.Node]:
        """Make the loops of a template count their turns; yield what may not stand in it."""
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
        context.turns -= 1
        if context.turns < 0:
            raise SecurityError(_COUNTED)
        yield item


class _Concatenations(NodeTransformer):
    """Makes `a ~ b` a filter, which knows how much text there may be."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802  # Jinja's name
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, _CONCATENATED, [], [], None, None, lineno=node.lineno)


@pass_context
def _concatenated(context: _Context, parts: Sequence[object]) -> str:
    return markup_join(_taken(context, parts))


class _Printed(NamedTuple):
    """What stands in place of a paragraph."""

    xml: str


def _block(value: object) -> _Printed:
    """Print a block as it is, no other value: that would stand outside of any paragraph."""
    return _Printed(value.xml if isinstance(value, BlockXml) else "")


@pass_context
def _finalized(context: _Context, value: object) -> Markup:
    # a block is made of values, each escaped
    made = Markup(value.xml) if isinstance(value, _Printed) else to_run(value)  # noqa: S704
    context.take(len(made))
    return made


def _bounded_join(join: Callable[..., str]) -> Callable[..., str]:
    @pass_context
    def bounded(
        context: _Context, items: Iterable[object], d: str = "", attribute: Any = None
    ) -> str:
        parts = list(_taken(context, items, len(str(d))))
        return join(context.eval_ctx, parts, d, attribute)

    return bounded


def _bounded_replace(replace: Callable[..., str]) -> Callable[..., str]:
    @pass_context
    def bounded(
        context: _Context, text: object, old: object, new: object, count: Any = None
    ) -> str:
        whole = str(text)
        context.take(len(whole) + whole.count(str(old)) * len(str(new)) * _ESCAPED)
        return replace(context.eval_ctx, text, old, new, count)

    return bounded


def _taken(context: _Context, items: Iterable[object], between: int = 0) -> Iterator[object]:
    """Yield the items of a text that is to be made, as long as there is room for it."""
    for item in items:
        context.take(_length(item) + between + 1)
        yield item


def _length(value: object) -> int:
    """Return how much a value takes: characters of a text, items of a list, digits of a number."""
    if isinstance(value, int):
        return value.bit_length()
    return len(value) if isinstance(value, Sized) else _SMALL
