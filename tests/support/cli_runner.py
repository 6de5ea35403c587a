"""What the fixtures that run the program give back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Xxzz = Callable[..., Result]
Process = Callable[..., CompletedProcess[bytes]]
Workbook = Callable[..., Path]
