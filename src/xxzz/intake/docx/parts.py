"""The parts of a Word document, from a zip or from one Flat OPC file.

The sizes that a file declares are not trusted: they are measured while decompressing. An XML part
with a DTD (and so any entity) or with too many elements is refused.
"""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from xxzz.intake.docx.errors import DocumentUnreadable, damaged, too_large
from xxzz.xml.editing import Tree
from xxzz.xml.reading import Reason, XmlRefused
from xxzz.xml.reading import parse as parse_xml
from xxzz.zips.reading import MAX_ENTRIES, ForeignZip, Limits, ZipRefused
from xxzz.zips.reading import Reason as ZipReason

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_PART_BYTES = 64 * 1024 * 1024

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


class Parts(Protocol):
    """The parts of a document; all methods raise `DocumentUnreadable`."""

    def root(self, name: str) -> Element | None:
        """Return the root element of a part, None where the document has none of this name."""

    def xml(self, name: str) -> bytes | None:
        """Return the XML of a part."""

    def binary(self, name: str, max_bytes: int) -> bytes | None:
        """Return a part that is not XML; one of more than `max_bytes` is refused."""


class ZipParts:
    """The parts of an ordinary .docx."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ForeignZip(BytesIO(data), Limits(part=MAX_PART_BYTES))
        except ZipRefused as error:
            raise _zip_refusal(error) from error
        self._infos = {_key(info.filename): info for info in self._zip.entries}

    def names(self) -> frozenset[str]:
        """Return the names of all parts, normalised for comparison."""
        return frozenset(self._infos)

    def root(self, name: str) -> Element | None:
        """Decompress and parse a part."""
        xml = self.xml(name)
        return None if xml is None else parse(xml)

    def xml(self, name: str) -> bytes | None:
        """Decompress a part."""
        info = self._infos.get(_key(name))
        try:
            return None if info is None else self._zip.read(info)
        except ZipRefused as error:
            raise _zip_refusal(error) from error

    def binary(self, name: str, max_bytes: int) -> bytes | None:
        """Decompress a part unless it is larger than `max_bytes`."""
        info = self._infos.get(_key(name))
        if info is not None and info.file_size > max_bytes:
            raise too_large(f"{info.filename} 超过 {max_bytes >> 20} MB")
        return self.xml(name)


class FlatParts:
    """The parts of a Flat OPC document: `pkg:package` with one `pkg:part` each."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MAX_PART_BYTES:
            raise too_large(f"超过 {MAX_PART_BYTES >> 20} MB")
        self._roots: dict[str, Element] = {}
        self._binary: dict[str, str] = {}
        for part in parse(data).iter(f"{_PKG}part"):
            name = _key(part.get(f"{_PKG}name", ""))
            for content in part:
                if content.tag == f"{_PKG}xmlData" and len(content):
                    self._roots[name] = content[0]
                elif content.tag == f"{_PKG}binaryData":
                    self._binary[name] = content.text or ""

    def root(self, name: str) -> Element | None:
        """Return the root element of a part."""
        return self._roots.get(_key(name))

    def xml(self, name: str) -> bytes | None:
        """Return the XML of a part as a document of its own."""
        root = self.root(name)
        return None if root is None else Tree(root).to_bytes()

    def binary(self, name: str, max_bytes: int) -> bytes | None:
        """Decode a part from Base64."""
        text = self._binary.get(_key(name))
        if text is None:
            return None
        try:
            data = b64decode("".join(text.split()), validate=True)
        except ValueError as error:
            raise damaged("里面的图片读不出来") from error
        if len(data) > max_bytes:
            raise too_large(f"{name} 超过 {max_bytes >> 20} MB")
        return data


def parse(xml: bytes) -> Element:
    """Parse an XML part and return its root; raises `DocumentUnreadable`."""
    try:
        return parse_xml(xml)
    except XmlRefused as error:
        raise _refusal(error.reason) from error


def _refusal(reason: Reason) -> DocumentUnreadable:
    match reason:
        case Reason.DOCTYPE:
            return DocumentUnreadable(
                "文件里有 Word 文档不该有的 DTD 声明，为安全起见没有读取。",
                "请把文字复制到一个新建的 Word 文档，保存为 .docx 再用。",
            )
        case Reason.NODES:
            return too_large("元素太多")
        case Reason.DEPTH:
            return damaged("嵌套层次太深")
        case Reason.SYNTAX:
            return damaged("里面的 XML 不合语法")


def _zip_refusal(error: ZipRefused) -> DocumentUnreadable:
    match error.reason:
        case ZipReason.ENTRIES:
            return too_large(f"压缩包内超过 {MAX_ENTRIES} 个文件")
        case ZipReason.PART | ZipReason.TOTAL:
            return too_large(f"正文超过 {MAX_PART_BYTES >> 20} MB")
        case ZipReason.ENCRYPTED:
            return DocumentUnreadable(
                "文件的压缩包设了密码，无法读取。", "请去掉密码后重新保存为 .docx。"
            )
        case ZipReason.METHOD:
            return damaged("用了 Word 不用的压缩方法")
        case ZipReason.DAMAGED if error.entry:
            return damaged("压缩的内容读不出来")
        case ZipReason.DAMAGED:
            return damaged("压缩包没有正常的结尾，多半没有传完")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
