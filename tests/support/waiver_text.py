"""A waivers.yaml with one waiver, for a quota."""

AGREED = """\
waivers:
  - rule: quota-exceeded
    nomination: 徐汇区
    reason: 经同意增加一家
    approved_by: 王示例
    date: 2023-09-01
"""
