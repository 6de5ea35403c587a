from xxzz.text.suggest import nearest, suggestion

PLACES = ["浦东新城", "浦东新区", "徐汇区"]


def test_the_nearest_name_alone_is_asked_for() -> None:
    assert suggestion("浦东新地区", PLACES) == "是不是“浦东新区”？"
    assert nearest("浦东新地区", PLACES) == ["浦东新区"]


def test_as_many_as_may_be_named_are() -> None:
    assert suggestion("浦东新地区", PLACES, most=3) == "是不是“浦东新区”或“浦东新城”？"
    assert nearest("浦东新地区", PLACES, most=2) == ["浦东新区", "浦东新城"]


def test_a_name_not_similar_enough_is_not_asked_for() -> None:
    """浦东新地区 and 浦东新城 share three characters of nine: two thirds."""
    assert suggestion("浦东新地区", PLACES, most=3, cutoff=0.67) == "是不是“浦东新区”？"
    assert suggestion("某某研究会", PLACES) == ""
    assert nearest("某某研究会", PLACES) == []
