"""Conditions, texts and parts of the quota table that could not be judged are refused."""

import re
from pathlib import Path

import pytest

from season_maker import season_folder
from xxzz.season import SeasonError, load_season

DATE = "    kind: date\n    categories: [leader]\n    field: born\n"
NUMBER = "    kind: number\n    categories: [learner]\n    field: hours\n    least: 60\n"


@pytest.fixture
def broken(tmp_path: Path):
    """Return what loading says of a season in which a text was replaced."""

    def load(name: str, old: str, new: str, table: str = "notice_2024.yaml") -> list[str]:
        folder = season_folder(name, tmp_path / "tables")
        path = folder / table
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        with pytest.raises(SeasonError) as caught:
            load_season(2024, folder)
        line = text[: text.index(old)].count("\n") + 1
        return [
            one.message
            for one in caught.value.problems
            if abs((one.location.line or 0) - line) <= 2 + new.count("\n")
        ]

    return load


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "five-categories",
            "required: [enterprise, community]",
            "required: [enterprise]",
            None,
        ),
        (
            "five-categories",
            "kind: years",
            "kind: year",
            "“conditions第1项”的 kind 不能是“year”，只能是 years、title、",
        ),
        (
            "five-categories",
            "    kind: years\n",
            "",
            "“conditions第1项”要写明 kind，是哪一种条件。",
        ),
        (
            "five-categories",
            "years: {enterprise: 3, community: 2}",
            "years: {enterprise: 3}",
            "years 里缺少：community。",
        ),
        (
            "five-categories",
            "field: building_since\n    years",
            "field: contact_name\n    years",
            "“contact_name”的 kind 是 person，这里要的是 month。",
        ),
        (
            "five-categories",
            "id: building-years",
            "id: quota-exceeded",
            "已经有叫“quota-exceeded”的规则，请换一个 id。",
        ),
        (
            "five-categories",
            "categories: [enterprise, community]\n    field",
            "categories: [enterprise, comunity]\n    field",
            "没有叫“comunity”的类别。是不是“community”？",
        ),
        ("learners", "field: photo\n", "field: picture\n", "没有叫“picture”的栏目。"),
        ("learners", "    most: 1\n", "    mots: 1\n", "不认识的键“mots”。是不是“most”？"),
        (
            "learners",
            "{id: deeds, field: deeds,",
            "{id: deeds, field: deed,",
            "没有叫“deed”的栏目。",
        ),
        (
            "learners",
            "limits: [{max: 1500}]",
            "limits: [{min: 1600, max: 1500}]",
            "字数界限应当一个不小于一个：min、warn_min、warn_max、max。",
        ),
        ("models", "least: 0.35", "least: 35", "不能大于1，现在是“35”。"),
        (
            "models",
            NUMBER,
            NUMBER.replace("    least: 60\n", ""),
            "条件 hours 的 least 和 most 至少写一个，不然什么数都算满足。",
        ),
        (
            "models",
            NUMBER,
            f"{NUMBER}    most: 59\n",
            "条件 hours 的 least 比 most 大，没有一个数满足。",
        ),
        (
            "models",
            NUMBER,
            f"{NUMBER}    alternatives: [{{field: hours}}]\n",
            "条件 hours 的 least 和 most 至少写一个，不然什么数都算满足。",
        ),
        (
            "masters",
            f"{DATE}    earliest: 1959-01-01\n    latest: 2006-04-30\n",
            DATE,
            "条件 age 的 earliest 和 latest 至少写一个，不然哪一天都算满足。",
        ),
        (
            "masters",
            f"{DATE}    earliest: 1959-01-01",
            f"{DATE}    earliest: 2006-05-01",
            "条件 age 的 earliest 比 latest 晚，没有一天满足。",
        ),
        (
            "masters",
            "field: born",
            "field: code",
            "“code”的 kind 是 credit-code，这里要的是 date。",
        ),
        (
            "learners",
            "    files: [jpg, png]\n    least: 1\n    most: 1\n",
            "    files: [jpg, png]\n    least: 2\n    most: 1\n",
            "条件 photo 的 least 比 most 大，没有一个数满足。",
        ),
        (
            "learners",
            "note: 学习事迹。",
            'note: "学习事迹，{lenght}。"',
            "花括号里写得不对：只能写 {limit}（这一栏文字的字数）或 {years}（条件的年数）。",
        ),
    ],
)
def test_conditions_and_texts(broken, name: str, old: str, new: str, message: str | None) -> None:
    found = broken(name, old, new)
    if message is not None:
        assert [one for one in found if message in one], found


@pytest.mark.parametrize(
    "limits",
    [
        "most: 60",
        "least: 60\n    most: 60",
        "least: 60\n    alternatives: [{field: hours, most: 9}]",
    ],
)
def test_one_limit_of_a_number_will_do(tmp_path: Path, limits: str) -> None:
    folder = season_folder("models", tmp_path / "tables")
    path = folder / "notice_2024.yaml"
    text = path.read_text(encoding="utf-8")
    assert "least: 60" in text
    path.write_text(text.replace("least: 60", limits), encoding="utf-8", newline="\n")
    assert load_season(2024, folder).year == 2024


def test_a_field_that_may_be_empty_can_not_be_judged(broken, tmp_path: Path) -> None:
    folder = season_folder("five-categories", tmp_path / "other")
    path = folder / "notice_2024.yaml"
    text = path.read_text(encoding="utf-8")
    old = "required: [enterprise, community]\n"
    path.write_text(text.replace(old, "required: [enterprise]\n"), encoding="utf-8")
    with pytest.raises(SeasonError) as caught:
        load_season(2024, folder)
    (one,) = caught.value.problems
    assert one.message == (
        "条件 building-years 要看“building_since”，这一栏却不是community必填的，"
        "空着就不会检查；请在 fields 里把它们写进 required。"
    )
    found = re.search(r"^ +field: building_since$", text, re.MULTILINE)
    assert found
    assert one.location.line == text[: found.start()].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "models",
            "subsets: {model: 3, special: 1}",
            "subsets: {model: 3}",
            "缺少：special。",
        ),
        (
            "models",
            "subsets: {model: 3, special: 1}",
            "subsets: {model: 31, special: 1}",
            "其中一部分有31，比推荐总数30还多，请核对附件2。",
        ),
        (
            "models",
            "total: 50, model: 5,",
            "total: 50, model: 6,",
            "“标兵”（model）一列相加是5，总计写的是6，请核对附件2。",
        ),
        (
            "models",
            "field: level, values: [标兵]",
            "field: levels, values: [标兵]",
            "没有叫“levels”的栏目。",
        ),
        (
            "families",
            "least: {family: 3}, total: 5",
            "least: {family: 6}, total: 5",
            "至少要6，比推荐总数5还多",
        ),
        (
            "families",
            "least: {family: 3}, total: 5",
            "least: {star: 3}, total: 5",
            "没有叫“star”的类别。可以写：family。",
        ),
        ("learners", "total: 5}", "total: 6}", "一列相加是5，总计写的是6"),
    ],
)
def test_quota_tables(broken, name: str, old: str, new: str, message: str) -> None:
    found = broken(name, old, new, "quotas_2024.yaml")
    assert [one for one in found if message in one], found


def test_a_number_stands_once(tmp_path: Path) -> None:
    folder = season_folder("learners", tmp_path / "tables")
    path = folder / "notice_2024.yaml"
    text = path.read_text(encoding="utf-8").replace("note: 学习事迹。", 'note: "{limit}。"')
    path.write_text(text.replace("max: 1500", "max: 1600"), encoding="utf-8", newline="\n")
    assert load_season(2024, folder).field("deeds").note == "1600字以内。"
