"""Edits in a season's tables."""

from pathlib import Path


def edit(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence of a text; return its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return text[: text.index(old)].count("\n") + 1
