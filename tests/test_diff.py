"""Comparing lists of nominations: who is who, and which words changed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from nomination_maker import SEASON, nomination
from xxzz.diff import Difference, FieldChange, Kind, compare, pieces

if TYPE_CHECKING:
    from xxzz.nomination import Nomination


def differ(before: list[Nomination], after: list[Nomination]) -> Difference:
    return compare(before, after, SEASON.field_ids)


def one(name: str, **values: str) -> Nomination:
    fields = {"recommender": "徐汇区", "category": "学习型社区", "name": name} | values
    return nomination(**fields)


def marked(before: str, after: str) -> str:
    signs = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces(before, after))


def test_order_does_not_matter() -> None:
    found = differ([one("甲街道"), one("乙街道")], [one("乙街道"), one("甲街道")])
    assert not found
    assert found.same == 2


def test_added_removed_and_changed() -> None:
    before = [one("甲街道", postcode="200032"), one("南山家庭", category="学习型家庭")]
    after = [one("甲街道", postcode="200030"), one("北海中学", category="企业")]
    found = differ(before, after)
    assert [nomination.name for nomination in found.added] == ["北海中学"]
    assert [nomination.name for nomination in found.removed] == ["南山家庭"]
    (changed,) = found.changed
    assert changed.fields == (FieldChange("postcode", "200032", "200030"),)


def test_name_is_found_again_whatever_its_width() -> None:
    (changed,) = differ([one("XX街道（南）")], [one("ＸＸ街道(南)")]).changed
    assert [change.field for change in changed.fields] == ["name"]


def test_other_recommender_is_a_change_unless_both_have_the_name() -> None:
    moved = differ([one("甲街道")], [one("甲街道", recommender="黄浦区")])
    assert moved.changed[0].fields == (FieldChange("recommender", "徐汇区", "黄浦区"),)
    both = [one("甲街道"), one("甲街道", recommender="黄浦区")]
    assert differ(both, both[::-1]).same == 2


def test_renamed_is_found_by_its_telephone() -> None:
    phone = {"contact_mobile": "13900000001"}
    found = differ([one("甲街道", **phone)], [one("东方明珠社区", **phone)])
    assert found.changed[0].fields == (FieldChange("name", "甲街道", "东方明珠社区"),)


def test_corrected_name_is_found_by_likeness_in_the_same_category_only() -> None:
    assert differ([one("样张街道办事处")], [one("样章街道办事处")]).changed
    other = one("样章街道办事处", category="学习型家庭")
    assert not differ([one("样张街道办事处")], [other]).changed


def test_same_names_are_paired_in_order() -> None:
    before = [one("甲", postcode="1"), one("甲", postcode="2")]
    after = [one("甲", postcode="1"), one("甲", postcode="3")]
    (changed,) = differ(before, after).changed
    assert changed.fields == (FieldChange("postcode", "2", "3"),)


def test_indicators_are_compared() -> None:
    before = one("甲")
    after = replace(before, indicators={"family-1.1": "符合"})
    (changed,) = differ([before], [after]).changed
    assert changed.fields == (FieldChange("family-1.1", "", "符合"),)


def test_blank_lines_are_no_change() -> None:
    assert not differ([one("甲", brief="一。\n\n 二。")], [one("甲", brief="一。\n二。")])


def test_words_not_blobs() -> None:
    before = "第一句不变。我们建立读书小组，每月读一本。最后一句不变。"
    after = "第一句不变。我们建立学习小组，每周读一本。最后一句不变。"
    expected = "第一句不变。我们建立[-读书-]{+学习+}小组，每[-月-]{+周+}读一本。最后一句不变。"
    assert marked(before, after) == expected


def test_latin_words_and_numbers_change_whole() -> None:
    assert marked("电话 54000001 转", "电话 54000002 转") == "电话 [-54000001-]{+54000002+} 转"


def test_one_common_character_does_not_tear_a_change() -> None:
    assert marked("张的家", "李的人") == "[-张的家-]{+李的人+}"


texts = st.text("学习读书会。，\nab1 ", max_size=40).map(
    lambda text: "\n".join(line.strip() for line in text.split("\n") if line.strip())
)


@given(texts, texts)
def test_pieces_give_both_texts_back(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(p.text for p in found if p.kind is not Kind.ADDED) == before
    assert "".join(p.text for p in found if p.kind is not Kind.REMOVED) == after


def test_one_word_a_thousandfold_is_not_compared_word_by_word() -> None:
    before, after = "的" * 20_000, "的" * 19_000 + "地"
    assert marked(before, after) == f"[-{before}-]{{+{after}+}}"


def test_same_pieces_next_to_each_other_are_one() -> None:
    found = pieces("第一句不变。第二句写学习。", "第一句不变。第二句写研学。")
    kinds = [piece.kind for piece in found]
    assert all(one is not other for one, other in pairwise(kinds))
    assert found[0].text == "第一句不变。第二句写"
