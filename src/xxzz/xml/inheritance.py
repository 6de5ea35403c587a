"""Properties that styles of documents inherit from the styles they are based on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

AnyProperties = TypeVar("AnyProperties", bound=tuple[Any, ...])
"""A named tuple of properties; None stands for one that is inherited."""


def inherit(own: AnyProperties, base: AnyProperties) -> AnyProperties:
    """Return `own` with the properties that it leaves open taken from `base`."""
    # no type for named tuples says that they are made of their values
    make = cast("Callable[..., AnyProperties]", type(own))
    return make(*[b if a is None else a for a, b in zip(own, base, strict=True)])
