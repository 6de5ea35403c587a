"""What the models of the tables answer by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xxzz.season.models.conditions import Attachment, Years
from xxzz.season.models.wording import TextLimits

if TYPE_CHECKING:
    from conftest import Tables

NOTICE = "notice_2023.yaml"
BY_CATEGORY = TextLimits.model_validate(
    {
        "id": "story",
        "field": "story",
        "clause": "五",
        "limits": [{"categories": ["family"], "max": 800}, {"max": 2000}],
    }
)


@pytest.mark.parametrize(("category", "most"), [("family", 800), ("agency", 2000), (None, 2000)])
def test_the_limit_of_a_category(category: str | None, most: int) -> None:
    limit = BY_CATEGORY.limit(category)
    assert limit is not None
    assert limit.max == most


def test_a_category_without_a_limit() -> None:
    only = BY_CATEGORY.model_copy(update={"limits": BY_CATEGORY.limits[:1]})
    assert only.limit("agency") is None
    assert only.limit(None) is None


def test_years_may_differ_by_category() -> None:
    condition = {
        "id": "a",
        "kind": "years",
        "categories": ["agency", "enterprise"],
        "field": "building_since",
        "as_of": "2023-09-20",
        "clause": "三",
    }
    same = Years.model_validate(condition | {"years": 3}, strict=False)
    assert (same.least("agency"), same.least("enterprise")) == (3, 3)
    own = Years.model_validate(condition | {"years": {"agency": 2, "enterprise": 3}}, strict=False)
    assert (own.least("agency"), own.least("enterprise")) == (2, 3)


def test_one_file_is_needed_where_nothing_else_is_said() -> None:
    condition = {"id": "a", "kind": "attachment", "categories": ["agency"], "field": "photo"}
    asked = Attachment.model_validate(condition | {"files": ["jpg"], "clause": "三"})
    assert (asked.least, asked.most) == (1, None)


@pytest.mark.parametrize(
    ("old", "fits", "wrong"),
    [
        ("width: 6", "width: 4", "width: 3"),
        ("width: 6", "width: 80", "width: 81"),
        (
            "categories: [enterprise]\n    field: building",
            "",
            "categories: []\n    field: building",
        ),
        ("limits: [{max: 500}]", "limits: [{max: 501}]", "limits: []"),
    ],
)
def test_what_a_value_may_be(tables: Tables, old: str, fits: str, wrong: str) -> None:
    line = tables.edit(NOTICE, old, fits or old)
    tables.edit(NOTICE, fits or old, wrong)
    assert (NOTICE, line) in [(file, at) for file, at, _ in tables.problems()]
