"""A workbook of families for tests that run the program: complete, and visibly invented."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from openpyxl import Workbook

from xxzz.season import load_season

FAMILY = {
    "序号": "1",
    "推荐单位": "徐汇区",
    "申报类型": "学习型家庭",
    "单位（集体）名称": "慕示例家庭",
    "负责人姓名": "慕示例",
    "负责人联系电话": "13900000001",
    "联系人姓名": "慕示例",
    "联系人手机号码": "13900000001",
    "单位地址": "上海市徐汇区样张路1号",
    "联系人E-mail": "contact@example.org",
    "邮编": "200032",
    "最美家庭称号": "2021年上海市最美家庭",
    "简要事迹": "全家每晚一起读书一小时。",
    "详细事迹": "".join(
        f"第{week}周全家读完一本书并且互相讲述自己的心得体会。" for week in range(83)
    ),
}
"""What stands under each header; nothing in it is wrong."""


def write_families(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """Write a row for each mapping, which says what differs from `FAMILY`."""
    headers = [field.header for field in load_season(2023).notice.fields]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "推荐名单"
    sheet.append(headers)
    for row in rows:
        values = FAMILY | row
        sheet.append([values.get(header) for header in headers])
    book.save(path)
    return path
