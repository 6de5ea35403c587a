"""The receiver at the page, from packages to certificates: the files of the command line."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from review_maker import edit, fill, some_points

from .conftest import Clerk, command, digest, digests, digests_below

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "评审"
NUMBERS = {"family": 3, "community": 2, "enterprise": 5, "agency": 2}
WORDS = {"family": "家庭", "community": "社区", "enterprise": "企事业单位", "agency": "机关"}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the command line works, beside the page."""
    monkeypatch.chdir(tmp_path)
    Path("全市汇总").mkdir()
    shutil.copy(EXAMPLE / "全市汇总.xlsx", "全市汇总")
    shutil.copy(EXAMPLE / "专家.xlsx", "专家.xlsx")
    return tmp_path


def of_folder(*names: str) -> Mapping[str, str]:
    return {name: digest(Path("评审", name).read_bytes()) for name in names}


def chosen(numbers: Mapping[str, int]) -> list[str]:
    """Return the options that say how many are chosen."""
    pairs = (f"{WORDS[key]}={number}" for key, number in numbers.items())
    return [word for pair in pairs for word in ("--choose", pair)]


def unpacked(archive: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(BytesIO(archive)) as parts:
        parts.extractall(folder)
    return folder


def test_a_review_from_the_ledger_to_the_certificates(clerk: Clerk, office: Path) -> None:
    clerk.turn_to("review")
    clerk.put(office / "全市汇总/全市汇总.xlsx", office / "专家.xlsx")
    assert "专家名单" in clerk.shown("#verdict .shelf")

    command("review", "plan", "全市汇总", "--experts", "专家.xlsx")
    assert digest(clerk.step("plan")) == of_folder("评审方案.xlsx")["评审方案.xlsx"]
    assert "下一步：“评分表”" in clerk.shown("#did-plan")

    command("review", "sheets", "全市汇总")
    sheets = clerk.step("sheets")
    assert digests(sheets) == {
        f"评分表/{name}": found for name, found in digests_below(Path("评审/评分表")).items()
    }

    returned = unpacked(sheets, office / "收到") / "评分表"
    fill(returned, some_points)
    lacking = returned / "评分表-E01.xlsx"
    held = lacking.read_bytes()
    lacking.unlink()
    clerk.put(*sorted(returned.iterdir()))
    command("review", "collect", "收到")
    assert digest(clerk.step("collect")) == of_folder("评分汇总.xlsx")["评分汇总.xlsx"]
    assert "还缺：E01" in clerk.shown("#did-collect")
    lacking.write_bytes(held)
    clerk.put(lacking)
    command("review", "collect", "收到")
    assert digest(clerk.step("collect")) == of_folder("评分汇总.xlsx")["评分汇总.xlsx"]

    choices = [
        word for key, number in NUMBERS.items() for word in ("--choose", f"{WORDS[key]}={number}")
    ]
    command("review", "rank", *choices)
    for category, number in NUMBERS.items():
        clerk.page.fill(f"[data-category={category}]", str(number))
    result = clerk.step("rank")
    names = ("评审报告.html", "评审结果.xlsx", "会议决定.xlsx")
    assert digests(result) == of_folder(*names)

    command("publicity", "--from", "2023-11-01")
    clerk.page.fill("#first", "2023-11-01")
    assert digests(clerk.step("publicity")) == of_folder(
        "公示.docx", "公示名单.xlsx", "异议登记.xlsx"
    )

    clerk.page.fill("#date", "2023-11-05")
    clerk.refused("publish")
    assert "还没有期满" in clerk.shown("#did-publish .error")
    assert "写上破例的理由" in clerk.shown("#did-publish .error")

    command("publish", "--date", "2023-11-15")
    clerk.page.fill("#date", "2023-11-15")
    assert digests(clerk.step("publish")) == of_folder("公布.docx", "获奖名单.xlsx", "证书.docx")

    clerk.step("audit", saves=False)
    said = clerk.shown("#did-audit")
    assert said.count("【一致】") == 9
    assert "不" not in said.replace("一致】", "")

    # nothing is kept: another day goes on from what was taken away
    everything = unpacked(clerk.take("everything"), office / "评审到公布")
    assert digests_below(everything / "评审") == digests_below(Path("评审"))
    clerk.forget()
    clerk.turn_to("review")
    clerk.put(everything)
    clerk.step("audit", saves=False)
    assert clerk.shown("#did-audit").count("【一致】") == 9


def test_what_a_person_wrote_replaces_what_the_page_made(clerk: Clerk, office: Path) -> None:
    rank = ["review", "rank", *chosen(dict.fromkeys(NUMBERS, 2))]
    command("review", "plan", "全市汇总", "--experts", "专家.xlsx")
    command("review", "sheets", "全市汇总")
    fill(Path("评审/评分表"), some_points)
    command("review", "collect", "评审/评分表")
    command(*rank)
    clerk.turn_to("review")
    clerk.put(office)
    for category in NUMBERS:
        clerk.page.fill(f"[data-category={category}]", "2")
    clerk.step("rank")
    decided = office / "改好的" / "会议决定.xlsx"
    decided.parent.mkdir()
    shutil.copy("评审/会议决定.xlsx", decided)
    edit(decided, {"A2": "2023-徐汇区-01", "D2": "不入选", "E2": "会议另有考虑"}, "会议决定")
    clerk.put(decided)
    made = clerk.step("rank")
    shutil.copy(decided, "评审/会议决定.xlsx")
    command(*rank)
    assert digests(made) == of_folder("评审报告.html", "评审结果.xlsx", "会议决定.xlsx")
    assert "评审结果（原有1）.xlsx" in clerk.shown("#did-rank")


def test_the_merged_city_goes_on_to_the_review(clerk: Clerk, office: Path) -> None:
    shutil.copytree(ROOT / "examples" / "徐汇区", "徐汇区")
    command("pack", "徐汇区", "-o", "收件")
    clerk.turn_to("receive")
    clerk.put(office / "收件")
    command("merge", "收件", "-o", "全市汇总")
    command("letters", "全市汇总", "--until", "2023-09-25")
    clerk.page.fill("#until", "2023-09-25")
    assert digests(clerk.take("letters")) == digests_below(Path("全市汇总/函件"))
    clerk.page.click("[data-turn=review]")
    clerk.wait()
    clerk.put(office / "专家.xlsx")
    command("review", "plan", "全市汇总", "--experts", "专家.xlsx")
    assert digest(clerk.step("plan")) == of_folder("评审方案.xlsx")["评审方案.xlsx"]


def test_the_register_of_last_time_goes_on(clerk: Clerk, office: Path) -> None:
    shutil.rmtree("全市汇总")
    shutil.copytree(ROOT / "examples" / "徐汇区", "徐汇区")
    command("pack", "徐汇区", "-o", "收件")
    command("merge", "收件", "-o", "全市汇总")
    edit(Path("全市汇总/收件登记.xlsx"), {"E2": "2023-09-22 09:00"}, "收件")
    shutil.copytree("全市汇总", "页面/全市汇总", copy_function=shutil.copy2)
    shutil.copytree("收件", "页面/收件", copy_function=shutil.copy2)
    clerk.turn_to("receive")
    clerk.put(office / "页面")
    for path in Path("全市汇总").iterdir():
        if path.name != "收件登记.xlsx":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    command("merge", "收件", "-o", "全市汇总")
    assert digests(clerk.take("merged")) == digests_below(Path("全市汇总"))


def test_a_step_says_what_it_lacks_in_the_words_of_the_page(clerk: Clerk, office: Path) -> None:
    clerk.turn_to("review")
    for stage in ("plan", "sheets", "collect", "rank", "publicity", "publish", "audit"):
        clerk.refused(stage)
        said = clerk.shown(f"#did-{stage} .error")
        assert "xxzz" not in said
        assert "--" not in said
    clerk.put(office / "全市汇总/全市汇总.xlsx")
    clerk.refused("plan")
    assert "还没有专家名单" in clerk.shown("#did-plan .error")
