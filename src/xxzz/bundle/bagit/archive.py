"""Writes a bag as a zip; the same files give the same bytes on any machine and date."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from xxzz.bundle.bagit.manifest import write_manifest
from xxzz.bundle.bagit.tags import BAGIT, DECLARATION, INFO, write_info
from xxzz.zips.writing import zipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ALGORITHM = "sha256"
_MANIFEST, _TAG_MANIFEST = f"manifest-{ALGORITHM}.txt", f"tagmanifest-{ALGORITHM}.txt"


class Payload:
    """The files under data/, hashed once for all editions of a package."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(sorted(files.items()))
        self._manifest = write_manifest({name: _digest(data) for name, data in files.items()})

    @property
    def names(self) -> Sequence[str]:
        """The names of the files, sorted."""
        return list(self._files)

    @property
    def oxum(self) -> str:
        """The Payload-Oxum of bag-info.txt: number of bytes and of files (RFC 8493, 2.2.2)."""
        return f"{sum(map(len, self._files.values()))}.{len(self._files)}"

    def packed(self, name: str, info: Sequence[tuple[str, str]]) -> bytes:
        """Return the zip, with all files in one folder of this name.

        Files are stored uncompressed, because the output of zlib differs between its versions.
        """
        tags = {BAGIT: DECLARATION, INFO: write_info(info), _MANIFEST: self._manifest}
        sums = write_manifest({tag: _digest(data) for tag, data in tags.items()})
        files = tags | {_TAG_MANIFEST: sums} | self._files
        return zipped((f"{name}/{path}", data) for path, data in files.items())


def _digest(data: bytes) -> str:
    return hashlib.new(ALGORITHM, data).hexdigest()
