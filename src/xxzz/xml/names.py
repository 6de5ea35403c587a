"""Splits element and attribute names of the form `{namespace}local`."""

from __future__ import annotations


def namespace(tag: str) -> str:
    """Return the namespace of a tag or attribute, or "" if it has none."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def local_name(tag: str) -> str:
    """Return the name of a tag or attribute without its namespace."""
    return tag.rpartition("}")[2]
