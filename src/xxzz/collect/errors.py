"""The error for a collection that can't be written."""

from __future__ import annotations

from xxzz.refusal import Refusal


class CollectError(Refusal):
    """The workbook can't be made or changed; the message has reason and remedy in Chinese."""
