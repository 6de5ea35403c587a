"""Substitutes for missing fonts in PDFs, and a note about them."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from markupsafe import escape

from xxzz.render.archive import DOCUMENT, read_parts, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = "word/styles.xml"
_SUBSET = re.compile("^[A-Z]{6}\\+")

# The most similar fonts, best first; the last ones are free.
_STAND_INS: Mapping[str, tuple[str, ...]] = {
    "仿宋_GB2312": (
        "仿宋",
        "FangSong",
        "STFangsong",
        "FandolFang R",
        "Noto Serif CJK SC",
        "AR PL UMing CN",
    ),
    "楷体_GB2312": ("楷体", "KaiTi", "STKaiti", "FandolKai", "AR PL UKai CN", "Noto Serif CJK SC"),
    "方正小标宋简体": ("方正小标宋_GBK", "STZhongsong", "宋体", "SimSun", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "STHeiti", "Noto Sans CJK SC", "WenQuanYi Zen Hei"),
    "宋体": ("SimSun", "STSong", "Noto Serif CJK SC"),
    "Times New Roman": ("Liberation Serif", "Noto Serif CJK SC"),
}
# The names of these fonts in a PDF.
_NAMES_IN_PDF: Mapping[str, tuple[str, ...]] = {
    "仿宋_GB2312": ("FangSong_GB2312", "FangSong-GB2312"),
    "楷体_GB2312": ("KaiTi_GB2312", "KaiTi-GB2312"),
    "方正小标宋简体": ("FZXBSJW", "FZXiaoBiaoSong"),
    "黑体": ("SimHei",),
    "宋体": ("SimSun", "NSimSun"),
    "Times New Roman": ("TimesNewRoman",),
}

_PAIR = (
    '<item oor:path="/org.openoffice.Office.Common/Font/Substitution/FontPairs">'
    '<node oor:name="_{at}" oor:op="replace">'
    '<prop oor:name="Always"><value>true</value></prop>'
    '<prop oor:name="OnScreenOnly"><value>false</value></prop>'
    '<prop oor:name="ReplaceFont"><value>{font}</value></prop>'
    '<prop oor:name="SubstituteFont"><value>{stand_in}</value></prop></node></item>'
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Common/Font/Substitution">'
    '<prop oor:name="Replacement" oor:op="fuse"><value>true</value></prop></item>'
    "{pairs}</oor:items>"
)


def write_profile(folder: Path) -> None:
    """Write a LibreOffice profile that replaces missing fonts by similar installed ones.

    Where installed fonts can't be listed (Windows), LibreOffice chooses the replacements.
    """
    pairs = "".join(
        _PAIR.format(at=at, font=escape(font), stand_in=escape(stand_in))
        for at, (font, stand_in) in enumerate(_replacements(_installed()).items())
    )
    (folder / "user").mkdir(parents=True)
    settings = folder / "user" / "registrymodifications.xcu"
    settings.write_text(_PROFILE.format(pairs=pairs), encoding="utf-8")


def substituted(document: Path, pdf_fonts: Iterable[str]) -> list[str]:
    """Return the fonts of a document that are not in its PDF."""
    there = {_plain(_SUBSET.sub("", name)) for name in pdf_fonts}
    return [
        font
        for font in _asked_for(document)
        if not any(
            name.startswith(_plain(known)) for known in _names_in_pdf(font) for name in there
        )
    ]


def _replacements(installed: frozenset[str]) -> dict[str, str]:
    return {
        font: next(name for name in stand_ins if name in installed)
        for font, stand_ins in _STAND_INS.items()
        if font not in installed and installed.intersection(stand_ins)
    }


def _installed() -> frozenset[str]:
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    command = [program, "--format", "%{family}\n"]
    done = subprocess.run(  # noqa: S603  # fixed arguments
        command, capture_output=True, check=False, timeout=60
    )
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(name.strip() for line in lines for name in line.split(","))


def _asked_for(document: Path) -> list[str]:
    parts = read_parts(document)
    found: dict[str, None] = {}
    for name in (DOCUMENT, _STYLES):
        if name in parts:
            for fonts in tree_of(parts[name]).root.iter(f"{_W}rFonts"):
                named = (fonts.get(f"{_W}{script}") for script in ("eastAsia", "ascii"))
                found |= dict.fromkeys(font for font in named if font)
    return list(found)


def _names_in_pdf(font: str) -> tuple[str, ...]:
    return _NAMES_IN_PDF.get(font, (font,))


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).casefold()
