"""What `--baseline` leaves out, and a word where it can't leave out anything."""

from pathlib import Path

from xxzz.checked import Checked
from xxzz.cli.console import complain
from xxzz.cli.errors import cannot_work
from xxzz.report.baseline import only_new, read_baseline

_NAMED = 3


def only_new_since(file: Path, checked: Checked) -> Checked:
    """Return the check with those findings only that an earlier report does not have."""
    try:
        baseline = read_baseline(file.read_bytes(), checked.season.year)
    except OSError as error:
        raise cannot_work(f"--baseline 的“{file}”读不出来。请核对文件名。") from error
    files = {one.location.file for one in checked.report.findings}
    if baseline.files and files and files.isdisjoint(baseline.files):
        there = "、".join(f"“{name}”" for name in sorted(baseline.files)[:_NAMED])
        complain(
            f"注意：以前的报告里是别的文件（{there}等），所以全部当作新的问题。"
            "请在同一个文件夹里、用同样的写法运行。"
        )
    return only_new(checked, baseline)
