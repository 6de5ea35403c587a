"""Jinja for templates that others write: values are text, and no tag reaches out or runs away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from xxzz.render.xmltext import lines, to_run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIGNS = {"{": ("\ufdd0", "\ufdd1"), "%": ("\ufdd2", "\ufdd3"), "#": ("\ufdd4", "\ufdd5")}
"""What stands for the braces of a tag, by its kind: noncharacters, which nobody writes."""

_MOST_TURNS = 100_000
"""Of all loops in one document; the longest summary takes some hundred."""

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
_FILTERS = ("batch", "center", "format", "indent", "random", "slice")
_METHODS = ("center", "expandtabs", "format", "format_map", "ljust", "rjust", "to_bytes", "zfill")
_COUNTED = "counted"


class _Context(Context):
    """What one document's tags see; it knows how many turns its loops have left."""

    turns = _MOST_TURNS


class TemplateEnvironment(SandboxedEnvironment):
    """Jinja's sandbox, without what can hang the program or fill its memory."""

    context_class = _Context
    intercepted_binops = frozenset({"*", "**", "%"})

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
            finalize=to_run,
            keep_trailing_newline=True,
        )
        self.globals.clear()
        for name in _FILTERS:
            del self.filters[name]
        self.filters |= {"lines": lines, "safe": str}  # a value is text, whatever a template claims
        self.filters[_COUNTED] = _counted

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a tag may have an attribute."""
        return attr not in _METHODS and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Leave `str.format` to `is_safe_attribute`."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute what can become large: products of numbers, nothing else."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers:
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)

    def confine(self, tree: nodes.Template) -> Iterator[nodes.Node]:
        """Make the loops of a template count their turns; yield what may not stand in it."""
        yield from tree.find_all(_FORBIDDEN)
        for loop in list(tree.find_all(nodes.For)):
            if loop.recursive:
                yield loop
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
        tree.set_environment(self)


@pass_context
def _counted(context: _Context, items: Iterable[object]) -> Iterator[object]:
    for item in items:
        context.turns -= 1
        if context.turns < 0:
            raise SecurityError(_COUNTED)
        yield item
