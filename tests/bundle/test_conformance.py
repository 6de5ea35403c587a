"""The cases of the Library of Congress's bagit-conformance-suite for BagIt 0.97 and 1.0.

The suite's bags are built here with SHA-256 or SHA-512, under the suite's names. Where bagit.py
agrees with the suite it is asked too, as a judge that knows nothing of xxzz.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import bagit
import pytest

from xxzz.bundle.bagit.bag import Bag, check_bag
from xxzz.bundle.bagit.container import open_container

Build = Callable[[], "Built"]


@dataclass
class Built:
    """A bag in the making: files as they will lie there; the manifests come last."""

    version: str = "1.0"
    algorithm: str = "sha512"
    encoding: str = "UTF-8"
    payload: dict[str, bytes] = field(
        default_factory=lambda: {"data/hello.txt": b"hello\n", "data/dir/two.txt": b"two\n"}
    )
    info: str = "Source-Organization: Example\n"
    extra: dict[str, bytes] = field(default_factory=dict)
    lines: list[str] | None = None
    tagged: bool = True

    def sum(self, content: bytes) -> str:
        return hashlib.new(self.algorithm, content).hexdigest()

    def write(self, folder: Path) -> Path:
        manifest = self.lines
        if manifest is None:
            manifest = [f"{self.sum(content)}  {name}" for name, content in self.payload.items()]
        tags = {
            "bagit.txt": (
                f"BagIt-Version: {self.version}\nTag-File-Character-Encoding: {self.encoding}\n"
            ).encode(),
            "bag-info.txt": self.info.encode(self.encoding),
            f"manifest-{self.algorithm}.txt": "".join(f"{line}\n" for line in manifest).encode(
                self.encoding
            ),
        }
        tags |= {name: content for name, content in self.extra.items() if name[:5] != "data/"}
        if self.tagged:
            listed = [f"{self.sum(content)}  {name}\n" for name, content in tags.items()]
            tags[f"tagmanifest-{self.algorithm}.txt"] = "".join(listed).encode(self.encoding)
        for name, content in (tags | self.payload | self.extra).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (folder / "data").mkdir(exist_ok=True)
        return folder


def looked_at(folder: Path) -> Bag:
    with open_container(folder) as container:
        return check_bag(container)


def by_bagit(folder: Path) -> bool:
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError:
        return False
    return True


def encoded_names() -> Built:
    made = Built(version="0.97", payload={"data/a\rb%20c.txt": b"x"})
    made.lines = [f"{made.sum(b'x')}  data/a%0Db%20c.txt"]
    return made


def in_a_bag() -> Built:
    inner = Built()
    payload = {f"data/inner/{name}": content for name, content in inner.payload.items()}
    payload["data/inner/bagit.txt"] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    return Built(payload=payload)


def sums_with(sign: str, before: str = "") -> Built:
    made = Built(version="0.97")
    made.lines = [
        f"{made.sum(content)}{sign}{before}{name}" for name, content in made.payload.items()
    ]
    return made


def holey() -> Built:
    made = Built(version="0.97")
    made.extra["fetch.txt"] = b"http://example.org/hello.txt 6 data/hello.txt\n"
    return made


VALID = {
    "v1.0/basicBag": Built,
    "v1.0/basic-bag-sha256": lambda: Built(algorithm="sha256"),
    "v0.97/basic-bag-sha256": lambda: Built(version="0.97", algorithm="sha256"),
    "v0.97/basic-bag-sha512": lambda: Built(version="0.97"),
    "v0.97/minimal-bag": lambda: Built(
        version="0.97", info="", payload={"data/a": b""}, tagged=False
    ),
    "v0.97/duplicate-metadata-entries": lambda: Built(
        version="0.97", info="Contact-Name: A\nContact-Name: B\nContact-Name: A\n"
    ),
    "v0.97/uncommon-metadata-separators": lambda: Built(
        version="0.97", info="Contact-Name : A\nContact-Email\t:\tb@example.org\nNote:c\n"
    ),
    "v0.97/bag-with-space": lambda: Built(version="0.97", payload={"data/a b  c.txt": b"x"}),
    "v0.97/bag-with-escapable-characters": encoded_names,
    "v0.97/bag-in-a-bag": in_a_bag,
    "v0.97/UTF-16-encoded-tag-files": lambda: Built(
        version="0.97", encoding="UTF-16", info="Source-Organization: 徐汇区\n"
    ),
    "v0.97/ISO-8859-1-encoded-tag-files": lambda: Built(
        version="0.97", encoding="ISO-8859-1", info="Contact-Name: Édith\n"
    ),
    "v0.97/bag-with-leading-dot-slash-in-manifest": lambda: sums_with("  ", "./"),
    "v0.97/holey-bag": holey,
}


@pytest.mark.parametrize("name", VALID)
def test_valid(name: str, tmp_path: Path) -> None:
    folder = VALID[name]().write(tmp_path)
    assert looked_at(folder).errors == []
    assert by_bagit(folder)


def without_encoding() -> Built:
    return Built(version="0.97", extra={"bagit.txt": b"BagIt-Version: 0.97\n"})


def altered(name: str) -> Callable[[], Built]:
    def build() -> Built:
        made = Built(version="0.97", tagged=False)
        content = made.info.encode()
        listed = f"{made.sum(content)}  bag-info.txt\n".encode()
        made.extra |= {"tagmanifest-sha512.txt": listed, name: b"Altered: yes\n"}
        return made

    return build


def outside(path: str) -> Callable[[], Built]:
    def build() -> Built:
        made = Built(version="0.97")
        lines = [f"{made.sum(content)}  {name}" for name, content in made.payload.items()]
        made.lines = [*lines, f"{made.sum(b'')}  {path}"]
        return made

    return build


def fetched(path: str) -> Callable[[], Built]:
    fetch = f"http://example.org/x 3 {path}\n".encode()
    return lambda: Built(version="0.97", extra={"fetch.txt": fetch})


def twice(version: str, digest: str | None = None) -> Callable[[], Built]:
    def build() -> Built:
        made = Built(version=version)
        lines = [f"{made.sum(content)}  {name}" for name, content in made.payload.items()]
        made.lines = [*lines, f"{digest or made.sum(b'two' + chr(10).encode())}  data/dir/two.txt"]
        return made

    return build


def in_one_manifest_only() -> Built:
    made = Built()
    content = made.payload["data/hello.txt"]
    listed = f"{hashlib.sha256(content).hexdigest()}  data/hello.txt\n".encode()
    made.extra["manifest-sha256.txt"] = listed
    return made


ABSOLUTE, HOME, USER = "/var/foo", "~/foo", "~root/foo"
DRIVE, SHARE = "C:\\Windows\\setx.exe", "\\\\UNC\\server\\setx.exe"
VARIABLE, DOTS = "%HomeDrive%\\setx.exe", "../../../README.md"
PLACES = {
    "dot-notation": DOTS,
    "dot-notation-below-data": "data/../../x",
    "absolute-path": ABSOLUTE,
    "shortcut": HOME,
    "shortcut-username": USER,
    "windows-absolute-path": DRIVE,
    "windows-unc": SHARE,
    "windows-shortcut": VARIABLE,
}
INVALID: dict[str, tuple[Build, str]] = {
    "v0.97/baginfo-missing-encoding": (without_encoding, "bagit.txt 应当正好是版本和编码两行"),
    "v0.97/bom-in-bagit.txt": (
        lambda: Built(
            extra={
                "bagit.txt": b"\xef\xbb\xbfBagIt-Version: 0.97\n"
                b"Tag-File-Character-Encoding: UTF-8\n"
            }
        ),
        "bagit.txt 应当正好是版本和编码两行",
    ),
    "v0.97/invalid-version-number": (
        lambda: Built(version=".97"),
        "bagit.txt 应当正好是版本和编码两行",
    ),
    "a-version-that-is-not-known": (
        lambda: Built(version="2.0"),
        "BagIt 版本是 2.0，能读的是 0.97、1.0",
    ),
    "v1.0/bagit-with-invalid-whitespace": (
        lambda: Built(
            extra={"bagit.txt": b"BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n"}
        ),
        "bagit.txt 应当正好是版本和编码两行",
    ),
    "v0.97/corrupt-data-file": (
        lambda: Built(version="0.97", extra={"data/hello.txt": b"jello\n"}),
        "“data/hello.txt”被改动过（校验值不同）",
    ),
    "v0.97/corrupt-tag-file": (altered("bag-info.txt"), "“bag-info.txt”被改动过（校验值不同）"),
    "v0.97/extra-file-in-bag": (
        lambda: Built(version="0.97", extra={"data/bar": b""}),
        "多出“data/bar”（不在 校验清单 里）",
    ),
    "v1.0/extra-file-in-bag": (
        lambda: Built(extra={"data/bar": b""}),
        "多出“data/bar”（不在 manifest-sha512.txt 里）",
    ),
    "v1.0/missing-from-manifest": (
        in_one_manifest_only,
        "多出“data/dir/two.txt”（不在 manifest-sha256.txt 里）",
    ),
    "v0.97/same-filename-listed-twice-with-different-hashes": (
        twice("0.97", "00"),
        "manifest-sha512.txt 里“data/dir/two.txt”有两个不同的校验值",
    ),
    "v1.0/same-filename-listed-twice-with-different-hashes": (
        twice("1.0", "00"),
        "manifest-sha512.txt 里“data/dir/two.txt”有两个不同的校验值",
    ),
    **{
        f"v0.97/out-of-scope-file-paths-using-{name}": (
            outside(path),
            f"manifest-sha512.txt 里的“{path}”不在包的范围内",
        )
        for name, path in PLACES.items()
    },
    **{
        f"v0.97/out-of-scope-file-paths-using-{name}-for-fetch": (
            fetched(path),
            f"fetch.txt 里的“{path}”不在包的范围内",
        )
        for name, path in PLACES.items()
    },
}


@pytest.mark.parametrize("name", INVALID)
def test_invalid(name: str, tmp_path: Path) -> None:
    build, error = INVALID[name]
    assert error in looked_at(build().write(tmp_path)).errors


def test_missing_bagit_txt(tmp_path: Path) -> None:
    folder = Built(version="0.97", tagged=False).write(tmp_path)
    (folder / "bagit.txt").unlink()
    assert looked_at(folder).errors == ["缺少 bagit.txt，不是 BagIt 包"]


def test_missing_baginfo(tmp_path: Path) -> None:
    folder = Built(version="0.97").write(tmp_path)
    (folder / "bag-info.txt").unlink()
    assert looked_at(folder).errors == ["缺少“bag-info.txt”"]


def test_missing_payload_folder(tmp_path: Path) -> None:
    folder = Built(payload={}).write(tmp_path)
    assert looked_at(folder).errors == []
    (folder / "data").rmdir()
    assert looked_at(folder).errors == ["缺少 data 文件夹"]


@pytest.mark.parametrize("path", [HOME, USER, DRIVE, SHARE, VARIABLE, "a:b", "%a", "a/../b"])
def test_a_list_of_tag_files_names_nothing_outside_either(path: str, tmp_path: Path) -> None:
    made = Built(tagged=False)
    listed = f"{made.sum(b'')}  {path.replace('%', '%25')}\n"
    made.extra["tagmanifest-sha512.txt"] = listed.encode()
    error = f"tagmanifest-sha512.txt 里的“{path}”不在包的范围内"
    assert error in looked_at(made.write(tmp_path)).errors


def test_missing_payload_file_of_a_holey_bag(tmp_path: Path) -> None:
    folder = holey().write(tmp_path)
    (folder / "data/hello.txt").unlink()
    assert looked_at(folder).errors == ["缺少“data/hello.txt”"]


def composed(path: str, *more: str) -> Callable[[], Built]:
    def build() -> Built:
        made = Built(version="0.97", payload={"data/e\u0301.txt": b"x"})
        made.lines = [f"{made.sum(b'x')}  {one}" for one in (path, *more)]
        return made

    return build


WARNED: dict[str, tuple[Build, str]] = {
    "made-with-md5sum-tools": (
        lambda: sums_with(" *"),
        "manifest-sha512.txt 里有 md5sum 一类工具写的星号",
    ),
    "relative-path": (
        lambda: sums_with("  ", "./"),
        "manifest-sha512.txt 里的“./data/hello.txt”以 ./ 开头",
    ),
    "same-filename-listed-twice-with-the-same-hash": (
        twice("0.97"),
        "manifest-sha512.txt 里“data/dir/two.txt”列了两次",
    ),
    "duplicate-file-with-different-case": (
        lambda: Built(version="0.97", payload={"data/A.txt": b"1", "data/a.txt": b"2"}),
        "“data/A.txt”和“data/a.txt”在有的系统上是同一个文件",
    ),
    "special-system-files": (
        lambda: Built(version="0.97", payload={"data/Thumbs.db": b"1"}),
        "“data/Thumbs.db”是操作系统自己留下的文件",
    ),
    "tag-file-to-be-fetched": (
        fetched("meta/x.txt"),
        "fetch.txt 里的“meta/x.txt”不在 data 文件夹里",
    ),
    "filename-normalization": (
        composed("data/\xe9.txt"),
        "“data/\xe9.txt”与实际文件名的 Unicode 写法不同",
    ),
    "same-filename-listed-twice-with-different-normalization": (
        composed("data/e\u0301.txt", "data/\xe9.txt"),
        "“data/\xe9.txt”与实际文件名的 Unicode 写法不同",
    ),
}


@pytest.mark.parametrize("name", WARNED)
def test_warning(name: str, tmp_path: Path) -> None:
    build, warning = WARNED[name]
    bag = looked_at(build().write(tmp_path))
    assert bag.errors == []
    assert warning in bag.warnings


@pytest.mark.parametrize("path", ["data/x", "./data/x"])
def test_what_is_to_be_fetched_into_the_payload_is_nothing_odd(path: str, tmp_path: Path) -> None:
    bag = looked_at(fetched(path)().write(tmp_path))
    assert (bag.errors, bag.warnings) == ([], [])


def test_a_file_must_not_be_listed_twice_in_bagit_1_0(tmp_path: Path) -> None:
    assert looked_at(twice("1.0")().write(tmp_path)).errors == [
        "manifest-sha512.txt 里“data/dir/two.txt”列了两次"
    ]


def test_a_percent_sign_is_encoded_in_1_0(tmp_path: Path) -> None:
    made = Built(payload={"data/100%.txt": b"x"})
    made.lines = [f"{made.sum(b'x')}  data/100%25.txt"]
    assert looked_at(made.write(tmp_path)).errors == []


def test_total_that_does_not_fit(tmp_path: Path) -> None:
    folder = Built(info="Payload-Oxum: 10.3\n").write(tmp_path)
    assert looked_at(folder).errors == ["bag-info.txt 写的总量是 10.3，实际是 10.2"]
