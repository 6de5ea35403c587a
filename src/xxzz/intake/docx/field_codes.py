"""Tells the codes of fields, which are not shown, from their results, which are text."""

from __future__ import annotations


class FieldCodes:
    """Follows the marks of fields (`w:fldChar`) through a document."""

    def __init__(self) -> None:
        self._has_result: list[bool] = []
        """For each open field, whether its result has begun."""
        self._codes = 0
        """The number of open fields whose result has not begun."""

    @property
    def in_code(self) -> bool:
        """Whether the current place is in the code of a field."""
        return self._codes > 0

    def mark(self, kind: str) -> None:
        """Handle a mark; `kind` is begin, separate or end."""
        if kind == "begin":
            self._has_result.append(False)
            self._codes += 1
        elif self._has_result and kind == "separate":
            self._codes -= not self._has_result[-1]
            self._has_result[-1] = True
        elif self._has_result and kind == "end":
            self._codes -= not self._has_result.pop()

    def end_paragraph(self) -> None:
        """Close the open codes: one that does not end in its paragraph lacks its end mark.

        It must not hide the rest of the text.
        """
        while self._codes:
            self._codes -= not self._has_result.pop()
