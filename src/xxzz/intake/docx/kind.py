"""The kind of a file by its content, since names and extensions are often wrong."""

from __future__ import annotations

from xxzz.intake.docx.errors import SAVE_AS_DOCX, DocumentUnreadable

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BYTE_ORDER, _SECTOR_SIZES = b"\xfe\xff", (b"\x09\x00", b"\x0c\x00")  # MS-CFB, 2.2
_MIN_OLE_BYTES = 3 * 512  # the header, the sector allocation table, the directory
_FLAT_OPC = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_HTML_STARTS = (b"<html", b"<!doctype html", b"mime-version:")
_RTF = b"{\\rtf"
_ODF_TEXT, _ODF_HEAD = b"mimetypeapplication/vnd.oasis.opendocument.text", 100
_HEAD = 4096
_WORD_STREAM_START, _SECTOR = b"\xec\xa5", 512
_FLAGS_AT, _ENCRYPTED = 0x0A, 0x01  # a bit of the flags' second byte


def is_flat_opc(data: bytes) -> bool:
    """Tell whether this is Flat OPC: all parts of a .docx in one XML file, often named .doc."""
    head = _head(data)
    return head.startswith(b"<") and _FLAT_OPC in head


def is_office(data: bytes) -> bool:
    """Tell whether this is an office file, readable or not, and not plain text."""
    return data.startswith(ZIP) or is_flat_opc(data) or _foreign_kind(data) is not None


def is_old_word(data: bytes) -> bool:
    """Tell whether this is a binary Word or WPS document (.doc, .wps), RTF or an ODF text."""
    is_binary = _is_compound(data) and _has_stream(data, "WordDocument")
    return is_binary or _head(data).startswith(_RTF) or is_odf_text(data)


def is_odf_text(data: bytes) -> bool:
    """Tell whether this is an ODF text (.odt), whose type is its first part, uncompressed."""
    return data.startswith(ZIP) and _ODF_TEXT in data[:_ODF_HEAD]


def refuse_locked_word(data: bytes) -> None:
    """Raise `DocumentUnreadable` for a .doc with a password, which LibreOffice can't convert."""
    at = data.find(_WORD_STREAM_START) if data.startswith(_OLE) else -1
    while at >= 0:
        # the stream begins at a sector boundary, and its FibBase has the flags (MS-DOC, 2.5.2)
        if at % _SECTOR == 0 and data[at + _FLAGS_AT + 1 : at + _FLAGS_AT + 2] > b"":
            if data[at + _FLAGS_AT + 1] & _ENCRYPTED:
                raise _locked()
            return
        at = data.find(_WORD_STREAM_START, at + 1)


def _locked() -> DocumentUnreadable:
    return DocumentUnreadable(
        "文件设了打开密码，无法读取。",
        "请用 Word 打开它，选“文件→信息→保护文档→用密码进行加密”，清空密码后保存。",
    )


def refuse_foreign(data: bytes) -> None:
    """Raise `DocumentUnreadable` for a file that is not a .docx; the message says what it is."""
    if data.startswith(ZIP):
        return  # `open_document` looks into it
    if not data:
        raise DocumentUnreadable(
            "文件是空的（0 字节）。", "多半是保存或发送时出了错，请重新保存或重新要一份。"
        )
    if data.startswith(_OLE) and not _has_stream(data, "WordDocument"):
        _refuse_locked(data)
    if kind := _foreign_kind(data):
        raise DocumentUnreadable(f"这是{kind}，不是 .docx 文档。", SAVE_AS_DOCX)


def _refuse_locked(data: bytes) -> None:
    if _has_stream(data, "EncryptedPackage"):
        raise _locked()


def _foreign_kind(data: bytes) -> str | None:
    head = _head(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if head.startswith(b"%PDF-"):
        return " PDF 文件"
    if head.startswith(_RTF):
        return " RTF 文档"
    if head.lower().startswith(_HTML_STARTS):
        return "网页格式的文档"
    if head.startswith(b"<?xml") and _WORD_2003 in head and _FLAT_OPC not in head:
        return " Word 2003 的 XML 文档"
    return None


def _head(data: bytes) -> bytes:
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()


def _is_compound(data: bytes) -> bool:
    """Tell whether an OLE file has a valid header; LibreOffice imports any other as garbage."""
    order, sectors = data[28:30], data[30:32]
    is_valid = order == _BYTE_ORDER and sectors in _SECTOR_SIZES and len(data) >= _MIN_OLE_BYTES
    return data.startswith(_OLE) and is_valid


def _ole_kind(data: bytes) -> str:
    if _has_stream(data, "WordDocument"):
        return "旧格式的 Word 或 WPS 文档（.doc、.wps）"
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return " Excel 工作簿"
    return "旧格式的 Office 文件"


def _has_stream(data: bytes, name: str) -> bool:
    # searched as bytes (names are UTF-16), since the directory of a hostile file may be circular
    return name.encode("utf-16-le") in data
