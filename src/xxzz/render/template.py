"""A compiled Word template; rendering copies the unchanged parts."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError

from xxzz.location import Location
from xxzz.render.archive import (
    CONTENT_TYPES,
    DOCUMENT,
    RELATIONS,
    BrokenPart,
    NotAWordFile,
    read_parts,
    tree_of,
)
from xxzz.render.draft import add_watermark
from xxzz.render.media import NO_RELATIONS
from xxzz.render.problem import TemplateError, TemplateProblem
from xxzz.render.sandbox import SIGNS, TemplateEnvironment
from xxzz.render.statements import unbalanced
from xxzz.render.tags import TOKEN, Tag, TagFinder
from xxzz.text.suggest import suggestion
from xxzz.zips.parts import Part, SharedParts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from xxzz.render.media import Media

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MARGINS = re.compile(r"word/(header|footer)\d*\.xml")
_MARGIN_NAMES = {"header": "页眉", "footer": "页脚"}
# Cells need a paragraph, which a loop without iterations omits.
_EMPTY_CELLS = tuple(
    (f"{opening}</w:tc>", f"{opening}<w:p/></w:tc>")
    for opening in ("</w:tcPr>", "<w:tcPr/>", "<w:tc>")
)

_ENVIRONMENT = TemplateEnvironment()
_NOT_ALLOWED = "用了模板里不允许的写法。"


class Template:
    """A .docx with Jinja tags, which may use the variables `names`.

    `places` has the first location of each variable; `print_area` is that of the tag `{{p … }}`, or
    None.

    Raises:
        TemplateError: the file is missing or not a Word document, or has an invalid tag.
    """

    def __init__(self, path: Path, names: Collection[str], *, draft: str = "") -> None:
        parts = _read(path)
        try:
            if draft:
                add_watermark(parts, draft)
            found = {name: _find_tags(path.name, parts[name]) for name in _texts(parts)}
        except BrokenPart as error:
            what = f"文件内部的 {error} 已损坏，请在 Word 里重新保存。"
            raise TemplateError([TemplateProblem(Location(path.name), what)]) from error
        problems = [problem for finder in found.values() for problem in finder.problems]
        if problems:
            raise TemplateError(problems)
        changing = {
            name: finder for name, finder in found.items() if finder.tags or name == DOCUMENT
        }
        self._parts = {name: _Compiled(finder, names) for name, finder in changing.items()}
        self._unchanged = [part for name, part in parts.items() if name not in changing]
        self._shared = SharedParts(self._unchanged)
        places = [place for part in self._parts.values() for place in part.places]
        self.places = dict(reversed(places))
        self.print_area = found[DOCUMENT].print_area

    def render(self, values: Mapping[str, object], media: Media | None = None) -> bytes:
        """Return a document with these values; the same values give the same bytes.

        `media` are the pictures in the values.

        Raises:
            TemplateError: a tag uses a value that does not exist.
        """
        made = {name: part.render(values) for name, part in self._parts.items()}
        if not media:
            return self._shared.pack(made)
        shared, types, relations = self._with_media
        return shared.pack({**media.parts(types, relations), **made})

    @cached_property
    def _with_media(self) -> tuple[SharedParts, bytes, bytes]:
        """The parts shared by documents with pictures, the content types and relationships."""
        changing = (CONTENT_TYPES, RELATIONS)
        shared = SharedParts(part for part in self._unchanged if part.name not in changing)
        found = {part.name: part.content() for part in self._unchanged if part.name in changing}
        return shared, found[CONTENT_TYPES], found.get(RELATIONS, NO_RELATIONS)


class _Compiled:
    """A compiled part; each tag starts a new line, so that errors can be located."""

    def __init__(self, finder: TagFinder, names: Collection[str]) -> None:
        self._tags: list[Tag] = []
        text = TOKEN.sub(
            lambda match: self._source_of(finder.tags[int(match[1])]), finder.serialise()
        )
        if problems := list(unbalanced(self._tags)):
            raise TemplateError(problems)
        try:
            tree = _ENVIRONMENT.parse(text)
            for node in _ENVIRONMENT.restrict(tree):
                raise self._error(node.lineno, _NOT_ALLOWED)
            code = _ENVIRONMENT.compile(tree, filename="<xxzz>")
        except TemplateSyntaxError as error:
            raise self._error(
                error.lineno, "写法有误，请对照自带的模板检查拼写、引号和括号。"
            ) from error
        undeclared = meta.find_undeclared_variables(tree)
        if problems := list(self._unknown(tree, undeclared - set(names), names)):
            raise TemplateError(problems)
        used = (node for node in tree.find_all(nodes.Name) if node.name in undeclared)
        self.places = [(node.name, self._tag(node.lineno).place) for node in used]
        self._template = _ENVIRONMENT.template_class.from_code(
            _ENVIRONMENT, code, _ENVIRONMENT.globals
        )

    def render(self, values: Mapping[str, object]) -> bytes:
        try:
            xml = self._template.render(values)
        except UndefinedError as error:
            raise self._error(_line(error.__traceback__), "里的名称不对，没有这一项。") from error
        except SecurityError as error:
            raise self._error(_line(error.__traceback__), _NOT_ALLOWED) from error
        except Exception as error:
            what = f"算不出来（{type(error).__name__}）。"
            raise self._error(_line(error.__traceback__), what) from error
        for empty, filled in _EMPTY_CELLS:
            xml = xml.replace(empty, filled)
        return (_DECLARATION + xml).encode()

    def _source_of(self, tag: Tag) -> str:
        self._tags.append(tag)
        opening, closing = SIGNS[tag.kind]
        return f"{opening}\n {tag.inner.replace(chr(10), ' ')} {closing}"

    def _unknown(
        self, tree: nodes.Template, unknown: Collection[str], names: Collection[str]
    ) -> Iterator[TemplateProblem]:
        for node in tree.find_all(nodes.Name):
            if node.name in unknown:
                hint = suggestion(node.name, names) or f"可用的名称：{'、'.join(names)}。"
                tag = self._tag(node.lineno)
                yield TemplateProblem(tag.place, f"“{tag.text}”里的名称“{node.name}”不存在，{hint}")

    def _error(self, line: int, what: str) -> TemplateError:
        tag = self._tag(line)
        return TemplateError([TemplateProblem(tag.place, f"标记“{tag.text}”{what}")])

    def _tag(self, line: int) -> Tag:
        return self._tags[min(max(line - 2, 0), len(self._tags) - 1)]


def _read(path: Path) -> dict[str, Part]:
    try:
        return read_parts(path)
    except NotAWordFile as error:
        what = "不是 Word 文档（.docx），或者已经损坏。请在 Word 或 WPS 里另存为 .docx 格式。"
        raise TemplateError([TemplateProblem(Location(path.name), what)]) from error
    except OSError as error:
        what = "模板不存在或打不开。如果正在 Word 或 WPS 里编辑，请先关闭。"
        raise TemplateError([TemplateProblem(Location(path.as_posix()), what)]) from error


def _texts(parts: Mapping[str, Part]) -> Iterator[str]:
    """Yield the parts that may contain tags; the document is last, as `is_generated` expects."""
    yield from filter(_MARGINS.fullmatch, parts)
    yield DOCUMENT


def _find_tags(file: str, part: Part) -> TagFinder:
    match = _MARGINS.fullmatch(part.name)
    return TagFinder(tree_of(part), file, _MARGIN_NAMES[match[1]] if match else "")


def _line(traceback: TracebackType | None) -> int:
    line = 0
    while traceback:
        if traceback.tb_frame.f_code.co_filename == "<xxzz>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
