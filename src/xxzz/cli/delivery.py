"""Writes reports to the screen and to files, in one or several formats."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from xxzz.checked import Checked
from xxzz.cli.choices import choose
from xxzz.cli.console import emit_as_it_is, emit_utf8, in_ci
from xxzz.cli.errors import wrong_usage
from xxzz.cli.output import append_text, require_ending, write_bytes, write_text
from xxzz.cli.style import PIPED, stdout_style
from xxzz.finding import Report
from xxzz.report import REPORTERS, render
from xxzz.report.places import from_top
from xxzz.repository.settings import repository_of

FOR_PEOPLE = "terminal"
_STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


class Target(NamedTuple):
    """A format and its file; None means standard output."""

    format: str
    file: Path | None = None


def targets(
    formats: Sequence[str], outputs: Sequence[Path], reports: Sequence[str]
) -> list[Target]:
    """Parse --format, --output and --report; exits if they are inconsistent.

    Format and output may be given several times, in pairs; a format without file is printed.
    """
    names = [choose("格式", name, REPORTERS) for name in formats or (FOR_PEOPLE,)]
    if len(names) != (len(outputs) or 1):
        raise wrong_usage(
            f"写了{len(names)}种格式、{len(outputs)}个文件，对不上；"
            "要写几份结果，请用 --report 格式=文件，可以写几次。"
        )
    found = [*map(Target, names, outputs or (None,)), *map(_target, reports)]
    for target in found:
        _require_fitting(target)
    files = [target.file.resolve() for target in found if target.file]
    if len(set(files)) < len(files):
        raise wrong_usage("有两份结果要写进同一个文件，请各用一个文件名。")
    return found


@dataclass(frozen=True)
class Delivery:
    """Renders and writes reports; personal data is masked if `redacted`."""

    checked: Checked
    redacted: bool = True

    def to(self, wanted: Sequence[Target]) -> None:
        """Write the files first, so that the verdict is the last line on the screen."""
        if page := os.environ.get(_STEP_SUMMARY):
            from xxzz.report.github import summary  # noqa: PLC0415  # only in such a job

            append_text(Path(page), summary(_from_top(self._public), self.checked.season))
        for target in sorted(wanted, key=lambda one: one.file is None):
            report = self._public if self._is_public(target) else self.checked.report
            if REPORTERS[target.format].from_top:
                report = _from_top(report)
            self._write(target, report)

    def _is_public(self, target: Target) -> bool:
        log = target.file is None and in_ci()
        return self.redacted and (log or REPORTERS[target.format].public)

    @cached_property
    def _public(self) -> Report:
        from xxzz.report.redact import redact  # noqa: PLC0415  # most runs show all on a screen

        return redact(self.checked)

    def _write(self, target: Target, report: Report) -> None:
        on_screen = target.file is None and target.format == FOR_PEOPLE
        style = stdout_style() if on_screen else PIPED
        made = render(target.format, report, self.checked.season, style)
        if isinstance(made, str):
            if target.file:
                write_text(target.file, made)
            else:
                (emit_as_it_is if on_screen else emit_utf8)(made)
        elif target.file:
            write_bytes(target.file, made)


def _from_top(report: Report) -> Report:
    here = Path.cwd()
    top = repository_of(here)
    return from_top(report, top, here) if top else report


def _require_fitting(target: Target) -> None:
    reporter = REPORTERS[target.format]
    if target.file:
        require_ending(target.file, reporter.ending)
    elif reporter.binary:
        raise wrong_usage(f"{target.format} 格式是文件，不能显示在屏幕上；请加 -o 文件名。")


def _target(text: str) -> Target:
    name, sign, file = text.replace("＝", "=").partition("=")
    if not (sign and file):
        raise wrong_usage(
            f"--report 要写成“格式=文件”，例如 --report html=检查结果.html，现在是“{text}”。"
        )
    return Target(choose("格式", name, REPORTERS), Path(file))
