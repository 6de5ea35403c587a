"""`xxzz season diff`: what changed, in sentences that a recommender understands."""

from pathlib import Path

import pytest

from cli_runner import Xxzz
from pinned import add_next_year
from tables import edit

NOTICE, QUOTAS = "notice_2024.yaml", "quotas_2024.yaml"


@pytest.fixture
def new(data: Path) -> Path:
    """Return a folder with 2023 and a 2024 that differs by its year alone."""
    return add_next_year(data)


def sentences(xxzz: Xxzz, data: Path, section: str) -> list[str]:
    result = xxzz("season", "diff", "2023", "2024", "--data", data)
    assert result.code == 0
    _, found, rest = result.out.partition(f"## {section}\n\n")
    return rest.partition("\n\n")[0].removeprefix("- ").split("\n- ") if found else []


def test_a_year_that_only_moves_changes_the_dates(xxzz: Xxzz, new: Path) -> None:
    result = xxzz("season", "diff", "2023", "2024", "--data", new)
    assert result.out.splitlines()[:11] == [
        "# 2024年推荐工作与2023年相比的变化",
        "",
        "《关于开展2024年上海市优秀学习型组织推荐工作的通知》（沪学习促进办〔2024〕11号）",
        "",
        "## 报送",
        "",
        "- 截止日期：由2023年9月20日改为2024年9月20日。",
        "",
        "## 推荐条件",
        "",
        "- “建设起始年月”，算到哪一天：由2023年9月20日改为2024年9月20日。",
    ]
    assert "没有变化的：名额（附件2）、类别、谁可以推荐什么、" in result.out
    assert result.err == ""


@pytest.mark.parametrize(
    "change",
    [
        ("copies: 3", "copies: 2", "报送", "一式几份：由3改为2。"),
        (
            'name: 国卉男, phone: "64166634"',
            'name: 国卉男, phone: "64166635"',
            "报送",
            "联系人，“国卉男”，电话：由“64166634”改为“64166635”。",
        ),
        (
            "name: 国卉男,",
            "name: 国示例,",
            "报送",
            "去掉联系人，“国卉男”：单位：“市教科院”；电话：“64166634”。",
        ),
        (
            "limits: [{max: 500}]",
            "limits: [{max: 600}]",
            "事迹的字数",
            "“简要事迹”，字数，超过就算错误：由500改为600。",
        ),
        (
            "    required: [agency, enterprise, community]\n    note: 例如机关",
            "    required: [agency, enterprise, community, family]\n    note: 例如机关",
            "工作簿的栏目",
            "“单位性质”，哪些类别必须填写：增加学习型家庭。",
        ),
        (
            "education_only: true, clause: 三（一）2}\n  - {kind",
            "clause: 三（一）2}\n  - {kind",
            "谁可以推荐什么",
            "“市教育工会”，只可推荐教育类：原来是“是”，现在没有写。",
        ),
        (
            "notes: [根据推荐的优先程度进行排序。]",
            "notes: [根据推荐的优先程度进行排序。, 加盖公章。]",
            "文件的标题和说明",
            "推荐汇总表，印在下面的说明：增加“加盖公章。”。",
        ),
        (
            "    name: 学习型社区\n",
            "    name: 学习型街镇社区\n",
            "类别",
            "“学习型街镇社区”，通知中的名称：由“学习型社区”改为“学习型街镇社区”。",
        ),
        (
            "aliases: [性质, 单位属性,",
            "aliases: [性质, 单位类别, 单位属性,",
            "填报时认得的写法",
            "“单位性质”，表头的其他写法：增加“单位类别”。",
        ),
    ],
)
def test_a_change_of_the_notice(xxzz: Xxzz, new: Path, change: tuple[str, ...]) -> None:
    old, after, section, sentence = change
    edit(new / NOTICE, old, after)
    assert sentence in sentences(xxzz, new, section)


def test_quotas_that_changed_alike_are_one_sentence(xxzz: Xxzz, new: Path) -> None:
    path = new / QUOTAS
    text = path.read_text(encoding="utf-8")
    row = "community: %d, family: 5}\n    flexible: 2\n    total: %d"
    text = text.replace(row % (2, 20), row % (3, 21), 2)
    text = text.replace("community: 34", "community: 36").replace("total: 476", "total: 478")
    path.write_text(text, encoding="utf-8", newline="\n")
    assert sentences(xxzz, new, "名额（附件2）") == [
        "黄浦区、静安区：学习型社区由2个改为3个，推荐总数由20个改为21个。",
        "总计：学习型社区由34个改为36个，推荐总数由476个改为478个。",
    ]


def test_a_recommender_that_came_and_one_that_went(xxzz: Xxzz, new: Path) -> None:
    edit(new / QUOTAS, "name: 市教育工会", "name: 市科技工会")
    edit(new / QUOTAS, "aliases: [上海市教育工会]", "aliases: []")
    for old in ("{recommender: 市教育工会,", "{name: 市教育工会,"):
        edit(new / NOTICE, old, old.replace("教育", "科技"))
    assert sentences(xxzz, new, "名额（附件2）") == [
        "新列入“市科技工会”：学习型企事业单位（含教育类）50个，推荐总数50个。",
        "不再列入“市教育工会”（原来学习型企事业单位（含教育类）50个，推荐总数50个）。",
    ]


def test_a_quota_that_may_no_longer_be_used(xxzz: Xxzz, new: Path) -> None:
    edit(new / QUOTAS, "agency: 15,", "agency: 0,")
    edit(new / QUOTAS, "total: 15", "total: 0")
    edit(new / QUOTAS, "{agency: 65,", "{agency: 50,")
    edit(new / QUOTAS, "total: 476", "total: 461")
    first, *_ = sentences(xxzz, new, "名额（附件2）")
    assert first.startswith("市市级机关工作党委：学习型机关（事业单位）由15个改为0个")


def test_a_least_number_and_a_subset_that_are_new(xxzz: Xxzz, new: Path) -> None:
    path = new / QUOTAS
    subset = "subsets: [{id: model, name: 标兵, field: honours, values: [标兵]}]\n"
    edit(path, "recommenders:\n", f"{subset}recommenders:\n")
    edit(path, "total: 476}", "total: 476, model: 3}")
    text = path.read_text(encoding="utf-8")
    text = text.replace("    total: ", "    subsets: {model: 0}\n    total: ")
    own = "    least: {family: 3}\n    subsets: {model: 3}\n    total: 31"
    text = text.replace("    subsets: {model: 0}\n    total: 31", own)
    path.write_text(text, encoding="utf-8", newline="\n")
    others, district, total = sentences(xxzz, new, "名额（附件2）")
    assert others.endswith("（共18个）：其中的标兵由没有规定改为0个。")
    assert district == (
        "浦东新区：至少推荐的学习型家庭由没有规定改为3个，其中的标兵由没有规定改为3个。"
    )
    assert total == "总计：其中的标兵由没有规定改为3个。"


def test_indicators_reworded_added_and_left_out(xxzz: Xxzz, new: Path) -> None:
    path = new / "indicators/2024/family.yaml"
    edit(path, "不少于8本书", "不少于10本书")
    edit(path, "unit: 本, min: 8", "unit: 本, min: 10")
    gone = "家庭对于公共图书馆等公共学习场所内的各类学习资源使用量不断提升。"
    edit(path, f"      - id: family-1.4\n        text: {gone}\n", "")
    edit(
        path,
        "      - id: family-2.1\n",
        "      - id: family-2.0\n        text: 有读书角。\n      - id: family-2.1\n",
    )
    text = "家庭人均年自主深度阅读不少于{}本书（含纸质书、电子书）。"
    assert sentences(xxzz, new, "建设指标（附件1）") == [
        "学习型家庭：“学习氛围”新增“有读书角。”。",
        f"学习型家庭：“{text.format(8)}”改为“{text.format(10)}”。",
        f"学习型家庭：“学习条件”去掉“{gone}”。",
    ]


def test_the_page_says_the_same_and_escapes(xxzz: Xxzz, new: Path, tmp_path: Path) -> None:
    edit(new / NOTICE, "address: 徐汇区茶陵北路21号", "address: <b>徐汇区*茶陵北路21号")
    for name in ("变化.html", "变化.md"):
        result = xxzz("season", "diff", "2023", "2024", "--data", new, "-o", tmp_path / name)
        assert (result.code, result.out) == (0, f"已写“{tmp_path / name}”。\n")
    page = (tmp_path / "变化.html").read_text(encoding="utf-8")
    assert "联系地址：由“徐汇区茶陵北路21号1号楼313室”改为“&lt;b&gt;徐汇区*茶陵北路21号" in page
    text = (tmp_path / "变化.md").read_text(encoding="utf-8")
    assert r"改为“\<b\>徐汇区\*茶陵北路21号" in text
    for line in text.splitlines():
        if line.startswith("- ") and "\\" not in line:
            assert line[2:] in page


def test_a_year_is_taken_from_the_tables_that_come_along(xxzz: Xxzz, new: Path) -> None:
    for path in new.glob("*_2023.yaml"):
        path.unlink()
    assert xxzz("season", "diff", "2023", "2024", "--data", new).code == 0


def test_a_year_that_nobody_has(xxzz: Xxzz, new: Path) -> None:
    result = xxzz("season", "diff", "2022", "2024", "--data", new)
    assert result.code == 3
    assert "没有2022年的规则表；这里有2023年、2024年的" in result.err
    assert xxzz("season", "diff", "2023", "2024", "--data", new, "-o", "变化.docx").code == 2


def test_doubts_of_the_new_year_are_told(xxzz: Xxzz, new: Path) -> None:
    edit(new / NOTICE, "as_of: 2024-09-20", "as_of: 2023-09-20")
    result = xxzz("season", "diff", "2023", "2024", "--data", new)
    assert result.code == 0
    assert "规则表有1处请核对" in result.err
