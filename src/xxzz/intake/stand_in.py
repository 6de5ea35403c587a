"""Recognises files that git left in place of, or mixed into, the real ones."""

from __future__ import annotations

import re

_LFS = b"version https://git-lfs.github.com/spec/"
_CONFLICT = re.compile(r"^<{7} .*$|^={7}$|^>{7} .*$", re.MULTILINE)
_SIDES = 3

LFS_POINTER = "这是 Git LFS 的占位文件，真正的内容没有取下来。"
LFS_HINT = (
    "请在仓库里运行 git lfs pull，再检查一次；"
    "在 CI 里，取出仓库时要打开 LFS（GitHub 的 actions/checkout 写 lfs: true）。"
)
CONFLICT = "里面有 git 合并冲突的标记（<<<<<<< 和 >>>>>>>），两个版本混在一起。"
CONFLICT_HINT = "请打开它，两个版本里留下要的一个，删去另一个和三行标记，再检查一次。"


def is_lfs_pointer(head: bytes) -> bool:
    """Tell from its first bytes whether a file is a pointer of Git LFS."""
    return head.startswith(_LFS)


def has_conflict(text: str) -> bool:
    """Tell whether a text has the three marks of an unresolved merge, in order."""
    marks = [found[0][0] for found in _CONFLICT.finditer(text)]
    return any(marks[at : at + _SIDES] == ["<", "=", ">"] for at in range(len(marks)))
