"""`xxzz pack`: packs one recommender's submission."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.bundle.checklist import checklist
from xxzz.bundle.pack import Packed, PackOptions, Refused, pack
from xxzz.bundle.select import NotOnePackage
from xxzz.cli.console import emit, emit_as_it_is, emit_error
from xxzz.cli.errors import CANNOT_WORK, FOUND, OK
from xxzz.cli.options import (
    RENDERED,
    Data,
    District,
    Sources,
    Year,
    folder_of,
    recommender_of,
    season_of,
)
from xxzz.cli.problems import print_problems
from xxzz.cli.reading import read_beside_past
from xxzz.finding import Report, Severity
from xxzz.report.folding import IN_A_REPORT
from xxzz.rules import severity_of
from xxzz.season import Season
from xxzz.season.today import today
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz pack --district 徐汇区        打包当前文件夹里徐汇区的材料，放在“报送”
xxzz pack 推荐名单.xlsx -o 报送    名单里只有一个推荐单位时，不用写是哪个
xxzz pack --contact 王示例         写上本单位的联系人，供接收单位询问"""

Out = Annotated[
    Path, typer.Option("--output", "--out", "-o", metavar="文件夹", help="写到哪个文件夹")
]
Contact = Annotated[
    str, typer.Option("--contact", metavar="姓名和电话", help="本单位的联系人，写进包里")
]


Documents = Annotated[
    Path | None,
    typer.Option(
        metavar="文件夹",
        help="xxzz render 写的文件夹，其中手工改过、仍与名单一致的照用（不写则看“推荐材料”）",
    ),
]


def run(
    sources: Sources = None,
    *,
    district: District = None,
    out: Out = Path("报送"),
    contact: Contact = "",
    documents: Documents = None,
    season: Year = None,
    data: Data = None,
) -> int:
    """Check, render and pack; print what prevents it or what remains to be done by hand."""
    tables = season_of(season, data)
    options = PackOptions(
        out,
        recommender_of(district, tables),
        contact,
        data,
        folder_of("--documents", documents) or RENDERED,
    )
    tables, intake = read_beside_past(sources, tables, data)
    try:
        packed = pack(intake, tables, options)
    except NotOnePackage:
        print_problems(one for one in intake.problems if severity_of(one) is Severity.ERROR)
        raise
    except Refused as refused:
        return _print_refused(refused.checked.report)
    _print_result(packed, contact, tables)
    return OK


def _print_refused(report: Report) -> int:
    errors = report.at_least(Severity.ERROR)
    emit_error(f"没有打包：还有{len(errors)}处错误。")
    print_problems(errors, IN_A_REPORT, indent="  ")
    if report.crashed:
        return CANNOT_WORK
    emit_error(
        "请改正后再打包；经批准可以不改的，写进名单旁边的 waivers.yaml"
        "（写法：xxzz rules waiver-invalid）。"
    )
    return FOUND


def _print_result(packed: Packed, contact: str, season: Season) -> None:
    path = one_line(str(packed.path))
    emit(f"已打包：{path}" if packed.new else f"内容与已有的“{path}”相同，没有重写。")
    if packed.by_hand:
        emit(f"其中{len(packed.by_hand)}份是手工改过的，各栏与名单一致，照原样装进去了。")
    for left in packed.unmatched:
        is_word = left.suffix.lower() == ".docx"
        nobody = f"是手工改过的，文件名与名单里哪一{season.measure}都对不上"
        use = "改成" if is_word else "另存为 .docx，用"
        emit_error(
            one_line(
                f"没有装进包里：“{left}”{nobody if is_word else '不是 .docx 文件'}。"
                f"要用它，请{use} xxzz render 生成的文件名，再打包。"
            )
        )
    if waived := sum(one.waived is not None for one in packed.report.findings):
        emit(f"其中{waived}处问题已豁免，接收单位会看到。")
    if warnings := packed.report.count(Severity.WARNING):
        emit(f"注意：还有{warnings}处提醒，请用 xxzz validate 逐条看过再报。")
    if not contact:
        emit("注意：包里没有写本单位的联系人，可以用 --contact 写上。")
    emit("")
    emit("还要动手做的：")
    for number, item in enumerate(checklist(packed.report.nominations, season, today(season)), 1):
        emit_as_it_is(f"  {number}. {item}")
