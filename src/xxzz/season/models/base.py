"""The base model and the value types of all tables."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

# Numbers and dates are strict, so that a quoted "3" or a YAML `yes` is refused here as by an editor
# with the JSON Schema.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Number = Annotated[int, Field(ge=0, strict=True)]
Year = Annotated[int, Field(ge=2000, le=2999, strict=True)]
Day = Annotated[dt.date, Field(strict=True)]
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""Quoted: YAML parses an unquoted 17:00 as a number."""
Flag = Annotated[bool, Field(strict=True)]
Quota = Number | None
Kind = Literal["district", "municipal"]

Words = tuple[Text, ...]
"""A possibly empty list of words."""

ClauseText = Annotated[Text, Field(description="通知中的出处，例如 三（二）4、附件3")]


class Model(BaseModel):
    """Base of all tables: frozen, and an unknown key is an error rather than a silent typo."""

    # deferred: only the whole tables validate on their own, the others as parts of them
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Clause(Model):
    """Base of models with a reference to the notice."""

    clause: ClauseText
