"""The verdict on a package: five lines, each passed or not, with the reason."""

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
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One check: whether it passed, why not, and what else the receiver should know.

    `faults` and `notes` are Chinese phrases without a full stop.
    """

    name: str
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def reason(self) -> str:
        """What is wrong, else what is remarkable, at most a few of each."""
        shown = self.faults or self.notes
        more = f"；等{len(shown)}处" if len(shown) > _SHOWN else ""
        return "；".join(shown[:_SHOWN]) + more


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that is known of a package after its checks, as far as it could be read.

    `loose` says that it is no package: a workbook that came as it is.
    """

    package: Path
    lines: tuple[Line, ...]
    bag: Bag | None = None
    submissions: tuple[Submission, ...] = ()
    checked: Checked | None = None
    loose: bool = False

    @property
    def report(self) -> Report | None:
        """What the rules say of it, where they could be run."""
        return self.checked.report if self.checked else None

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(line.passed for line in self.lines)

    @property
    def complaint(self) -> str:
        """What is wrong, check by check, without those that could not be made for it."""
        wrong = [one for one in self.lines if not one.passed and one.faults != (NOT_CHECKED,)]
        return "；".join(f"{one.name}不通过：{one.reason}" for one in wrong)

    def line(self, name: str) -> Line:
        """Return one check by its name."""
        return next(line for line in self.lines if line.name == name)


def unchecked(names: Sequence[str]) -> list[Line]:
    """Return the lines of checks that could not be made."""
    return [Line(name, (NOT_CHECKED,)) for name in names]
