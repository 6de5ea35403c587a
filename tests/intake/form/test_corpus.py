"""Layouts and ticks as offices make them: each field right, or marked for a person.

A line of `expected.jsonl` says what a person reads in a file; `said` lists the fields about which
the program only asks. A value that differs and whose box has no doubt is wrong without a word; one
that is missing without a doubt likewise.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from xxzz.intake.find import Source
from xxzz.intake.form.files import read_forms
from xxzz.intake.form.model import Form
from xxzz.season import Season, load_season

LEAST_RIGHT = 0.98
"""Share of fields that are read, not only asked about."""
CORPUS = Path(__file__).parents[2] / "data" / "forms"


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season(2023)


def lines(folder: str) -> list[dict[str, Any]]:
    text = (CORPUS / folder / "expected.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def forms(path: Path, season: Season) -> list[Form]:
    return [
        form for file in read_forms([Source(path, named=True)], season).files for form in file.forms
    ]


def outcomes(form: Form, expected: dict[str, str], season: Season) -> Iterator[tuple[str, str]]:
    """Yield what became of each field: right, wrong or missing, said or silent."""
    for field, value in expected.items():
        got = form.nomination.value(field)
        same = season.category if field == "category" else str
        if (got or value) and same(got) != same(value):
            kind = "wrong" if got else "missing"
            yield field, f"{kind}-{'said' if field in form.doubtful else 'silent'}"
        else:
            yield field, "right"


def test_no_layout_is_read_wrongly_without_a_word(season: Season) -> None:
    counts: Counter[str] = Counter()
    bad = []
    for line in lines("layouts"):
        found = forms(CORPUS / "layouts" / line["file"], season)
        assert len(found) == line["forms"], line["label"]
        for field, outcome in outcomes(found[line["which"]], line["expect"], season):
            counts[outcome] += 1
            if outcome.endswith("silent") or (outcome != "right") != (
                field in line.get("said", ())
            ):
                bad.append((line["label"], field, outcome))
    assert bad == []
    assert counts["right"] / sum(counts.values()) > LEAST_RIGHT


@pytest.mark.parametrize("line", lines("ticks"), ids=lambda line: line["label"])
def test_the_ticked_type(line: dict[str, Any], season: Season) -> None:
    (form,) = forms(CORPUS / "ticks" / line["file"], season)
    wanted, got = line["category"], form.nomination.category
    if wanted:
        assert season.category(got) == (season.category(wanted) or wanted)
    else:
        assert got == ""
        assert "category" in form.doubtful
