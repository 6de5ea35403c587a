"""File names in a package and labels of bag-info.txt, matching data/bagit-profile.json."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xxzz.nomination import Category

SOURCES = "data/名单"
"""The submitted workbooks with their stories and waivers."""
DOCUMENTS = "data/推荐材料"
"""The rendered 附件3 and 附件4."""
RESULTS = "data/检查结果"
JSON_REPORT, HTML_REPORT = f"{RESULTS}/检查结果.json", f"{RESULTS}/检查结果.html"
TABLES = "data/规则表"
"""The season's tables used for checking."""

RECOMMENDER, SEASON, EDITION = "Recommender", "Season", "Edition"
AGENT, TABLES_VERSION = "Bag-Software-Agent", "Season-Tables"
SAVED, CONTACT = "Workbook-Saved", "Contact-Name"
NOMINATIONS = "Nomination-Count"
WAIVED = "Waived-Count"

_EDITION = re.compile(r"[1-9][0-9]{0,5}")


def count_label(category: Category) -> str:
    """Return the bag-info.txt label for a category's number of nominations."""
    return f"{category.title()}-Count"


def bag_name(recommender: str, year: int, edition: int) -> str:
    """Return the name of a package without suffix, and of the folder inside."""
    return f"{recommender}-{year}-第{edition}版"


def edition_of(name: str, recommender: str, year: int) -> int | None:
    """Return the edition in a package's name, or None if the name does not match."""
    match = re.fullmatch(rf"{re.escape(recommender)}-{year}-第(.+)版", name)
    return edition_number(match[1]) if match else None


def edition_number(text: str) -> int | None:
    """Parse an edition; None if it is invalid."""
    return int(text) if _EDITION.fullmatch(text) else None
