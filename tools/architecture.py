"""Draws the graph of rooms in docs/architecture.md from imports: `python -m tools.architecture`.

`--check` only tells whether the graph is current; the exit code is 1 if it is not.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "xxzz"
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- picture: made by tools/architecture.py -->", "<!-- end of picture -->"


def picture() -> str:
    """Return a Mermaid graph with an arrow from each room to the rooms it imports directly.

    Rooms imported by nearly all others (data shapes and pure text) are drawn without arrows.
    """
    arrows = rooms()
    common = {"finding", "location", "nomination", "text", "season"}
    lines = ["```mermaid", "graph TD"]
    for room in sorted(arrows):
        lines += [f"  {room} --> {other}" for other in sorted(arrows[room] - common - {room})]
    lines += ["  subgraph 人人都用", *(f"    {room}" for room in sorted(common)), "  end", "```"]
    return "\n".join(lines)


def rooms() -> dict[str, set[str]]:
    """Return the imported rooms of each room, which is a folder or a single module."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted(SOURCE.rglob("*.py")):
        room = _room(path.relative_to(SOURCE).with_suffix("").parts)
        for name in _imports(path):
            other = _room(tuple(name.split(".")[1:]))
            if room and other and room != other:
                found[room].add(other)
    return dict(found)


def _room(parts: tuple[str, ...]) -> str:
    return parts[0] if parts and parts[0] not in ("__init__", "__main__") else ""


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("xxzz."):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("xxzz."))


def redrawn(page: str) -> str:
    """Return the page with the current graph."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{picture()}\n{END}{after}"


def main() -> int:
    """Redraw or check the graph."""
    page = PAGE.read_text(encoding="utf-8")
    new = redrawn(page)
    if "--check" in sys.argv:
        return int(new != page)
    PAGE.write_text(new, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
