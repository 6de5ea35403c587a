"""The published profile, the names that packages really use, and manifests as they are written."""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundle_fixtures import contents
from xxzz.bundle.bagit.archive import ALGORITHM
from xxzz.bundle.bagit.fetch import fetch_faults
from xxzz.bundle.bagit.manifest import (
    PAYLOAD,
    decode_path,
    encode_path,
    read_manifest,
    write_manifest,
)
from xxzz.bundle.bagit.profile import IDENTIFIER, load_profile
from xxzz.bundle.bagit.tags import INFO, TagsBroken, read_info


def test_a_package_says_only_what_the_profile_describes(package: Path) -> None:
    profile = load_profile()
    labels = [label for label, _ in read_info(INFO, contents(package)[INFO].decode())]
    needed = {label for label, rule in profile["Bag-Info"].items() if rule["required"]}
    assert needed <= set(labels) <= profile["Bag-Info"].keys()
    assert profile["BagIt-Profile-Info"]["BagIt-Profile-Identifier"] == IDENTIFIER


def test_the_profile_asks_for_the_checksums_that_are_written() -> None:
    profile = load_profile()
    assert profile["Manifests-Required"] == [ALGORITHM]
    assert profile["Tag-Manifests-Required"] == [ALGORITHM]


def test_required_files_are_paths_or_folders_and_allowed(package: Path) -> None:
    profile = load_profile()
    required, allowed = profile["Payload-Files-Required"], profile["Payload-Files-Allowed"]
    assert not [path for path in required if "*" in path]
    for path in required:
        assert any(one.startswith(path) or fnmatchcase(path, one) for one in allowed)
    payload = [name for name in contents(package) if name.startswith(PAYLOAD)]
    assert all(any(fnmatchcase(name, one) for one in allowed) for name in payload)


@given(st.text(min_size=1))
def test_any_path_survives_its_encoding(path: str) -> None:
    assert decode_path(encode_path(path)) == path
    assert not set("\r\n") & set(encode_path(path))


PATHS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Z"]), min_size=1).map(
    "data/x{}".format
)


@given(st.dictionaries(PATHS, st.just("ab" * 32)))
def test_a_manifest_is_read_as_it_was_written(sums: dict[str, str]) -> None:
    text = write_manifest(sums).decode()
    manifest = read_manifest("manifest-sha256.txt", text, repeats=False)
    assert {decode_path(path): digest for path, digest in manifest.sums.items()} == sums
    assert (manifest.errors, manifest.warnings) == ([], [])


def test_a_line_that_begins_with_one_blank_goes_on_with_a_value() -> None:
    assert read_info(INFO, "A: b\n c\n\td\nE f: g\n") == (("A", "b c d"), ("E f", "g"))


def test_a_line_that_is_none_is_told_by_its_number() -> None:
    with pytest.raises(TagsBroken, match=r"bag-info\.txt 第3行不是"):
        read_info(INFO, "A: b\n  goes on\nnothing\n")
    lines = f"{'ab' * 32}  data/a\n\nnothing\n"
    manifest = read_manifest("manifest-sha256.txt", lines, repeats=False)
    assert manifest.errors == ["manifest-sha256.txt 第3行写法不对"]
    assert fetch_faults("http://a.example/x 1 data/x\nnothing\n")[0] == ["fetch.txt 第2行写法不对"]
