"""Rules that intake checks while it reads documents: stories (详细事迹) and forms (附件3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.rule import Rule, read_rule

if TYPE_CHECKING:
    from xxzz.season import Season


def _story(season: Season) -> str:
    wanted = season.text(season.roles.story)
    return wanted.clause if wanted else season.notice.documents.story.clause


def _form(season: Season) -> str:
    return season.notice.form.clause


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
    {story}的文件里有推荐表后面不能照样印的内容。

    **为什么**：推荐表后面附的事迹照原文件印出文字（连同加粗、倾斜、加线、居中、靠右）、表格、照片和自动编号；
    图表、图形、公式、脚注、嵌入的对象、文本框里的字，以及读不出来的图片印不出来，印出来的与原文件不一样。
    字体、字号、颜色、分栏、页眉页脚照推荐表自己的版式，不在这里提醒。

    **不通过**：`{sample}`里有一个柱形图；有一张照片只是链接，不在文件里；照片共超过20MB；
    有白色的、看不见的字，会印成黑色，也算字数。

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

FORM_BESIDE = read_rule(
    rule_names.FORM_BESIDE,
    severity=Severity.WARNING,
    clause=_form,
    doc="""
    名单旁边放着的{form_name}，与名单对不上。

    **为什么**：有了名单，检查和生成都按名单；收到的推荐表没有补进名单，这一{measure}就漏报了，
    表上改过而名单没有改，印出来的就与对方填的不一样。

    **不通过**：文件夹里有一份推荐表，上面的名称不在名单里（提醒）；手机号码与名单上的不同（提示）。

    **通过**：各份推荐表的名称都在名单里，各栏与名单一样；由 xxzz 生成、没有改过的推荐表不比较。

    **怎样改**：要推荐的补进名单；没有选上的不用管，或移到别的文件夹；写得不一样的，核对以后改名单。
    """,
)

RULES: tuple[Rule, ...] = (
    STORY_UNREADABLE,
    STORY_SIMPLIFIED,
    FORM_UNREADABLE,
    FORM_UNSURE,
    FORM_BESIDE,
)
