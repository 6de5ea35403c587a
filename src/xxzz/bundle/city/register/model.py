"""The rows of the register: receipts (收件) and numbers of nominations (编号)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from xxzz.season import Season

R = TypeVar("R", bound=tuple[str, ...])


class SheetFormat(NamedTuple, Generic[R]):
    """A sheet of the register; `shape` makes a row of its cells.

    `headers` are the season's. `defaults` identify the columns, and are accepted as headers too.
    """

    title: str
    shape: Callable[..., R]
    headers: R
    defaults: R
    widths: tuple[int, ...]


RECEIPTS, NUMBERS = "收件", "编号"


class Receipt(NamedTuple):
    """A received file; the cells are texts, in the order of the columns.

    `digest` is the start of the file's SHA-256, which identifies it in later runs; `received` is in
    the notice's time zone, `basis` its source.
    """

    number: str = ""
    recommender: str = ""
    file: str = ""
    kind: str = ""
    received: str = ""
    basis: str = ""
    punctuality: str = ""
    edition: str = ""
    state: str = ""
    detail: str = ""
    nominations: str = ""
    contact: str = ""
    asked: str = ""
    corrected: str = ""
    digest: str = ""
    note: str = ""


RECEIPT_HEADERS = Receipt(
    number="收件号",
    recommender="推荐单位",
    file="文件",
    kind="是什么",
    received="收到时间",
    basis="时间依据",
    punctuality="期限",
    edition="版次",
    state="状态",
    detail="说明",
    nominations="家数",
    contact="联系人",
    asked="要求补正",
    corrected="补正时间",
    digest="文件指纹",
    note="备注",
)
_RECEIPT_WIDTHS = (8, 14, 32, 14, 18, 12, 14, 6, 14, 44, 6, 22, 36, 18, 18, 24)


class Number(NamedTuple):
    """The number of a nomination, assigned at first receipt and never reused."""

    number: str = ""
    recommender: str = ""
    category: str = ""
    name: str = ""
    mobile: str = ""
    first: str = ""
    state: str = ""
    note: str = ""


NUMBER_HEADERS = Number(
    number="编号",
    recommender="推荐单位",
    category="申报类型",
    name="名称",
    mobile="联系人手机号码",
    first="首次收到",
    state="现在",
    note="备注",
)
_NUMBER_WIDTHS = (20, 14, 28, 36, 16, 18, 14, 24)

BY_HAND = "人工填写"
"""`basis` of a time entered by a person."""
GONE = "已不在收件文件夹"
"""State of a file that is no longer in the inbox."""


def receipt_sheet(season: Season) -> SheetFormat[Receipt]:
    """Return the sheet of receipts, which counts nominations by the season's measure word."""
    headers = RECEIPT_HEADERS._replace(nominations=f"{season.measure}数")
    return SheetFormat(RECEIPTS, Receipt, headers, RECEIPT_HEADERS, _RECEIPT_WIDTHS)


def number_sheet(season: Season) -> SheetFormat[Number]:
    """Return the sheet of numbers, with the season's headers of the fields in it."""
    roles = season.roles
    headers = NUMBER_HEADERS._replace(category=season.field(roles.category).header)
    if roles.mobile:
        headers = headers._replace(mobile=season.field(roles.mobile).header)
    return SheetFormat(NUMBERS, Number, headers, NUMBER_HEADERS, _NUMBER_WIDTHS)
