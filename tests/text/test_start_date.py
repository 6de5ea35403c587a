"""Beginnings and durations as people write them, and the full years they make at a date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxzz.text.numerals import chinese_number
from xxzz.text.start_date import Start, parse_start, serial_of_day

AS_OF = dt.date(2023, 9, 20)


@pytest.mark.parametrize(
    "text",
    [
        "2019年3月",
        "19年3月",
        "2019年3月（学习型企业创建启动时间）",
        "2019年03月",
        "2019年3月份",
        "２０１９年３月",
        " 2019 年 3 月 ",
        "2019-03",
        "2019-3",
        "2019/3",
        "2019.3",
        "2019．03",
        "2019—03",
        "201903",
        "二〇一九年三月",
        "二○一九年三月",
        "二零一九年三月",
        "自2019年3月起",
        "2019年3月至今",
        "2019.03-至今",
        "从2019年3月开始",
        "始于2019年3月",
        "2019年3月1日",
        "2019-03-01",
        "2019/3/1",
        "20190301",
        "2019-03-01 00:00:00",
        "2019-03-01T00:00:00",
        "2019/3/1 0:00",
        "2019年3月创建",
        "2019年3月开始建设",
        "成立于2019年3月",
        "2019.3—今",
        "2019年3月正式启动",
        "自2019年3月开始建设",
        "2019年3月启动学习型组织建设工作",
        "2019·3",
        "2019、3",
        "2019 3",
        "2019年（3月）",
        "2019.3起",
        "03/2019",
        "3.2019",
        "Mar 2019",
        "March 2019",
        "公元2019年3月",
        "建设时间：2019年3月",
        "贰零壹玖年叁月",
    ],
)
def test_a_month_is_its_first_day(text: str) -> None:
    assert parse_start(text) == Start(dates=(dt.date(2019, 3, 1),))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019年3月15日", dt.date(2019, 3, 15)),
        ("2019-03-15 00:00:00", dt.date(2019, 3, 15)),
        ("二〇一九年十二月三十一日", dt.date(2019, 12, 31)),
        ("2019年十月", dt.date(2019, 10, 1)),
        ("1998.11.2", dt.date(1998, 11, 2)),
        ("2019/3/1 12:00", dt.date(2019, 3, 1)),
    ],
)
def test_a_day_counts(text: str, date: dt.date) -> None:
    assert parse_start(text) == Start(dates=(date,))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019年", (2019, 1, 1), (2019, 12, 1)),
        ("2019学年", (2019, 9, 1), (2019, 9, 1)),
        ("2019年初", (2019, 1, 1), (2019, 3, 1)),
        ("2019年中", (2019, 5, 1), (2019, 8, 1)),
        ("2019年底", (2019, 12, 1), (2019, 12, 1)),
        ("2019年岁末", (2019, 12, 1), (2019, 12, 1)),
        ("2019年上半年", (2019, 1, 1), (2019, 6, 1)),
        ("2019年下半年", (2019, 7, 1), (2019, 12, 1)),
        ("2019年春季", (2019, 2, 1), (2019, 5, 1)),
        ("2019年夏天", (2019, 5, 1), (2019, 8, 1)),
        ("2019年秋", (2019, 8, 1), (2019, 11, 1)),
        ("2019年冬", (2019, 1, 1), (2020, 2, 1)),
        ("2019年元旦", (2019, 1, 1), (2019, 1, 1)),
        ("2019年春节", (2019, 1, 1), (2019, 2, 1)),
        ("2019年国庆节", (2019, 10, 1), (2019, 10, 1)),
        ("2019年端午", (2019, 5, 1), (2019, 6, 1)),
        ("2019年教师节", (2019, 9, 1), (2019, 9, 1)),
        ("2019年中秋", (2019, 9, 1), (2019, 10, 1)),
        ("2019年重阳", (2019, 10, 1), (2019, 11, 1)),
        ("2019年暑假", (2019, 7, 1), (2019, 8, 1)),
        ("2019年寒假", (2019, 1, 1), (2019, 2, 1)),
        ("2019年秋季学期", (2019, 8, 1), (2019, 9, 1)),
        ("2019年春季学期", (2019, 2, 1), (2019, 3, 1)),
        ("2019学年第1学期", (2019, 8, 1), (2019, 9, 1)),
        ("2019学年下学期", (2020, 2, 1), (2020, 3, 1)),
        ("2019年一季度", (2019, 1, 1), (2019, 3, 1)),
        ("2019年第4季度", (2019, 10, 1), (2019, 12, 1)),
        ("2019Q3", (2019, 7, 1), (2019, 9, 1)),
        ("2019年3月初", (2019, 3, 1), (2019, 3, 10)),
        ("2019年3月上旬", (2019, 3, 1), (2019, 3, 10)),
        ("2019年3月中", (2019, 3, 11), (2019, 3, 20)),
        ("2019年3月中旬", (2019, 3, 11), (2019, 3, 20)),
        ("2019年3月下旬", (2019, 3, 21), (2019, 3, 31)),
        ("2019年3月底", (2019, 3, 28), (2019, 3, 31)),
        ("2019年2月末", (2019, 2, 28), (2019, 2, 28)),
        ("2020年2月下旬", (2020, 2, 21), (2020, 2, 29)),
        ("2022年3月左右", (2021, 3, 1), (2023, 3, 1)),
    ],
)
def test_parts_of_years_and_months(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    start = parse_start(text)
    assert start is not None
    assert (start.dates[0], start.dates[-1]) == (dt.date(*first), dt.date(*last))
    assert not start.durations


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("5年", 60),
        ("五年", 60),
        ("5年多", 60),
        ("5年以上", 60),
        ("已满5年", 60),
        ("十余年", 120),
        ("3年6个月", 42),
        ("三年零六个月", 42),
        ("2年11个月", 35),
        ("两年半", 30),
        ("2.5年", 30),
        ("半年", 6),
        ("36个月", 36),
        ("三十六个月", 36),
        ("3周年", 36),
        ("叁年", 36),
        ("3年整", 36),
        ("满三年", 36),
        ("已建设5年", 60),
        ("3年又2个月", 38),
        ("廿年", 240),
        ("卄年", 240),
        ("卅年", 360),
        ("廿余年", 240),
        ("廿三年", 276),
        ("卅一年", 372),
        ("三十年", 360),
        ("已21年", 252),
        ("20年以上", 240),
        ("30多个月", 30),
        ("4个学年", 48),
        ("3载", 36),
        ("不少于3年", 36),
        ("三年前", 36),
        ("第4年", 36),
        ("第1年", 0),
        ("不足3年", 35),
        ("将近3年", 35),
        ("截至2023年8月已建设5年", 60),
    ],
)
def test_durations(text: str, months: int) -> None:
    assert parse_start(text) == Start(durations=(months,))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("30年", Start(dates=(dt.date(2030, 12, 1),), durations=(360,))),
        ("31年", Start(durations=(372,))),
        ("59年", Start(durations=(708,))),
        ("60年", Start(dates=(dt.date(1960, 1, 1), dt.date(1960, 12, 1)))),
        ("30年3月", Start(dates=(dt.date(2030, 3, 1),))),
        ("31年3月", None),
        ("59年3月", None),
        ("60年3月", Start(dates=(dt.date(1960, 3, 1),))),
    ],
)
def test_in_which_century_two_digits_are(text: str, start: Start | None) -> None:
    assert parse_start(text) == start


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("三四年", 36, 48),
        ("两三年", 24, 36),
        ("三五年", 36, 60),
        ("3至5年", 36, 60),
        ("四五个月", 4, 5),
        ("30-36个月", 30, 36),
        ("三到五个月", 3, 5),
    ],
)
def test_from_so_long_to_so_long(text: str, least: int, most: int) -> None:
    assert parse_start(text) == Start(durations=(least, most))


@pytest.mark.parametrize(("text", "months"), [("三六年", 432), ("五三年", 636)])
def test_two_digits_that_are_no_span(text: str, months: int) -> None:
    assert parse_start(text) == Start(durations=(months,))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "45年3月",
        "企业创建2019年3月",
        "年",
        "个月",
        "很久",
        "待定",
        "2019年13月",
        "2019年0月",
        "2019年2月30日",
        "201913",
        "3",
        "43525",
        "十十年",
        "十廿年",
        "十三五年",
        "三七十年",
        "13900000001",
        "计划2019年3月启动",
        "拟2019年3月",
        "2019年3月停止",
        "2019年3月启动，2021年中断",
        "2019年以后",
        "2019年未启动",
        "公司成立于1998年",
        "1998年建厂，2021年开始建设",
        "民国108年3月",
        "农历2019年三月",
        "去年",
        "十三五期间",
        "多年",
        "2020年9月或10月",
        "2019年3月？",
    ],
)
def test_what_says_no_beginning(text: str) -> None:
    assert parse_start(text) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020年9月", 3),
        ("2020年10月", 2),
        ("2020-09-20", 3),
        ("2020-09-21", 2),
        ("2020年8月31日", 3),
        ("2023年9月", 0),
        ("3年", 3),
        ("2年11个月", 2),
        ("36个月", 3),
        ("35个月", 2),
    ],
)
def test_full_years_are_certain(text: str, years: int) -> None:
    start = parse_start(text)
    assert start is not None
    assert start.full_years(AS_OF) == start.possible_years(AS_OF) == years


@pytest.mark.parametrize(
    ("text", "certain", "possible"),
    [
        ("2020", 2, 3),
        ("2020年", 2, 3),
        ("2019年", 3, 4),
        ("21年", 1, 21),
        ("15年", 7, 15),
        ("近5年", 4, 5),
        ("近3年", 2, 3),
        ("3年左右", 2, 3),
        ("3个年头", 2, 3),
        ("三五年", 3, 5),
        ("3-5年", 3, 5),
        ("2020年三季度", 3, 3),
        ("2020Q4", 2, 2),
        ("2020年秋", 2, 3),
        ("2019年冬", 3, 4),
        ("2020年国庆", 2, 2),
        ("2020年五一", 3, 3),
        ("2019学年第二学期", 3, 3),
        ("2020年9月下旬", 2, 2),
        ("2020年9月初", 3, 3),
        ("2020年中", 3, 3),
        ("约2019年", 2, 5),
        ("98年", 24, 25),
        ("4年（2019年起）", 3, 4),
        ("5年（2022年起）", 0, 5),
        ("2020.1或2020.10", 2, 3),
        ("2019年、2021年", 1, 4),
    ],
)
def test_an_open_beginning_keeps_both_readings(text: str, certain: int, possible: int) -> None:
    start = parse_start(text)
    assert start is not None
    assert start.full_years(AS_OF) == certain
    assert start.possible_years(AS_OF) == possible


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("2023年9月20日", False),
        ("2023年9月21日", True),
        ("2023年", False),
        ("2024", True),
        ("2032年3月", True),
        ("30年", False),
    ],
)
def test_beginning_after_the_date(text: str, after: bool) -> None:
    start = parse_start(text)
    assert start is not None
    assert start.is_after(AS_OF) is after


dates = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
WRITINGS = ("{0.year}年{0.month}月{0.day}日", "{0}", "{0.year}/{0.month}/{0.day}", "{0:%Y%m%d}")


@given(dates, st.sampled_from(WRITINGS))
def test_any_day_is_read_as_written(date: dt.date, writing: str) -> None:
    assert parse_start(writing.format(date)) == Start(dates=(date,))


@given(dates, dates)
def test_a_year_is_full_on_its_anniversary(begin: dt.date, as_of: dt.date) -> None:
    years = Start(dates=(begin,)).full_years(as_of)
    if begin.day < 29:
        assert begin.replace(year=begin.year + years) <= as_of
        assert begin.replace(year=begin.year + years + 1) > as_of


@given(st.integers(0, 99), st.integers(1, 999))
def test_months_make_years(years: int, months: int) -> None:
    start = parse_start(f"{years}年{months}个月")
    assert start is not None
    assert start.full_years(AS_OF) == years + months // 12


@given(st.text() | st.text("0123456789年月日-./个半十两三〇至今起 "))
def test_any_text_is_read_or_refused(text: str) -> None:
    start = parse_start(text)
    assert start is None or start.full_years(AS_OF) <= start.possible_years(AS_OF)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("2019年底", 3, 3),
        ("2020年暑假", 3, 3),
        ("2020年秋季学期", 3, 3),
        ("2020年教师节", 3, 3),
        ("2020年中秋节", 2, 3),
        ("2020年末", 2, 2),
        ("2020年初", 3, 3),
        ("2020年上半年", 3, 3),
        ("2020年下半年", 2, 3),
    ],
)
def test_part_of_a_year(text: str, least: int, most: int) -> None:
    start = parse_start(text)
    assert start
    assert (start.full_years(AS_OF), start.possible_years(AS_OF)) == (least, most)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019年3月-2023年9月", 4),
        ("2019.03-2023.09", 4),
        ("2019年3月起至2023年9月", 4),
        ("2019-2023", 3),
        ("2020年10月～2023年12月", 2),  # what lies after the date does not count
        ("2015年3月至2017年3月", 2),  # building that has ended
        ("2020年9月-2023年9月", 3),
        ("2020年9月1日-2023年8月31日", 2),
        ("2020年9月1日-2020年9月1日", 0),
    ],
)
def test_from_to(text: str, years: int) -> None:
    start = parse_start(text)
    assert start
    assert start.full_years(AS_OF) == years


@pytest.mark.parametrize("text", ["2023.09-2019.03", "2019年3月-2023年13月", "2019-2020-2021"])
def test_from_to_that_makes_no_sense(text: str) -> None:
    assert parse_start(text) is None


def test_a_long_text_takes_no_time() -> None:
    assert parse_start("2019" + "-" * 1_000_000) is None


@pytest.mark.parametrize(("signs", "read"), [(53, True), (54, False)])
def test_nobody_needs_more_than_sixty_characters(signs: int, *, read: bool) -> None:
    assert (parse_start("2019年3月" + "。" * signs) is not None) is read


@pytest.mark.parametrize(
    ("date", "number"),
    [
        (dt.date(1900, 1, 1), 1),
        (dt.date(1900, 2, 28), 59),
        (dt.date(1900, 3, 1), 61),  # Excel counts a 29 February in between
        (dt.date(1905, 7, 14), 2022),
    ],
)
def test_the_number_behind_a_date_of_excel(date: dt.date, number: int) -> None:
    assert serial_of_day(date) == number


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九")],
)
def test_numbers_as_a_notice_writes_them(number: int, written: str) -> None:
    assert chinese_number(number) == written
