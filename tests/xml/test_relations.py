"""The relations between the parts of an office file."""

import pytest

from xxzz.xml.reading import parse
from xxzz.xml.relations import NAMESPACE, Relation, full_name, relations, relations_part


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("", "_rels/.rels"),
        ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
        ("a.xml", "_rels/a.xml.rels"),
    ],
)
def test_where_they_are_listed(part: str, name: str) -> None:
    assert relations_part(part) == name


@pytest.mark.parametrize(
    ("part", "target", "name"),
    [
        ("", "word/document.xml", "word/document.xml"),
        ("word/document.xml", "styles.xml", "word/styles.xml"),
        ("word/document.xml", "/word/styles.xml", "word/styles.xml"),
        ("xl/worksheets/sheet1.xml", "../comments1.xml", "xl/comments1.xml"),
        ("xl/workbook.xml", "./worksheets//sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("a.xml", "../../b.xml", "b.xml"),
    ],
)
def test_where_they_lead(part: str, target: str, name: str) -> None:
    assert full_name(part, target) == name


def test_both_editions_and_nothing_outside_the_file() -> None:
    root = parse(
        f'<Relationships xmlns="{NAMESPACE}">'
        '<Relationship Id="a" Type="http://one/styles" Target="styles.xml"/>'
        '<Relationship Id="b" Type="http://two/styles" Target="x\\y.xml" TargetMode="Internal"/>'
        '<Relationship Id="c" Type="http://one/image" Target="file:///etc" TargetMode="External"/>'
        "</Relationships>".encode()
    )
    found = list(relations(root))
    assert found == [
        Relation("a", "http://one/styles", "styles.xml"),
        Relation("b", "http://two/styles", "x/y.xml"),
    ]
    assert {one.kind for one in found} == {"styles"}
