"""What other people's files depend on changes only with a line in the CHANGELOG."""

import json
import re
from pathlib import Path

from tools import contract

CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"


def to_come() -> str:
    """Return what the CHANGELOG says of the version to come."""
    text = CHANGELOG.read_text(encoding="utf-8")
    match = re.search(r"^## \[未发布\]\n(.*?)(?=^## \[|\Z)", text, re.MULTILINE | re.DOTALL)
    assert match is not None
    return match[1]


def test_each_change_of_a_promise_stands_in_the_changelog() -> None:
    released = json.loads(contract.STORED.read_text(encoding="utf-8"))
    told = to_come()
    changed = contract.changes(released, contract.contract())
    unsaid = [name for name in changed if f"`{name}`" not in told]
    assert unsaid == [], (
        "name them in CHANGELOG.md under 未发布 (python -m tools.contract --changes)"
    )


def test_a_change_is_seen() -> None:
    before = {"规则": {"a": "error", "b": "error", "c": "error"}, "栏目": {}}
    now = {"规则": {"a": "error", "b": "warning", "d": "error"}, "栏目": {"备注": "remark"}}
    assert list(contract.changes(before, now)) == ["b", "c", "d", "备注"]
