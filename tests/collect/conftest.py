import pytest

from xxzz.workbooks.blank import indicators, nominations


@pytest.fixture(autouse=True)
def few_blank_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prepare few rows in a new workbook: each cell of them is read and written again and again."""
    for module in (indicators, nominations):
        monkeypatch.setattr(module, "_LAST_ROW", 20)
