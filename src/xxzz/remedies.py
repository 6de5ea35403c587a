"""Commands and options that messages recommend, and what replaces them on the page.

Messages are written once, in the words of the command line, because they also get into files that
must not depend on where they were made. The page (`xxzz.desk.wording`) replaces these words when
it displays a message; so a message must take them from here.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command, and the title of the button or step of the page that does the same."""

    words: str
    title: str

    def __str__(self) -> str:
        return self.words

    @property
    def run(self) -> str:
        """The advice to run the command."""
        return f"运行 {self.words}"


class Advice(NamedTuple):
    """Other advice in the words of the command line and of the page, with the same placeholders."""

    words: str
    page: str

    def __str__(self) -> str:
        return self.words

    def about(self, **values: object) -> str:
        """Return the words of the command line with values in their placeholders."""
        return self.words.format(**values)


MERGE = Command("xxzz merge", "我来接收")
COLLECT_FORMS = Command("xxzz collect", "我要报送")
TEMPLATE = Command("xxzz template", "取空白名单")
VALIDATE = Command("xxzz validate", "再检查一次")

PLAN = Command("xxzz review plan", "评审方案")
SHEETS = Command("xxzz review sheets", "评分表")
COLLECT = Command("xxzz review collect", "收评分")
RANK = Command("xxzz review rank", "评审结果")
AUDIT = Command("xxzz review audit", "复核")
PUBLICITY = Command("xxzz publicity", "公示")
PUBLISH = Command("xxzz publish", "公布")

STEPS = {
    "plan": PLAN,
    "sheets": SHEETS,
    "collect": COLLECT,
    "rank": RANK,
    "audit": AUDIT,
    "publicity": PUBLICITY,
    "publish": PUBLISH,
}
"""The steps of the review by their names on the page."""
COMMANDS = (MERGE, COLLECT_FORMS, TEMPLATE, VALIDATE, *STEPS.values())

COLLECT_RETURNED = Advice("xxzz review collect 收到的评分表", "“收评分”")
ONE_CHOICE = "--choose {name}=数"
CHOOSE = Advice("加 {choices}，或写进 selection", "在“评审结果”里写明各选多少")
MEAN = Advice("--method mean", "“平均”这种方法")
FORCE = Advice("加 --force 理由", "写上破例的理由")
SEASON = Advice("加 --season {year}", "用{year}年的网页")
DATA = Advice("用 --data 指明当时的", "用当时的网页")
RECOMMENDER = Advice("用 --district 写明", "在“推荐单位”里选")
OTHER_SEASON = Advice("加 `--season`", "用那一年的网页")
COUNT = Advice("用 `xxzz count` 或 Word 的", "用 Word 的")
OR_FOLDER = Advice("，或写明它写的文件夹", "")
ADVICE = (
    COLLECT_RETURNED,
    CHOOSE,
    MEAN,
    FORCE,
    SEASON,
    OTHER_SEASON,
    DATA,
    RECOMMENDER,
    COUNT,
    OR_FOLDER,
)
