"""Times whole processes in turn, A B A B …, so that a drifting machine hits both alike."""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sysconfig
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import xxzz


@dataclass(frozen=True, slots=True)
class Comparison:
    """Median seconds of ours and of the peer, and the median of the ratios pair by pair."""

    work: str
    ours: float
    peer: float
    ratio: float
    target: float

    def __str__(self) -> str:
        verdict = "met" if self.ratio <= self.target else "MISSED"
        return (
            f"{self.work:<58} {self.ours:8.3f} s {self.peer:8.3f} s  "
            f"ratio {self.ratio:6.3f}  target {self.target:g}  {verdict}"
        )


def seconds(command: Sequence[str | Path], folder: Path | None = None) -> float:
    """Run a command to its end and return its wall time; a status above 1 is an error."""
    as_installed()
    start = time.perf_counter()
    done = subprocess.run(list(map(str, command)), capture_output=True, check=False, cwd=folder)
    passed = time.perf_counter() - start
    if done.returncode > 1:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return passed


@cache
def as_installed() -> None:
    """Compile all modules, ours and the peers', as pip does unless it is told not to."""
    for folder in (Path(xxzz.__file__).parent, sysconfig.get_path("purelib")):
        compileall.compile_dir(folder, quiet=2)


def compare(
    work: str,
    ours: Sequence[str | Path],
    peer: Sequence[str | Path],
    *,
    target: float,
    runs: int = 5,
) -> Comparison:
    """Run both commands in turn, once to warm up and `runs` times to count."""
    pairs = [(seconds(ours), seconds(peer)) for _ in range(runs + 1)][1:]
    return Comparison(
        work,
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
        target,
    )
