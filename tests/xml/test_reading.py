"""XML that others wrote: refused where it is hostile, written back with its prefixes."""

from xml.etree import ElementTree as ET

import pytest

from xxzz.xml import editing, reading
from xxzz.xml.editing import Tree
from xxzz.xml.reading import MAX_DEPTH, Reason, XmlRefused, parse


def nested(levels: int) -> bytes:
    return b"<a>" * levels + b"</a>" * levels


@pytest.mark.parametrize("read", [parse, Tree.parse])
def test_as_deep_as_allowed(read: object) -> None:
    assert callable(read)
    assert read(nested(MAX_DEPTH)) is not None


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 5_000, 200_000])
@pytest.mark.parametrize("read", [parse, Tree.parse])
def test_too_deep(read: object, levels: int) -> None:
    assert callable(read)
    with pytest.raises(XmlRefused) as refused:
        read(nested(levels))
    assert refused.value.reason is Reason.DEPTH


@pytest.mark.parametrize("read", [parse, Tree.parse])
@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', Reason.DOCTYPE),
        ("<!DOCTYPE a><a/>".encode("utf-16"), Reason.DOCTYPE),
        (b"<a><b></a>", Reason.SYNTAX),
        (b"", Reason.SYNTAX),
        (b"<a/>" * 2, Reason.SYNTAX),
    ],
)
def test_what_is_refused(read: object, xml: bytes, reason: Reason) -> None:
    assert callable(read)
    with pytest.raises(XmlRefused) as refused:
        read(xml)
    assert refused.value.reason is reason


def test_too_many_nodes() -> None:
    with pytest.raises(XmlRefused) as refused:
        parse(b"<a>" + b"<b/>" * reading.MAX_NODES + b"</a>")
    assert refused.value.reason is Reason.NODES


XML = (
    '<w:a xmlns:w="urn:w" xmlns:mc="urn:mc" mc:Ignorable="w14" xmlns:w14="urn:14">'
    '<w:b w:c="1 &lt; 2 &amp; &quot;3&quot;">x &gt; y<w14:d/></w:b> tail</w:a>'
)


def test_prefixes_are_kept_used_or_not() -> None:
    written = Tree.parse(XML.encode()).to_text()
    assert 'mc:Ignorable="w14"' in written
    assert 'xmlns:w14="urn:14"' in written
    assert "<w14:d/></w:b> tail</w:a>" in written
    assert ET.canonicalize(written) == ET.canonicalize(XML)


def test_appended_xml_gets_the_prefixes_that_it_needs() -> None:
    tree = Tree.parse(XML.encode())
    tree.append(tree.root, '<w:e xmlns:w="urn:w" xmlns:n="urn:n"><n:f/></w:e>')
    written = ET.fromstring(tree.to_text())
    assert written[-1].tag == "{urn:w}e"
    assert written[-1][0].tag == "{urn:n}f"


def test_the_default_namespace_is_written_without_prefixes() -> None:
    xml = '<sheet xmlns="urn:s"><row r="1"/></sheet>'
    assert editing.Tree.parse(xml.encode()).to_text() == xml
