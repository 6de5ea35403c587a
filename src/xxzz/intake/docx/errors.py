"""The exception of all readers of documents, and the reasons that several of them share."""

from __future__ import annotations

SAVE_AS_DOCX = "请用 Word 或 WPS 打开它，选“文件→另存为→Word 文档 (*.docx)”，再用新文件。"


class DocumentUnreadable(Exception):
    """A file can't be read as a document.

    `message` says in Chinese what is wrong, `hint` what the user can do about it.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}{self.hint}"

    def about(self, name: str) -> DocumentUnreadable:
        """Return the same error with the file's name in front of its message."""
        return DocumentUnreadable(f"{name}：{self.message}", self.hint)


def damaged(detail: str) -> DocumentUnreadable:
    """Return the error for a Word document that is damaged or incomplete."""
    return DocumentUnreadable(
        f"文件已损坏或不完整（{detail}）。",
        "请向对方重新要一份；如果 Word 能打开它，请另存为新的 .docx 再用。",
    )


def too_large(detail: str) -> DocumentUnreadable:
    """Return the error for a file that would take too much memory or time."""
    return DocumentUnreadable(
        f"文件展开后大得不正常（{detail}），没有读取。",
        "请把文字复制到一个新建的 Word 文档，保存为 .docx 再用。",
    )
