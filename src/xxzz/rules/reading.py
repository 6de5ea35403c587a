"""Rules that intake checks while it reads workbooks: files, sheets, columns and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules import reading_documents
from xxzz.rules.rule import Rule, read_rule

if TYPE_CHECKING:
    from xxzz.season import Season


def _handover(season: Season) -> str:
    return season.notice.submission.clause


def _sheets(season: Season) -> str:
    return season.notice.sheets.clause


def _form(season: Season) -> str:
    return season.notice.form.clause


WORKBOOK_UNREADABLE = read_rule(
    rule_names.WORKBOOK_UNREADABLE,
    clause=_handover,
    doc="""
    工作簿打不开，里面的推荐一{measure}也没有检查。

    **为什么**：电子版要报给{submission.receiver}，打不开的文件等于没有报。
    支持 .xlsx、.xlsm、.xls、.ods，
    以及实际是这些格式的 .et；看的是文件内容，不是文件名。

    **不通过**：加了打开密码的工作簿；没有下载完的文件；把网页或文本改名成 .xlsx。

    **通过**：用 Excel、WPS 或 LibreOffice 能直接打开的工作簿。

    **怎样改**：用 Excel 或 WPS 打开，取消密码，另存为“Excel 工作簿（.xlsx）”，再检查一次。
    """,
)

SHEET_MISSING = read_rule(
    rule_names.SHEET_MISSING,
    clause=_sheets,
    doc="""
    工作簿里没有一张工作表是推荐名单。

    **为什么**：各推荐单位要汇总推荐的{nominees}；名单一{measure}一行。表头是名单的工作表都读，可以一类一张；
    没有`{category_header}`这一列的，看工作表的名称（`{last_short}`）。隐藏的工作表里有名单，也读，并提醒。

    **不通过**：只有 `Sheet1`，又认不出表头；名单在一张隐藏的工作表里（提醒）。

    **通过**：有一张工作表叫`推荐名单`；{kind_shorts}各一张。

    **怎样改**：在工作表标签上点右键，选“重命名”，改成“推荐名单”；或用 `xxzz template` 新建。
    """,
)

SEASON_MISMATCH = read_rule(
    rule_names.SEASON_MISMATCH,
    clause=_form,
    doc="""
    名单或推荐表是别的年度的。

    **为什么**：每个年度的名额、条件、栏目都可能不同，往年的表按今年的规则检查，处处都会报错，
    却没有一处说到点子上；所以只说这一条，里面的内容不再检查。年度看工作簿的属性
    （`xxzz template` 写的）和表上的标题。

    **不通过**：去年的推荐名单改一改又报上来；标题是另一年的推荐表（附件3）。
    提醒：名单在“往年”“备份”或别的年份的文件夹里，也算了的。

    **通过**：用今年的空白名单和推荐表填写；没有写年度的，按今年的检查。

    **怎样改**：换成今年的；内容就是今年的，用 `xxzz template` 生成空白名单，把内容复制过去；
    要按那一年的规则检查，加 `--season`。
    """,
)

COLUMN_MISSING = read_rule(
    rule_names.COLUMN_MISSING,
    clause=_sheets,
    doc="""
    “推荐名单”缺少一列必须填写的内容。

    **为什么**：{form_name}的每一栏在名单里各占一列，缺了一列就没法检查，也没法打印推荐表。

    **不通过**：表头没有`{category_header}`；写错了一个字（会提示相近的名称）。

    **通过**：有`{category_header}`这一列，次序不限；表头里的空格、换行、全角半角都不要紧。

    **怎样改**：补上这一列，或把表头改成提示里的名称。
    """,
)

COLUMN_UNKNOWN = read_rule(
    rule_names.COLUMN_UNKNOWN,
    severity=Severity.WARNING,
    clause=_sheets,
    doc="""
    “推荐名单”有一列认不出来，这一列的内容没有用上。

    **为什么**：表头写错一个字，整列就会漏掉；自己加的列则可以不理会这条提醒。

    **不通过**：`联系人手机号吗`。

    **通过**：`联系人手机号码`，或常用的写法`手机号`。

    **怎样改**：按提示改正表头；如果是本单位自用的列，可以保留。
    """,
)

COPY_OF = read_rule(
    rule_names.COPY_OF,
    clause=_sheets,
    doc="""
    一份名单是另一份的副本：另存的、以前的、批注过的，或者同一工作簿里的另一张工作表。

    **为什么**：同一{measure}报两次，名额和重复都会算错。副本不计算在内，只说它是哪一份的副本、
    有几{measure}几格不同；哪一份是最新的，要由人来定。

    **不通过**：文件夹里既有`名单.xlsx`，又有`名单 - 副本.xlsx`。

    **通过**：一个推荐单位的名单只有一份；分类别的几份，里面的单位各不相同。

    **怎样改**：核对两份，留下最新的，把另一份删去，或移到别的文件夹。
    """,
)

CELL_UNREADABLE = read_rule(
    rule_names.CELL_UNREADABLE,
    clause=_form,
    doc="""
    一格的内容读不出来：格子里是图片，或者公式没有保存计算结果。

    **为什么**：读不出来的一格没有检查过，推荐表上这一栏会是空的，所以也不能豁免。

    **不通过**：WPS 嵌在单元格里的图片；由别的程序写出、没有算过的公式。

    **通过**：直接写在格子里的文字；在 Excel 或 WPS 里算好并保存过的公式。

    **怎样改**：删去图片，直接填写文字；公式请用 Excel 或 WPS 打开工作簿，等它算完后保存。
    """,
)

INTERNAL_ERROR = read_rule(
    rule_names.INTERNAL_ERROR,
    clause=lambda _: "",
    doc="""
    程序自身出错，某一项没有检查完。

    **为什么**：没有检查完不等于通过，所以整次检查不能算通过。

    **不通过**：程序遇到没有料到的内容，中途停下。

    **通过**：各项都检查完。

    **怎样改**：这不是材料的问题，请把提示和 `xxzz --version` 告诉维护者。
    """,
)

RULES: tuple[Rule, ...] = (
    WORKBOOK_UNREADABLE,
    SHEET_MISSING,
    SEASON_MISMATCH,
    COLUMN_MISSING,
    COLUMN_UNKNOWN,
    COPY_OF,
    CELL_UNREADABLE,
    *reading_documents.RULES,
    INTERNAL_ERROR,
)
