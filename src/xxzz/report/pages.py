"""The Jinja environment of all HTML pages: frame, style sheet, escaping."""

from __future__ import annotations

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from xxzz.text.columns import one_line


@cache
def page_environment(package: str, folder: str = "page") -> Environment:
    """Return the environment for a package's templates; they can extend `frame.html.j2`."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package, folder), PackageLoader("xxzz.report", "page")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["one_line"] = one_line
    return environment
