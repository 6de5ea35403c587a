"""Clumsy and hostile things in the inbox: each is named, none ends the run."""

import io
import os
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from bundle_fixtures import Run, Send, Submit
from cli_runner import Result
from inbox_maker import came, sheet
from xxzz.bundle.city import mailbox
from xxzz.bundle.city.mail import read_mail

Merge = Callable[..., Result]
NAME = "徐汇区-2023-第1版.zip"
ROW = {"单位（集体）名称": "甲示例家庭"}


@pytest.fixture
def merge(run: Run, tmp_path: Path) -> Merge:
    return lambda *words: run("merge", tmp_path / "收件", "-o", tmp_path / "汇总", *words)


@pytest.fixture
def sent(send: Send) -> bytes:
    """Make a package and take it out of the inbox again."""
    package = send("徐汇区", ROW)
    content = package.read_bytes()
    package.unlink()
    return content


def mail(*files: tuple[str, bytes], date: str = "Mon, 18 Sep 2023 10:20:00 +0800") -> EmailMessage:
    message = EmailMessage()
    message["Date"] = date
    message["Subject"] = "报送材料"
    message.set_content("请查收")
    for name, content in files:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message


def archive(*files: tuple[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as opened:
        for name, content in files:
            opened.writestr(name, content)
    return memory.getvalue()


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / "收件" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def files(folder: Path) -> dict[str, str]:
    return {row["文件"]: row["状态"] for row in sheet(folder)}


def test_what_lies_beside_a_package_in_a_mail_is_named_too(
    merge: Merge, sent: bytes, tmp_path: Path
) -> None:
    parts = ((NAME, sent), ("盖章扫描.pdf", b"%PDF-1.7\n"), ("签名.png", b"\x89PNG"))
    put(tmp_path, "来信.eml", mail(*parts, ("补充.rar", b"Rar!\x1a\x07")).as_bytes())
    result = merge()
    assert "收到1个推荐单位的材料，共1家。" in result.out
    assert files(tmp_path) == {
        f"来信.eml里的{NAME}": "已交",
        "来信.eml里的盖章扫描.pdf": "没有用上",
        "来信.eml里的补充.rar": "没有用上",
    }
    assert "没有用上：来信.eml里的补充.rar（压缩包（RAR），请解压后" in result.err
    assert "签名.png" not in result.err


def test_a_forwarded_mail_in_a_mail(merge: Merge, sent: bytes, tmp_path: Path) -> None:
    outer = mail()
    outer.add_attachment(mail((NAME, sent)))
    put(tmp_path, "转发.EML", outer.as_bytes())
    assert "收到1个推荐单位的材料，共1家。" in merge().out
    assert files(tmp_path) == {f"转发.EML里的{NAME}": "已交"}


def test_a_mail_in_a_mail_or_archive_tells_its_own_date(
    merge: Merge, sent: bytes, tmp_path: Path
) -> None:
    inner = mail((NAME, sent), date="Tue, 19 Sep 2023 21:30:00 +0800").as_bytes()
    outer = mail(("原信.eml", inner), date="Wed, 20 Sep 2023 08:00:00 +0800")
    put(tmp_path, "转来.eml", outer.as_bytes())
    came(put(tmp_path, "打包.zip", archive(("原信.eml", inner))), 2023, 9, 21, 8)
    forwarding = mail(date="Thu, 21 Sep 2023 08:00:00 +0800")
    forwarding.add_attachment(mail((NAME, sent), date="Tue, 19 Sep 2023 21:30:00 +0800"))
    put(tmp_path, "转发.eml", forwarding.as_bytes())
    merge()
    times = {row["文件"]: row["收到时间"] for row in sheet(tmp_path)}
    assert times == dict.fromkeys(
        (
            f"转来.eml里的原信.eml里的{NAME}",
            f"打包.zip里的原信.eml里的{NAME}",
            f"转发.eml里的{NAME}",
        ),
        "2023-09-19 21:30",
    )


def test_many_useless_files_are_one_row(merge: Merge, sent: bytes, tmp_path: Path) -> None:
    scans = [(f"{number:02}.pdf", b"%PDF-1.7\n" + bytes([number])) for number in range(30)]
    put(tmp_path, "材料.zip", archive((NAME, sent), *scans))
    result = merge()
    assert len(files(tmp_path)) == 2
    assert "里面有可用的，没有用上的有30个文件：00.pdf、01.pdf、02.pdf等" in result.err


def test_an_attachment_that_can_not_be_read_hides_no_other(
    merge: Merge, sent: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "来信.eml", mail(("坏.zip", b"x"), (NAME, sent)).as_bytes())
    real = Path.write_bytes

    def write(self: Path, content: bytes) -> int:
        if self.name == "坏.zip":
            raise OSError(36, "File name too long")
        return real(self, content)

    monkeypatch.setattr(Path, "write_bytes", write)
    result = merge()
    assert files(tmp_path)[f"来信.eml里的{NAME}"] == "已交"
    assert "没有用上：来信.eml里的坏.zip（附件取不出来" in result.err


def test_what_was_unpacked_came_when_its_archive_did(
    merge: Merge, sent: bytes, tmp_path: Path
) -> None:
    came(put(tmp_path, "材料.zip", archive((NAME, sent))), 2023, 9, 19, 8, 30)
    undated = mail((NAME, sent), date="不知道")
    came(put(tmp_path, "来信.eml", undated.as_bytes()), 2023, 9, 20, 8, 30)
    merge()
    times = {row["文件"]: (row["收到时间"], row["时间依据"]) for row in sheet(tmp_path)}
    assert times == {
        f"材料.zip里的{NAME}": ("2023-09-19 08:30", "文件时间"),
        f"来信.eml里的{NAME}": ("2023-09-20 08:30", "文件时间"),
    }


def test_a_folder_tells_whose_the_files_in_it_are(
    merge: Merge, sent: bytes, tmp_path: Path
) -> None:
    put(tmp_path, f"静安区/转来/{NAME}", sent)
    put(tmp_path, "浦东新区/材料/扫描件.pdf", b"%PDF-1.7\n")
    put(tmp_path, "普陀区/长宁区名单.pdf", b"%PDF-1.7\n")
    result = merge()
    assert "没有用上：浦东新区/材料/扫描件.pdf（这是PDF 文件" in result.err
    missing = result.out.partition("还没有交：")[2].partition("。")[0].split("、")
    assert {"静安区", "普陀区"} <= set(missing)
    assert not {"徐汇区", "浦东新区", "长宁区"} & set(missing)
    assert {row["文件"]: row["推荐单位"] for row in sheet(tmp_path)} == {
        f"静安区/转来/{NAME}": "徐汇区",
        "浦东新区/材料/扫描件.pdf": "浦东新区",
        "普陀区/长宁区名单.pdf": "长宁区",
    }


def test_a_package_that_was_unpacked_is_one_item(merge: Merge, sent: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    with zipfile.ZipFile(io.BytesIO(sent)) as opened:
        opened.extractall(folder)
    name = NAME.removesuffix(".zip")
    assert "收到1个推荐单位的材料，共1家。" in merge().out
    assert files(tmp_path) == {name: "已交"}
    assert merge().code == 0
    assert files(tmp_path) == {name: "已交"}
    (folder / name / "data/名单/多出来.txt").write_bytes(b"x")
    assert "多出“data/名单/多出来.txt”" in merge().err
    assert [row["状态"] for row in sheet(tmp_path)] == ["已不在收件文件夹", "不能用"]


def test_names_in_gbk_in_an_archive(merge: Merge, sent: bytes, tmp_path: Path) -> None:
    name = "静安转徐汇区2023年包.zip"
    raw = name.encode("gbk")
    plain = "N" * len(raw)
    put(tmp_path, "打成一包.zip", archive((plain, sent)).replace(plain.encode(), raw))
    assert "收到1个推荐单位的材料，共1家。" in merge().out
    assert files(tmp_path) == {f"打成一包.zip里的{name}": "已交"}


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (("静安区.zip", b"Rar!\x1a\x07\x00"), "压缩包（RAR），请解压后"),
        (("静安区.zip", b"7z\xbc\xaf\x27\x1c"), "压缩包（7z），请解压后"),
        (("静安区.tar.gz", b"\x1f\x8b\x08\0"), "压缩包（gz），请解压后"),
        (("静安区winmail.dat", b"\x78\x9f\x3e\x22\x01"), "Outlook 的 winmail.dat"),
        (("静安区.eml", b""), "里面没有 xxzz 的包"),
        (("静安区.eml", b"\xff\xfe\x00garbage\x00"), "里面没有 xxzz 的包"),
        (("静安区.docx", b"PK\x03\x04"), "不能用：静安区.docx"),
        (("静安区.DOC", OLE), "Office 文档，不是包，也不是推荐名单"),
        (("静安区.wps", OLE), "Office 文档，不是包，也不是推荐名单"),
        (("静安区.docx", archive(("word/document.xml", b"x"))), "Word 文档，不是包"),
        (("静安区.xlsx", OLE), "不能用：静安区.xlsx"),
        (("静安区.xlsx", b""), "文件是空的"),
        (("静安区.zip", b""), "不能用：静安区.zip"),
        (("静安区.zip", archive(("../../逃.txt", b"x"))), "文件名不安全"),
        (("静安区.zip", archive()), "里面没有 xxzz 的包"),
        (("静安区.zip", archive(("a.pdf", b"%PDF-aa")).replace(b"-aa", b"-bb")), "压缩包已损坏"),
    ],
)
def test_each_is_said_and_the_others_count(
    merge: Merge, sent: bytes, tmp_path: Path, file: tuple[str, bytes], said: str
) -> None:
    put(tmp_path, NAME, sent)
    put(tmp_path, *file)
    result = merge()
    assert result.code == 1
    assert said in result.err
    assert "收到1个推荐单位的材料，共1家。" in result.out
    assert "静安区" not in result.out.partition("还没有交：")[2]


def test_an_archive_with_a_password(merge: Merge, sent: bytes, tmp_path: Path) -> None:
    content = bytearray(archive(("材料.xlsx", b"x" * 50)))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    put(tmp_path, NAME, sent)
    put(tmp_path, "静安区.zip", bytes(content))
    result = merge()
    assert "静安区.zip" in result.err
    assert "密码" in result.err


def test_archives_nested_without_end(merge: Merge, sent: bytes, tmp_path: Path) -> None:
    content = archive((NAME, sent))
    for level in range(6):
        content = archive((f"{level}.zip", content))
    put(tmp_path, "套.zip", content)
    result = merge()
    assert "太深了，请解压后放进收件文件夹" in result.err


@pytest.mark.parametrize(("levels", "found"), [(3, "1个"), (4, "0个")])
def test_three_archives_one_in_the_other_are_opened(
    merge: Merge, sent: bytes, tmp_path: Path, levels: int, found: str
) -> None:
    content = sent
    for level in range(levels):
        name = f"{level}.zip" if level else NAME
        content = archive((name, content))
    put(tmp_path, "套.zip", content)
    assert f"收到{found}推荐单位的材料" in merge().out


@pytest.mark.parametrize(("count", "rows"), [(10, 11), (11, 2)])
def test_ten_files_without_use_are_still_named_one_by_one(
    merge: Merge, sent: bytes, tmp_path: Path, count: int, rows: int
) -> None:
    scans = [(f"{number:02}.pdf", b"%PDF-1.7\n" + bytes([number])) for number in range(count)]
    put(tmp_path, "材料.zip", archive((NAME, sent), *scans))
    result = merge()
    assert len(files(tmp_path)) == rows
    assert ("没有用上的有11个文件：00.pdf、01.pdf、02.pdf等" in result.err) is (count == 11)


def test_what_holds_nothing_is_told_without_a_number(merge: Merge, tmp_path: Path) -> None:
    put(tmp_path, "来信.eml", mail(("签名.png", b"\x89PNG")).as_bytes())
    assert "来信.eml（里面没有 xxzz 的包，也没有推荐名单）" in merge().err


def test_two_hundred_attachments_of_a_mail_are_read(tmp_path: Path) -> None:
    parts = [(f"{number}.bin", b"x") for number in range(201)]
    path = put(tmp_path, "来信.eml", mail(*parts).as_bytes())
    contents = [one.content for one in read_mail(path).attachments]
    # the first parts are the mail itself and its text
    assert contents == [b"x"] * 199 + [None] * 2


@pytest.mark.parametrize(("limit", "read"), [(0, True), (-1, False)])
def test_a_mail_that_is_too_large_is_told(
    merge: Merge,
    sent: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: int,
    *,
    read: bool,
) -> None:
    path = put(tmp_path, "来信.eml", mail((NAME, sent)).as_bytes())
    monkeypatch.setattr(mailbox, "_MAX_MAIL_BYTES", path.stat().st_size + limit)
    result = merge()
    assert ("邮件太大，请打开它，把附件另存到收件文件夹" in result.err) is not read
    assert f"收到{int(read)}个推荐单位" in result.out


@pytest.mark.parametrize(
    ("date", "sent"),
    [
        ("Mon, 18 Sep 2023 10:20:00 +0800", "2023-09-18T10:20:00+08:00"),
        ("Mon, 18 Sep 2023 02:20:00 +0000", "2023-09-18T02:20:00+00:00"),
        ("Mon, 18 Sep 2023 02:20:00 -0000", None),
        ("昨天", None),
    ],
)
def test_a_mail_without_a_zone_does_not_tell_its_time(
    tmp_path: Path, date: str, sent: str | None
) -> None:
    found = read_mail(put(tmp_path, "来信.eml", mail(date=date).as_bytes())).sent
    assert (found.isoformat() if found else None) == sent


def test_a_mail_of_more_than_256_megabytes_is_not_read(merge: Merge, tmp_path: Path) -> None:
    path = put(tmp_path, "来信.eml", b"")
    with path.open("wb") as file:
        file.truncate((256 << 20) + 1)
    assert "邮件太大，请打开它" in merge().err


def test_the_tools_own_files_are_no_material(
    merge: Merge, sent: bytes, run: Run, tmp_path: Path
) -> None:
    put(tmp_path, NAME, sent)
    merge()
    for name in ("收件登记.xlsx", "全市汇总.xlsx"):
        put(tmp_path, name, (tmp_path / "汇总" / name).read_bytes())
    put(tmp_path, "~$收件登记.xlsx", b"lock")
    put(tmp_path, "往年名单.xlsx", b"PK\x03\x04")
    assert merge().code == 0
    assert files(tmp_path) == {NAME: "已交"}


def test_a_workbook_in_a_mail_with_its_stories(
    merge: Merge, submit: Submit, tmp_path: Path
) -> None:
    book = (submit(ROW) / "推荐名单.xlsx").read_bytes()
    put(tmp_path, "来信.eml", mail(("名单.xlsx", book)).as_bytes())
    merge()
    assert files(tmp_path) == {"来信.eml里的名单.xlsx": "只有名单，没有打包"}


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("静安区.ods", "content.xml"),
        ("静安区.ET", "content.xml"),
        ("静安区.dat", "xl/workbook.xml"),
        ("静安区.xlsb", "xl/workbook.bin"),
    ],
)
def test_a_list_that_can_not_be_read_is_a_list_all_the_same(
    merge: Merge, sent: bytes, tmp_path: Path, name: str, part: str
) -> None:
    put(tmp_path, NAME, sent)
    put(tmp_path, name, archive((part, b"x")))
    merge()
    assert files(tmp_path) == {NAME: "已交", name: "不能用"}
    kinds = {row["文件"]: row["是什么"] for row in sheet(tmp_path)}
    assert kinds[name] == "名单（没有打包）"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_and_folders_in_circles(merge: Merge, sent: bytes, tmp_path: Path) -> None:
    put(tmp_path, NAME, sent)
    (tmp_path / "收件/圈").symlink_to(tmp_path / "收件")
    (tmp_path / "收件/断.zip").symlink_to(tmp_path / "没有.zip")
    assert "收到1个推荐单位的材料，共1家。" in merge().out
