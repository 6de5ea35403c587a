"""What holds for all tests."""

import pytest

import xxzz  # noqa: F401  # first: it tells openpyxl, which tests import too, not to use lxml
from pinned import pin


def pytest_configure() -> None:
    """Stand on one season: a new year's tables are no test's concern."""
    pin()


@pytest.fixture(autouse=True)
def no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test what a person sees; what a CI service logs has no personal data."""
    for name in ("CI", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
