"""Texts of waivers.yaml with one waiver: for a quota, for the title of a family."""

AGREED = """\
waivers:
  - rule: quota-exceeded
    nomination: 徐汇区
    reason: 经同意增加一家
    approved_by: 王示例
    date: 2023-09-01
"""


def title_of(family: str) -> str:
    """Return the waiver of a family whose certificate is on its way."""
    return (
        f"waivers:\n  - {{rule: family-title, nomination: {family}, reason: 证书补办中,"
        " approved_by: 王示例, date: 2023-09-01}\n"
    )
