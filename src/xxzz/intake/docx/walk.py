"""Walks over the body of a document and collects the text that counts towards 字数.

The visible text of the body counts: paragraphs, tables, content controls, links, inserted text,
results of fields. Not counted are deleted or moved text, field codes, hidden text and rows, text
boxes, the fallback of an AlternateContent, the readings above ruby text, and formulas.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.intake.docx.alternatives import ALTERNATIVES, first_choice
from xxzz.intake.docx.field_codes import FieldCodes
from xxzz.intake.docx.symbol_fonts import as_shown, is_symbol_font, symbol_shown
from xxzz.text.count import Run
from xxzz.xml.names import local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document
    from xxzz.intake.docx.styles import Look

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PROPERTIES = ("pPr", "rPr", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rubyPr")
_NO_TEXT = (*_PROPERTIES, "rt", "instrText", "delText", "delInstrText")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOL = re.compile("(?!00[01])(?![dD][89a-fA-F])[0-9a-fA-F]{4}")
HIDDEN_ROW_PROPERTIES = ("del", "hidden")
"""Children of `w:trPr` with which a row is not shown."""


class Walk:
    """Collects the runs in some elements (the body, or a cell), paragraph by paragraph.

    `boxed` counts the characters in text boxes, `pictures` the pictures without text; `foreign`
    tells whether there is a file of another format in place of text (`w:altChunk`). Subclasses
    extend the handlers of `_starts` and `_ends` to collect more.
    """

    def __init__(self, document: Document, *roots: Element) -> None:
        self.paragraphs: list[list[Run]] = []
        self.boxed = 0
        self.pictures = 0
        self.foreign = False
        self._w = document.w
        self._styles = document.styles
        self._paragraph_style: str | None = None
        self._looks: list[Look] = []
        self._symbol_font = ""
        self._behind_drop_cap = False
        self._hidden: list[Element] = []
        """The open elements whose content is not shown."""
        self._fields = FieldCodes()
        starts, ends = self._starts(), self._ends()
        for root in roots:
            self._walk(root, starts, ends)

    def _walk(
        self,
        root: Element,
        starts: Mapping[str, Callable[[Element], bool]],
        ends: Mapping[str, Callable[[Element], None]],
    ) -> None:
        start, end = starts.get(root.tag), ends.get(root.tag)
        if not (start and start(root)):
            for child in first_choice(root) if root.tag == ALTERNATIVES else root:
                self._walk(child, starts, ends)
        if end:
            end(root)

    def _starts(self) -> dict[str, Callable[[Element], bool]]:
        """Return the handlers of opening elements by tag; a true result skips the content."""
        w = self._w
        return {
            **{f"{w}{name}": _skip for name in _NO_TEXT},
            **{f"{w}{name}": self._character for name in _CHARACTERS},
            **dict.fromkeys((f"{w}drawing", f"{w}pict", f"{w}object"), self._drawing),
            **dict.fromkeys((f"{w}del", f"{w}moveFrom"), self._begin_hidden),
            f"{w}p": self._open_paragraph,
            f"{w}tr": self._row,
            f"{w}tc": self._cell,
            f"{w}r": self._open_run,
            f"{w}t": self._text,
            f"{w}sym": self._symbol,
            f"{w}fldChar": self._field,
            f"{w}altChunk": self._foreign,
        }

    def _ends(self) -> dict[str, Callable[[Element], None]]:
        """Return the handlers of closing elements by tag."""
        w = self._w
        return {
            f"{w}p": self._close_paragraph,
            f"{w}r": self._close_run,
            **dict.fromkeys((f"{w}del", f"{w}moveFrom", f"{w}tr", f"{w}tc"), self._end_hidden),
        }

    def _open_paragraph(self, element: Element) -> bool:
        if not self._behind_drop_cap:
            self.paragraphs.append([])
        properties = element.find(f"{self._w}pPr")
        self._behind_drop_cap = self._is_drop_cap(properties)
        style = None if properties is None else properties.find(f"{self._w}pStyle")
        self._paragraph_style = None if style is None else style.get(f"{self._w}val")
        return False

    def _is_drop_cap(self, properties: Element | None) -> bool:
        """Tell whether a paragraph is the large first letter of the next one."""
        frame = None if properties is None else properties.find(f"{self._w}framePr")
        return frame is not None and frame.get(f"{self._w}dropCap", "none") != "none"

    def _close_paragraph(self, _: Element) -> None:
        self._fields.end_paragraph()

    def _open_run(self, element: Element) -> bool:
        properties = element.find(f"{self._w}rPr")
        self._looks.append(self._styles.look(self._paragraph_style, properties))
        fonts = None if properties is None else properties.find(f"{self._w}rFonts")
        font = "" if fonts is None else fonts.get(f"{self._w}ascii", "")
        self._symbol_font = font if is_symbol_font(font) else ""
        return False

    def _close_run(self, _: Element) -> None:
        self._looks.pop()

    def _row(self, element: Element) -> bool:
        properties = element.find(f"{self._w}trPr")
        if properties is not None and any(
            properties.find(f"{self._w}{name}") is not None for name in HIDDEN_ROW_PROPERTIES
        ):
            self._begin_hidden(element)
        return False

    def _cell(self, element: Element) -> bool:
        if element.find(f"{self._w}tcPr/{self._w}cellDel") is not None:
            self._begin_hidden(element)
        return False

    def _begin_hidden(self, element: Element) -> bool:
        self._hidden.append(element)
        return False

    def _end_hidden(self, element: Element) -> None:
        if self._hidden and self._hidden[-1] is element:
            self._hidden.pop()

    def _field(self, element: Element) -> bool:
        self._fields.mark(element.get(f"{self._w}fldCharType", ""))
        return False

    def _text(self, element: Element) -> bool:
        text = element.text or ""
        # Word ignores blanks at the ends unless xml:space says otherwise
        shown = text if element.get(XML_SPACE) == "preserve" else text.strip(" \t\r\n")
        self._add(as_shown(self._symbol_font, shown) if self._symbol_font else shown)
        return False

    def _character(self, element: Element) -> bool:
        self._add(_CHARACTERS[local_name(element.tag)])
        return False

    def _symbol(self, element: Element) -> bool:
        code = element.get(f"{self._w}char", "")
        if _SYMBOL.fullmatch(code):
            font = element.get(f"{self._w}font", "")
            self._add(symbol_shown(font, code) or chr(int(code, 16)))
        return False

    def _drawing(self, element: Element) -> bool:
        if self.is_visible():
            texts = ("".join((text.text or "").split()) for text in element.iter(f"{self._w}t"))
            characters = sum(map(len, texts))
            self.boxed += characters
            self.pictures += not characters
        return True

    def _foreign(self, _: Element) -> bool:
        self.foreign = True
        return True

    def is_visible(self) -> bool:
        """Tell whether content at the current place is shown."""
        hidden = bool(self._looks) and self._looks[-1].hidden
        return not (hidden or self._hidden or self._fields.in_code)

    def _add(self, text: str) -> None:
        if text and self._looks and self.is_visible():
            if not self.paragraphs:
                self.paragraphs.append([])
            look = self._looks[-1]
            self.paragraphs[-1].append(Run(text, look.east_asian, look.latin_dashes))
            self._on_visible_text(text)

    def _on_visible_text(self, text: str) -> None:
        """Do nothing: a hook for subclasses that need more than the runs."""


def _skip(_: Element) -> bool:
    return True
