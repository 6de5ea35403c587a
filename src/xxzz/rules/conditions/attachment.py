"""The condition `attachment`: files that are required, with their number, kinds and sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.rules.answers import quoted
from xxzz.rules.conditions.common import check_answers, condition_rule, kinds, problem, why
from xxzz.rules.words import sample_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.entry import Entry
    from xxzz.finding import Problem
    from xxzz.nomination import Attached
    from xxzz.rules.rule import Rule
    from xxzz.season import Season
    from xxzz.season.models import Attachment

_MEGA = 1024 * 1024
_HINT = "请把文件放到名单所在的文件夹，格内写文件名，几个的用“、”隔开。"
_REPLACE = "请换成符合要求的文件；文件名变了的，格内一并改好。"
_SAME = {"jpeg": "jpg", "tiff": "tif"}


def attachment_rule(wanted: Attachment, season: Season) -> Rule:
    """Return the rule that asks for files."""
    header = season.field(wanted.field).header

    def judge(entry: Entry, _: str) -> Iterator[Problem]:
        files = entry.nomination.attachments.get(wanted.field, ())
        bad = [fault for file in files if (fault := _fault(file, wanted))]
        wrong = [*bad]
        if not wanted.least <= len(files) <= (wanted.most or len(files)):
            wrong.insert(0, f"有{len(files)}个文件，要求{_number(wanted)}。")
        if wrong:
            hint = _HINT if len(wrong) > len(bad) or any(x.missing for x in files) else _REPLACE
            yield problem(entry, wanted, f"“{header}”{''.join(wrong)}", hint)

    sample = sample_name(season.info(wanted.categories[0]))
    doc = f"""{kinds(wanted, season)}要附“{header}”：{_number(wanted)}，{_asked(wanted)}。

**为什么**：{why(wanted, f"附{header}")}。格内写文件名，文件放在名单所在的文件夹；
是什么文件看内容，不只看文件名。

**不通过**：找不到的文件；把别的文件改名成 .{wanted.files[0]}；个数不对的。

**通过**：`照片/{sample}.{wanted.files[0]}`。

**怎样改**：按提示换一个文件，或把文件名写对。"""
    return condition_rule(wanted, check_answers(wanted, judge), doc)


def _fault(file: Attached, wanted: Attachment) -> str:
    """Return what is wrong with a file, in Chinese, "" where nothing is."""
    name, suffix = quoted(file.name), _SAME.get(file.suffix, file.suffix)
    if file.missing:
        return f"{name}：{file.missing}"
    if suffix not in {_SAME.get(one, one) for one in wanted.files}:
        return f"{name}不是要求的文件（{_names(wanted)}）。"
    if file.kind != suffix and (file.kind or suffix in file.KNOWN):
        return f"{name}的内容不是{suffix}，打不开。"
    if wanted.most_megabytes is not None and file.size > wanted.most_megabytes * _MEGA:
        return f"{name}有{file.size / _MEGA:.1f}MB，要求每个不超过{wanted.most_megabytes:g}MB。"
    if wanted.least_pixels and file.pixels and _too_small(file.pixels, wanted.least_pixels):
        least, there = ("×".join(map(str, pair)) for pair in (wanted.least_pixels, file.pixels))
        return f"{name}是{there}像素，要求不小于{least}像素。"
    return ""


def _too_small(there: tuple[int, int], least: tuple[int, int]) -> bool:
    return any(a < b for a, b in zip(sorted(there), sorted(least), strict=True))


def _number(wanted: Attachment) -> str:
    if wanted.most is None:
        return f"不少于{wanted.least}个"
    return (
        f"{wanted.least}个" if wanted.most == wanted.least else f"{wanted.least}至{wanted.most}个"
    )


def _names(wanted: Attachment) -> str:
    return "、".join(wanted.files)


def _asked(wanted: Attachment) -> str:
    parts = [_names(wanted)]
    if wanted.most_megabytes is not None:
        parts.append(f"每个不超过{wanted.most_megabytes:g}MB")
    if wanted.least_pixels:
        parts.append(f"图片不小于{wanted.least_pixels[0]}×{wanted.least_pixels[1]}像素")
    return "，".join(parts)
