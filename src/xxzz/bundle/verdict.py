"""The verdict on a package: five checks with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xxzz.bundle.bagit.bag import Bag
    from xxzz.checked import Checked
    from xxzz.finding import Report
    from xxzz.nomination import Submission

SAFE, WHOLE, COMPLETE, VALID, CONSISTENT = "安全", "完整", "齐全", "有效", "一致"
CHECKS = (SAFE, WHOLE, COMPLETE, VALID, CONSISTENT)
NOT_CHECKED = "前面没有通过，这一项没有检查"
_MAX_LISTED = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One check; it passes without `faults`.

    `faults` and `notes` are Chinese phrases without a full stop.
    """

    name: str
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether there are no faults."""
        return not self.faults

    @property
    def reason(self) -> str:
        """The first few faults or, if there are none, notes."""
        shown = self.faults or self.notes
        more = f"；等{len(shown)}处" if len(shown) > _MAX_LISTED else ""
        return "；".join(shown[:_MAX_LISTED]) + more


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of all checks, as far as the package could be read.

    `loose` marks a workbook that was sent without a package.
    """

    package: Path
    lines: tuple[Line, ...]
    bag: Bag | None = None
    submissions: tuple[Submission, ...] = ()
    checked: Checked | None = None
    loose: bool = False

    @property
    def report(self) -> Report | None:
        """The report of the rules, if they were run."""
        return self.checked.report if self.checked else None

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(line.passed for line in self.lines)

    @property
    def complaint(self) -> str:
        """The failed checks with reasons, without those not performed."""
        wrong = [one for one in self.lines if not one.passed and one.faults != (NOT_CHECKED,)]
        return "；".join(f"{one.name}不通过：{one.reason}" for one in wrong)

    def line(self, name: str) -> Line:
        """Return a check by name."""
        return next(line for line in self.lines if line.name == name)


def unchecked(names: Sequence[str]) -> list[Line]:
    """Return lines for checks that were not performed."""
    return [Line(name, (NOT_CHECKED,)) for name in names]
