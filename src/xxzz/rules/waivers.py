"""Rules on waivers.yaml, checked when the waivers are applied, after all other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.rule import Rule, read_rule

if TYPE_CHECKING:
    from xxzz.season import Season


def _clause(season: Season) -> str:
    return season.notice.quota.clause


WAIVER_INVALID = read_rule(
    rule_names.WAIVER_INVALID,
    clause=_clause,
    doc="""
    豁免文件 waivers.yaml 写得不对，写错的豁免没有起作用。

    **为什么**：豁免要让接收单位看得明白：哪一条规则、哪一{measure}、什么理由、谁批准、哪一天。读不出来的
    材料没有检查过，不能豁免。

    **不通过**：少写`approved_by`；`rule: quota-exeeded`；豁免`workbook-unreadable`；批准日期
    还没有到。

    **通过**：与名单放在同一文件夹的 waivers.yaml，每条写明`rule: quota-exceeded`、
    `nomination: 徐汇区`、`reason: 经同意增加一{measure}`、`approved_by: 张示例`、
    `date: 2023-09-01`。

    **怎样改**：按提示的行改正；名额的规则可以不写`nomination`，其他规则写被推荐的{nominees}的名称；
    `expires`写最后一天，不写就一直有效。
    """,
)

WAIVER_EXPIRED = read_rule(
    rule_names.WAIVER_EXPIRED,
    severity=Severity.WARNING,
    clause=_clause,
    doc="""
    一条豁免已经过期，不再起作用。

    **为什么**：过了`expires`那一天，原来的问题重新算作问题。

    **不通过**：`expires: 2023-09-10`，今天是9月11日。

    **通过**：当天仍然有效；或者没有写`expires`。

    **怎样改**：改正原来的问题，或者重新报批；不再需要的，删去这一条。
    """,
)

WAIVER_UNUSED = read_rule(
    rule_names.WAIVER_UNUSED,
    severity=Severity.WARNING,
    clause=_clause,
    doc="""
    一条豁免没有用上。

    **为什么**：可能名称或规则写错了，也可能问题已经改好；留着会让人误以为还有问题。

    **不通过**：名额没有超出，却还留着`quota-exceeded`的豁免。

    **通过**：每一条豁免都对应一处问题，没有两条对应同一处的。

    **怎样改**：核对`rule`和`nomination`；不再需要的，删去这一条。
    """,
)

RULES: tuple[Rule, ...] = (WAIVER_INVALID, WAIVER_EXPIRED, WAIVER_UNUSED)
