"""Checks a package against the BagIt profile of xxzz (data/bagit-profile.json)."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from xxzz.bundle.bagit.manifest import PAYLOAD, manifest_kind
from xxzz.bundle.bagit.tags import BAGIT, FETCH, INFO
from xxzz.season.loader import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xxzz.bundle.bagit.bag import Bag

IDENTIFIER = "urn:xxzz:bagit-profile:1"


def load_profile() -> Mapping[str, Any]:
    """Return the profile (BagIt Profiles Specification 1.4)."""
    text = (data_folder() / "bagit-profile.json").read_text(encoding="utf-8")
    profile: Mapping[str, Any] = json.loads(text)
    return profile


def profile_faults(bag: Bag, names: Iterable[str]) -> Iterator[str]:
    """Yield violations of the profile as Chinese phrases; `names` are all files."""
    profile = load_profile()
    names = list(names)
    if bag.version not in profile["Accept-BagIt-Version"]:
        versions = "、".join(profile["Accept-BagIt-Version"])
        yield f"BagIt 版本应当是 {versions}，现在是 {bag.version}"
    kinds = {(one.algorithm, one.tags) for one in bag.manifests}
    for label, tags in (("Manifests-Required", False), ("Tag-Manifests-Required", True)):
        for algorithm in profile[label]:
            if (algorithm, tags) not in kinds:
                yield f"缺少 {'tag' * tags}manifest-{algorithm}.txt"
    if FETCH in names and not profile["Allow-Fetch.txt"]:
        yield f"不应当有 {FETCH}"
    yield from _info_faults(bag, profile["Bag-Info"])
    yield from _file_faults(profile, names)


def _file_faults(profile: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    payload = [name for name in names if name.startswith(PAYLOAD)]
    for wanted in profile["Payload-Files-Required"]:
        folder = wanted.endswith("/")
        if not any(name.startswith(wanted) if folder else name == wanted for name in payload):
            yield f"缺少“{wanted}”"
    tags = [name for name in names if not (name.startswith(PAYLOAD) or _is_of_bagit(name))]
    for found, label in ((payload, "Payload-Files-Allowed"), (tags, "Tag-Files-Allowed")):
        for name in sorted(found):
            if not any(fnmatchcase(name, pattern) for pattern in profile[label]):
                yield f"不应当有“{name}”"


def _is_of_bagit(name: str) -> bool:
    """Tell whether BagIt defines this file, so that the profile need not allow it."""
    return name in (BAGIT, INFO, FETCH) or manifest_kind(name) is not None


def _info_faults(bag: Bag, rules: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for label, rule in rules.items():
        values = [value for name, value in bag.info if name.lower() == label.lower()]
        if rule["required"] and not any(values):
            yield f"bag-info.txt 缺少 {label}"
        if not rule["repeatable"] and len(values) > 1:
            yield f"bag-info.txt 里 {label} 写了{len(values)}次"
        allowed = rule.get("values")
        if allowed and any(value not in allowed for value in values):
            yield f"bag-info.txt 的 {label} 应当是 {'、'.join(allowed)}"
