"""`xxzz render` beside docxtpl, a fresh DocxTemplate for each document as its users do.

Usage: python benchmarks/render.py   (needs: pip install -e ".[bench]")
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment
from timing import Comparison, compare, seconds
from workbooks import write

from xxzz.entry import resolve
from xxzz.intake import read_sources
from xxzz.render.context import form_names, form_values
from xxzz.render.documents import templates_folder
from xxzz.render.story import printed_story
from xxzz.render.template import Template
from xxzz.render.xmltext import lines
from xxzz.season import load_season

XXZZ = Path(sys.executable).parent / "xxzz"
FORM = templates_folder() / "form.docx"
SUMMARY = templates_folder() / "summary.docx"
BATCH, BATCHES = 40, 5

# From a workbook to the documents, as one writes it with the usual libraries, without any checks.
PEER = """
import sys
from docxtpl import DocxTemplate
from jinja2 import Environment
from openpyxl import load_workbook
book, form, summary, folder, *names = sys.argv[1:]
environment = Environment(autoescape=True)
environment.filters["lines"] = str.splitlines
rows = load_workbook(book, read_only=True).active.iter_rows(min_row=2, values_only=True)
groups = {}
for number, row in enumerate(rows, 1):
    values = dict(zip(names, map(str, row)))
    values |= {"attachment": "", "title": "", "notes": [], "story_title": ""}
    values["story_lines"] = [{"text": line, "kind": "text"} for line in values["story"].splitlines()]
    document = DocxTemplate(form)
    document.render(values, environment, autoescape=True)
    document.save(f"{folder}/{number:03}.docx")
    entry = {"number": values["rank"], "name": values["name"], "remark": values["remark"]}
    entries = groups.setdefault(values["recommender"], {}).setdefault(values["category"], [])
    entries.append(entry)
for name, found in groups.items():
    values = {"attachment": "", "title": "", "recommender": name, "notes": []}
    values["groups"] = [
        {"name": kind, "size": len(entries), "entries": entries} for kind, entries in found.items()
    ]
    document = DocxTemplate(summary)
    document.render(values, environment, autoescape=True)
    document.save(f"{folder}/{name}.docx")
"""


def forms(folder: Path, book: Path) -> Comparison:
    """Make the same forms with both, batch by batch, from values in memory to a file on disk."""
    season = load_season()
    entries = resolve(read_sources([book], season).submissions, season)
    template = Template(FORM, form_names(season))
    pairs = []
    for start in range(0, BATCH * BATCHES, BATCH):
        batch = [
            form_values(one, printed_story(one.nomination, None).lines, season)
            for one in entries[start : start + BATCH]
        ]
        pairs.append((_ours(template, batch, folder), _peer(batch, folder)))
    ours, peer = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(ours / peer for ours, peer in pairs)
    return Comparison(f"{BATCH} forms with their stories / docxtpl", ours, peer, ratio, 1 / 40)


def _ours(template: Template, batch: Sequence[Mapping[str, object]], folder: Path) -> float:
    start = time.perf_counter()
    for number, values in enumerate(batch):
        (folder / f"{number}.docx").write_bytes(template.render(values))
    return time.perf_counter() - start


def _peer(batch: Sequence[Mapping[str, object]], folder: Path) -> float:
    environment = Environment(autoescape=True)
    environment.filters["lines"] = lines
    start = time.perf_counter()
    for number, values in enumerate(batch):
        document = DocxTemplate(FORM)
        document.render(dict(values), environment, autoescape=True)
        document.save(folder / f"{number}-peer.docx")
    return time.perf_counter() - start


def whole(folder: Path, book: Path) -> Comparison:
    """Run both programs from the workbook to all documents, each time into a new folder."""
    script = folder / "peer.py"
    script.write_text(PEER, encoding="utf-8")
    names = [field.id for field in load_season().notice.fields]
    pairs = []
    for number in range(4):
        ours, peer = folder / f"ours{number}", folder / f"peer{number}"
        peer.mkdir()
        command = [sys.executable, script, book, FORM, SUMMARY, peer, *names]
        pairs.append((seconds([XXZZ, "render", book, "--out", ours]), seconds(command)))
    medians = [statistics.median(times) for times in zip(*pairs[1:], strict=True)]
    ratio = statistics.median(ours / peer for ours, peer in pairs[1:])
    work = "xxzz render / openpyxl and docxtpl, the same documents"
    return Comparison(work, *medians, ratio, 0.08)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = write(folder / "476.xlsx", 476)
        print(forms(folder, book))
        ours = [XXZZ, "render", book, "--out", folder / "out"]
        work = "xxzz render / xxzz validate, 476 forms and 19 summaries"
        print(compare(work, ours, [XXZZ, "validate", book], target=3.0))
        print(whole(folder, book))


if __name__ == "__main__":
    main()
