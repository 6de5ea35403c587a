"""What an editor of the tables is likely to get wrong: told once, at its line, with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xxzz.season import load_tables

if TYPE_CHECKING:
    from conftest import Tables

N, Q = "notice_2023.yaml", "quotas_2023.yaml"

MISTAKES = {
    "a line that is one space short": (
        (N, "    short: 机关\n", "   short: 机关\n"),
        "YAML 写法有误：缩进不齐。同一层的各行开头要对齐，用空格，不用 Tab。",
    ),
    "a tab": (
        (N, "    header: 邮编\n", "\theader: 邮编\n"),
        "YAML 写法有误：缩进里有 Tab，请改成空格；同一层的各行开头要对齐。",
    ),
    "a full-width colon": (
        (N, "    header: 邮编\n", "    header：邮编\n"),
        "YAML 写法有误：少了冒号。冒号要用英文半角，后面空一格，例如 year: 2023。",
    ),
    "no space behind the colon": (
        (N, "    header: 邮编\n", "    header:邮编\n"),
        "YAML 写法有误：少了冒号。冒号要用英文半角，后面空一格，例如 year: 2023。",
    ),
    "a full-width comma": (
        (Q, "{agency: 5, enterprise: 10,", "{agency: 5，enterprise: 10,"),
        "YAML 写法有误：方括号或花括号没有配对，或者中间少了逗号。",
    ),
    "a bracket that is never closed": (
        (N, "aliases: [邮政编码]", "aliases: [邮政编码"),
        "YAML 写法有误：方括号或花括号没有配对，或者中间少了逗号。",
    ),
    "a quote that is never closed": (
        (N, 'postcode: "200032"', 'postcode: "200032'),
        "YAML 写法有误：引号没有配对。",
    ),
    "a key twice": (
        (N, "    header: 邮编\n", "    header: 邮编\n    header: 邮码\n"),
        "“header”写了两次（前一次在第{line}行），请删去一个。",
    ),
    "a key that there is not": (
        (N, "  copies: 3\n", "  copies: 3\n  deadlines: 2023-09-20\n"),
        "不认识的键“deadlines”。是不是“deadline”？",
    ),
    "a wrong key in each row": (
        (Q, "    flexible: ", "    flexble: "),
        "不认识的键“flexble”。是不是“flexible”？还有18处一样的，在第19、27、34、41、48等行。",
    ),
    "a date in quotes": (
        (N, "deadline: 2023-09-20", 'deadline: "2023-09-20"'),
        (
            "“submission.deadline”应当是日期，不加引号，月和日各写两位，例如 2023-09-20，"
            "现在是“2023-09-20”。"
        ),
    ),
    "a date with slashes": (
        (N, "deadline: 2023-09-20", "deadline: 2023/9/20"),
        (
            "“submission.deadline”应当是日期，不加引号，月和日各写两位，例如 2023-09-20，"
            "现在是“2023/9/20”。"
        ),
    ),
    "a day that there is not": (
        (N, "deadline: 2023-09-20", "deadline: 2023-09-31"),
        "没有“2023-09-31”这一天，请核对日期。",
    ),
    "an hour without quotes": (
        (N, "  timezone: A", "  deadline_time: 17:00\n  timezone: A"),
        "“17:00”要加引号：时刻不加引号，YAML 会读成另一个数。",
    ),
    "a quota in quotes": (
        (Q, "{agency: 5,", '{agency: "5",'),
        "“recommenders第4项的 quota.agency”应当是整数，不加引号，现在是“5”。",
    ),
    "a postcode without quotes": (
        (N, 'postcode: "200032"', "postcode: 200032"),
        (
            "“submission.postcode”应当是文字，现在是“200032”；"
            "数字、日期和 yes、no 之类当作文字时要加引号。"
        ),
    ),
    "one category where a list is wanted": (
        (N, "required: [enterprise]", "required: enterprise"),
        "“fields第18项的 required”应当是列表，例如 [甲, 乙]，现在是“enterprise”。",
    ),
    "a category of which the id was forgotten": (
        (N, "- id: family\n    name: 学习型家庭", "- id: community\n    name: 学习型家庭"),
        "类别 community 写了两次，只能写一次；是不是有一个忘了改 id？",
    ),
    "a category misspelt where it is required": (
        (N, "required: [enterprise]", "required: [enterprises]"),
        "没有叫“enterprises”的类别。是不是“enterprise”？",
    ),
    "a category misspelt in a row of quotas": (
        (Q, "{agency: 5, enterprise: 10,", "{agency: 5, enterprize: 10,"),
        "没有叫“enterprize”的类别。是不是“enterprise”？",
    ),
    "a category left out of a channel": (
        (N, "community, family], clause: 三（一）5}", "community], clause: 三（一）5}"),
        (
            "按 channels，“浦东新区”、“黄浦区”、“静安区”等16个推荐单位不可推荐 family，"
            "这里却有名额。请写 null，或改 channels。"
        ),
    ),
    "a recommender misspelt": (
        (N, "recommender: 市总工会, categories", "recommender: 市总工汇, categories"),
        "附件2里没有推荐单位“市总工汇”，请与名额分配表写得一字不差。是不是“市总工会”？",
    ),
    "a coordinator misspelt": (
        (N, "coordinator: 市妇联", "coordinator: 市妇连"),
        "牵头单位“市妇连”不在 coordinators 里，请补上或改正。是不是“市妇联”？",
    ),
    "a row that does not add up": (
        (Q, "flexible: 2\n    total: 31", "flexible: 2\n    total: 30"),
        "“浦东新区”一行各列相加是31，推荐总数写的是30，请核对附件2。",
    ),
    "an alias of two categories": (
        (N, "aliases: [街镇, 街道,", "aliases: [街镇, 企业, 街道,"),
        "“企业”用了两次，分不清指哪一个，请改掉一个。",
    ),
    "a field without its role": (
        (N, "    role: name\n", ""),
        "没有一栏是 role: name，请在名称那一栏加上这一行。",
    ),
    "a role that there is not": (
        (N, "    role: name\n", "    role: names\n"),
        (
            "“fields第4项的 role”不能是“names”，只能是 rank、recommender、category、name、brief、"
            "story、remark、mobile。"
        ),
    ),
    "a kind of field that there is not": (
        (N, "    kind: postcode\n", "    kind: zipcode\n"),
        (
            "“fields第16项的 kind”不能是“zipcode”，只能是 text、person、address、"
            "phone、mobile、email、"
            "postcode、month、date、number、choice、credit-code、id-number、file。"
        ),
    ),
    "a kind of condition that there is not": (
        (N, "    kind: years\n", "    kind: year\n"),
        (
            "“conditions第1项”的 kind 不能是“year”，只能是 years、title、number、"
            "date、declaration、"
            "attachment、not-in-list、share、publicity。"
        ),
    ),
    "a condition on a field that need not be filled in": (
        (N, "required: [enterprise]", "required: []"),
        (
            "条件 building-years 要看“building_since”，这一栏却不是enterprise必填的，"
            "空着就不会检查；请在 fields 里把它们写进 required。"
        ),
    ),
    "a condition on a field that there is not": (
        (N, "field: building_since\n", "field: building_sinse\n"),
        "没有叫“building_sinse”的栏目。是不是“building_since”？",
    ),
    "a box of a field that there is not": (
        (N, "{field: honours, labels", "{field: honors, labels"),
        "没有叫“honors”的栏目。是不是“honours”？",
    ),
    "nothing to choose from": (
        (N, "  - id: nature\n", "  - id: nature\n    kind: choice\n"),
        "栏目“nature”的 kind 是 choice，还要在 choices 里写明可以选什么。",
    ),
    "choices for a text": (
        (N, "  - id: nature\n", "  - id: nature\n    choices: [国有, 民营]\n"),
        "栏目“nature”写了 choices，kind 却是 text；只能选的请写 kind: choice。",
    ),
    "required when another field says what it can't": (
        (
            N,
            "  - id: nature\n",
            (
                "  - id: nature\n    kind: choice\n    choices: [国有, 民营]\n"
                "    required_when: {field: nature, values: [民赢]}\n"
            ),
        ),
        "“单位性质”一栏没有“民赢”这一选项。可以选：国有、民营。",
    ),
    "limits in the wrong order": (
        (N, "warn_max: 2000, min: 1000", "warn_max: 2000, min: 1900"),
        "字数界限应当一个不小于一个：min、warn_min、warn_max、max。",
    ),
    "a part in braces that nobody knows": (
        (N, "不少于{years}年。", "不少于{year}年。"),
        "花括号里写得不对：只能写 {{limit}}（这一栏文字的字数）或 {{years}}（条件的年数）。",
    ),
}

DOUBTS = {
    "a limit in two places": (
        (N, "主题，{limit}（Word", "主题，600字以内（Word"),
        "这里写着“600字”，界限里却没有600字（有500、1000、1800、2000、2200），是不是有一处忘了改？",
    ),
    "a deadline before the notice": (
        (N, "deadline: 2023-09-20", "deadline: 2023-08-20"),
        "截止日期2023-08-20早于印发日期2023-08-25，是不是写错了年份？",
    ),
    "a deadline of another year": (
        (N, "deadline: 2023-09-20", "deadline: 2022-09-20"),
        "截止日期2022-09-20早于印发日期2023-08-25，是不是写错了年份？",
    ),
    "last year's title": (
        (N, "title: 2023年上海市优秀学习型组织推荐表", "title: 2022年上海市优秀学习型组织推荐表"),
        "这里写着2022年，这是2023年的表，是不是忘了改？",
    ),
    "last year's day": (
        (N, "as_of: 2023-09-20", "as_of: 2022-09-20"),
        "这里算到2022-09-20，离截止日期2023-09-20有365天，是不是忘了改？",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_once(tables: Tables, name: str) -> None:
    (file, old, new), message = MISTAKES[name]
    line = tables.edit(file, old, new)
    if name == "a wrong key in each row":
        path = tables.folder / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    ((where, at, said),) = tables.problems()
    assert said == message.format(line=line)
    assert where == (Q if "channel" in name else file)
    assert isinstance(at, int)


@pytest.mark.parametrize("name", DOUBTS)
def test_a_doubt_is_told_once(tables: Tables, name: str) -> None:
    (file, old, new), message = DOUBTS[name]
    line = tables.edit(file, old, new)
    (doubt,) = load_tables(2023, tables.folder).doubts()
    assert (doubt.location.line, doubt.message) == (line, message)
