"""Why a collection can't be written."""

from __future__ import annotations

from xxzz.refusal import Refusal


class CollectError(Refusal):
    """The workbook can't be made or changed; the text says in Chinese why and what to do."""
