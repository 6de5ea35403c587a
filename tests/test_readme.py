"""What the README shows is what the program prints."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from xxzz.__main__ import main

ROOT = Path(__file__).parents[1]
ELLIPSIS = "……"
BLOCKS = re.findall(
    r"^```console\n\$ xxzz (.+)\n((?:.*\n)*?)```$",
    (ROOT / "README.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_the_output_in_the_readme_is_real(
    command: str,
    shown: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    main(shlex.split(command))
    printed = capsys.readouterr().out
    pieces = [piece.strip("\n") for piece in shown.split(f"{ELLIPSIS}\n")]
    for piece in pieces:
        assert piece in printed
        printed = printed[printed.index(piece) + len(piece) :]
    if len(pieces) == 1:
        assert printed.strip() == ""
