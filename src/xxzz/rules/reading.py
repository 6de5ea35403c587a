"""What can go wrong before any condition is judged: unreadable files, missing sheets, columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.rule import Rule, read_rule

if TYPE_CHECKING:
    from xxzz.season import Season


def _handover(season: Season) -> str:
    return season.notice.submission.clause


def _sheets(season: Season) -> str:
    return season.notice.sheets.clause


def _story(season: Season) -> str:
    wanted = season.text(season.roles.story)
    return wanted.clause if wanted else season.notice.documents.story.clause


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

STORY_UNREADABLE = read_rule(
    rule_names.STORY_UNREADABLE,
    clause=_story,
    doc="""
    {story}的文件读不出来。

    **为什么**：推荐表要附事迹材料，读不出来就数不了字数，也放不进推荐材料。

    **不通过**：文件不存在；路径指到工作簿所在的文件夹以外；文字全在文本框里；设了密码的文档；
    没有装 LibreOffice 时的旧 .doc、.wps。

    **通过**：`{sample}`，与工作簿放在一起，文字在正文里。

    **怎样改**：把文件放到工作簿旁边，核对文件名；用 Word 或 WPS 另存为 .docx；把文本框里的
    文字移到正文。
    """,
)

STORY_SIMPLIFIED = read_rule(
    rule_names.STORY_SIMPLIFIED,
    severity=Severity.WARNING,
    clause=_story,
    doc="""
    {story}的文件里有推荐表后面印不出来的内容。

    **为什么**：推荐表后面附的事迹照原文件印出文字（连同加粗、倾斜、加线）、表格、照片和自动编号；图表、图形、
    公式、脚注、嵌入的对象、文本框里的字，以及读不出来的图片印不出来，印出来的与原文件不一样。

    **不通过**：`{sample}`里有一个柱形图；有一张照片只是链接，不在文件里；照片共超过20MB。

    **通过**：文字在正文里，有表格、PNG 或 JPEG 照片、自动编号的文档。

    **怎样改**：图表、图形另存成 PNG 图片再插入；脚注、文本框里的字移到正文；照片直接插入，
    太大的先压缩；改不了的，用原文件的打印件换下推荐表后面的事迹。
    """,
)

FORM_UNREADABLE = read_rule(
    rule_names.FORM_UNREADABLE,
    clause=_form,
    doc="""
    {form_name}的文件读不出来，或者不是这一推荐表。

    **为什么**：被推荐的{nominees}要填写推荐表；读不出来的表，里面填的内容都没有采集到。

    **不通过**：加了密码或没有传完的文件；扫描件、照片、PDF；其他评选的表。

    **通过**：用 Word 或 WPS 填写、保存为 .docx 的本年度推荐表。

    **怎样改**：请对方在 Word 或 WPS 里打开，另存为 .docx 再发来；扫描件请要回电子版或手工录入。
    """,
)

FORM_UNSURE = read_rule(
    rule_names.FORM_UNSURE,
    severity=Severity.WARNING,
    clause=_form,
    doc="""
    {form_name}里有一处，程序读得没有把握。

    **为什么**：各单位填表时会改动表格，程序按栏名找内容，拿不准的不会悄悄采用。

    **不通过**：一栏的内容分在几格里；{category_header}勾了两类；表上没有年份；栏名不在表上。

    **通过**：按通知所附的推荐表逐栏填写，没有改动栏名。

    **怎样改**：打开这份表，看提示的那一栏；采集到的内容不对的，在表里或名单里改正。
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
    STORY_UNREADABLE,
    STORY_SIMPLIFIED,
    FORM_UNREADABLE,
    FORM_UNSURE,
    INTERNAL_ERROR,
)
