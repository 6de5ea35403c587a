import os
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from docx_maker import docx, para, run
from rich_story import png, rich_story
from xxzz.intake.docx import convert
from xxzz.intake.story import file as story
from xxzz.intake.story.cell import Stories
from xxzz.intake.story.file import (
    DocumentUnreadable,
    looks_like_path,
    read_story,
    resolve_story,
)
from xxzz.intake.story.layout import read_blocks
from xxzz.libreoffice import convert as run_office
from xxzz.libreoffice import find_libreoffice
from xxzz.nomination import StoryDocument

TEXT = "第一条 他说“好”。\n第二条"


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def refusal(path: Path) -> DocumentUnreadable:
    with pytest.raises(DocumentUnreadable) as caught:
        read_story(path)
    assert caught.value.message.startswith(f"{path.name}：")
    assert caught.value.hint
    return caught.value


def unresolved(cell: str, folder: Path) -> DocumentUnreadable:
    with pytest.raises(DocumentUnreadable) as caught:
        resolve_story(cell, folder)
    return caught.value


# --- reading


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("name", ["事迹.txt", "事迹.md", "事迹.docx", "事迹"])
def test_text_files(tmp_path: Path, name: str, encoding: str) -> None:
    found = read_story(put(tmp_path, name, TEXT.replace("\n", "\r\n").encode(encoding)))
    assert found.text == TEXT
    assert (found.count.words, found.count.words_without_hint) == (12, 12)


def test_utf_16_big_endian(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert read_story(path).text == TEXT


@pytest.mark.parametrize("name", ["事迹.docx", "事迹.txt", "事迹.doc"])
def test_documents_whatever_their_name(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name, docx(para(run("研—发")) + para(run("第二条"))))
    found = read_story(path)
    assert found.text == "研—发\n第二条"
    assert read_story(path).count == found.count
    assert (found.count.words, found.count.words_without_hint) == (5, 5)


@pytest.mark.parametrize(
    "text", ["PK赛", "见 http://schemas.microsoft.com/office/2006/xmlPackage", "<b>好</b>"]
)
def test_a_text_may_look_like_an_office_file_at_first(tmp_path: Path, text: str) -> None:
    assert read_story(put(tmp_path, "a.txt", text.encode())).text == text


def test_the_end_mark_of_dos_is_no_binary_content(tmp_path: Path) -> None:
    assert read_story(put(tmp_path, "a.txt", "好".encode("gb18030") + b"\x1a")).text == "好"


@pytest.mark.parametrize("name", ["a.md", "a.MARKDOWN"])
def test_front_matter_of_markdown_is_left_out(tmp_path: Path, name: str) -> None:
    data = "---\r\ntitle: 事迹\r\n单位: 某某\r\n---\r\n\r\n# 标题\r\n".encode()
    assert read_story(put(tmp_path, name, data)).text == "# 标题"
    assert read_story(tmp_path / name).count.words == 3


@pytest.mark.parametrize(
    "text", ["---\n正文\n---\n正文", "---\ntitle: 没有结尾", "正文\n---\na: b\n---"]
)
def test_a_rule_in_markdown_is_no_front_matter(tmp_path: Path, text: str) -> None:
    assert read_story(put(tmp_path, "a.md", text.encode())).text == text


def test_front_matter_of_plain_text_stays(tmp_path: Path) -> None:
    assert read_story(put(tmp_path, "a.txt", b"---\na: b\n---\nc")).text == "---\na: b\n---\nc"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件是空的"),
        (png(), "这是图片，不是文档。"),
        ("街道開展讀書活動，居民參與學習。".encode("big5"), "编码认不出来"),
        (b"a\x00b", "不是文本文件"),
        (b"\x01", "不是文本文件"),
        (b"\xff\xff\xff", "编码认不出来"),
        ("事迹".encode()[:-1], "编码认不出来"),
        ("事迹材料".encode()[:-2], "编码认不出来"),  # is also valid GB18030
        (b"\xef\xbb\xbf\xb9\xfa", "编码认不出来"),
        (b"\xff\xfe\x00\xd8", "编码认不出来"),
        (b"%PDF-1.4", "PDF"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 9\n", "Git LFS"),
        ("<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> main\n".encode(), "合并冲突的标记"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "旧格式的 Word"),
    ],
)
def test_what_is_no_story(tmp_path: Path, data: bytes, message: str) -> None:
    error = refusal(put(tmp_path, "事迹.txt", data))
    assert message in error.message


def test_lines_of_signs_are_no_conflict(tmp_path: Path) -> None:
    text = "事迹\n=======\n>>>>>>> 甲\n<<<<<<< 乙"
    assert read_story(put(tmp_path, "a.md", text.encode())).text == text


BOX = f"<w:r><w:pict><w:txbxContent>{para(run('全在框里'))}</w:txbxContent></w:pict></w:r>"


def test_a_story_only_in_text_boxes_is_told_not_counted_as_nothing(tmp_path: Path) -> None:
    error = refusal(put(tmp_path, "a.docx", docx(para(BOX))))
    assert error.message == "a.docx：文字全在文本框里，Word 的字数统计不算文本框。"
    assert "粘贴到正文" in error.hint
    error = refusal(put(tmp_path, "b.docx", docx(para(run("标题"), BOX))))
    assert error.message == "b.docx：文字多半在文本框里，Word 的字数统计不算文本框。"
    longer = docx(para(BOX, run("正文比框里的字多")))
    assert read_story(put(tmp_path, "c.docx", longer)).text == "正文比框里的字多"


def test_a_scanned_story_is_told(tmp_path: Path) -> None:
    error = refusal(put(tmp_path, "a.docx", docx(para("<w:r><w:drawing/></w:r>"))))
    assert "只有图片" in error.message


def test_a_web_page_wrapped_in_a_document_is_told(tmp_path: Path) -> None:
    error = refusal(put(tmp_path, "a.docx", docx("<w:altChunk/>")))
    assert error.message == "a.docx：里面是嵌入的网页，没有正文（有的系统这样导出）。"
    assert "另存为" in error.hint


def test_an_empty_document_counts_nothing(tmp_path: Path) -> None:
    assert read_story(put(tmp_path, "a.docx", docx(para()))).count.words == 0


def test_size_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story, "MAX_TEXT_BYTES", 1 << 20)
    monkeypatch.setattr(story, "MAX_FILE_BYTES", 2 << 20)
    assert read_story(put(tmp_path, "a.txt", b"a" * (1 << 20))).count.words == 1
    assert "文本超过 1 MB" in refusal(put(tmp_path, "a.txt", b"a" * ((1 << 20) + 1))).message
    assert "文件超过 2 MB" in refusal(put(tmp_path, "a.txt", b"a" * ((2 << 20) + 1))).message


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert "找不到这个文件" in refusal(tmp_path / "无.txt").message
    assert "这是文件夹" in refusal(tmp_path).message
    assert refusal(tmp_path / "a\0.txt").message


# --- paths


@pytest.mark.parametrize(
    "cell",
    ["a.docx", " 事迹/某某街道.DOCX ", "事迹\\a.txt", '"a b.md"', "“甲.docx”", "a．ｄｏｃｘ",
     "a.docx。", "a.docx.",
     "a.doc", "a.wps", "扫描.pdf", "../a.docx", "C:\\a.docx", "http://example.org/a.docx",
     "/etc/passwd", "../../机密", "..\\机密", "\\\\server\\share", "D:\\机密", "~/机密", "file:///机密"],
)  # fmt: skip
def test_looks_like_a_path(cell: str) -> None:
    assert looks_like_path(cell)


@pytest.mark.parametrize(
    "cell",
    ["", ".docx", "某某街道坚持学习。", "我们\n见 a.docx", "见附件", "v1.2",
     "/", "//", "——", "./", "/\n见 a", "...", "甲/乙",
     "字" * 300 + ".docx"],
)  # fmt: skip
def test_looks_like_a_text(cell: str) -> None:
    assert not looks_like_path(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "事迹/甲.docx",
        "事迹\\甲.docx",
        "./事迹//甲.docx",
        "事迹／甲.docx",
        " “事迹/甲.docx” ",
        "事迹/甲.docx。",
        "别处/../事迹/甲.docx",
    ],
)
def test_resolves_below_the_folder(tmp_path: Path, cell: str) -> None:
    path = put(tmp_path, "事迹/甲.docx", b"x")
    assert resolve_story(cell, tmp_path) == path


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("甲（1）.docx", "甲(1).docx"),
        ("甲(1).docx", "甲（1）.docx"),
        ("甲．docx", "甲.docx"),
        ("Ａ.docx", "a.DOCX"),
        (unicodedata.normalize("NFC", "café.docx"), unicodedata.normalize("NFD", "café.docx")),
        (unicodedata.normalize("NFD", "café.docx"), unicodedata.normalize("NFC", "café.docx")),
    ],
)
def test_a_name_may_differ_in_width_case_and_composition(
    tmp_path: Path, cell: str, name: str
) -> None:
    put(tmp_path, name, b"x")
    found = resolve_story(cell, tmp_path)
    assert found.is_file()
    assert found.parent == tmp_path


def test_of_two_alike_the_exact_one_is_taken_and_none_is_guessed(tmp_path: Path) -> None:
    exact = put(tmp_path, "甲(1).docx", b"x")
    put(tmp_path, "甲（1）.docx", b"x")
    assert resolve_story("甲(1).docx", tmp_path) == exact
    assert "找不到文件“甲(1）.docx”" in unresolved("甲(1）.docx", tmp_path).message


@pytest.mark.parametrize(
    "cell",
    ["/etc/a.txt", "/etc/passwd", "../../机密", "file:///机密",
     "\\\\server\\share\\a.txt", "//server/a.txt", "C:\\a.txt", "C:a.txt", "../a.txt",
     "x/../../a.txt", "..\\a.txt", "a.txt:stream.txt", "http://example.org/a.txt"],
)  # fmt: skip
def test_what_leaves_the_folder_is_refused(tmp_path: Path, cell: str) -> None:
    put(tmp_path, "a.txt", b"x")
    folder = tmp_path / "名单"
    folder.mkdir()
    error = unresolved(cell, folder)
    assert error.message == f"“{cell}”不在名单所在的文件夹里，没有读取。"
    assert "只填文件名" in error.hint


@pytest.mark.parametrize("cell", ["con.txt", "事迹/NUL.docx", "aux", "com¹.docx", "CONOUT$"])
def test_devices_of_windows_are_refused(tmp_path: Path, cell: str) -> None:
    assert "不能作文件名" in unresolved(cell, tmp_path).message


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_that_leave_the_folder_are_refused(tmp_path: Path) -> None:
    secret = put(tmp_path, "外/机密.txt", b"x")
    folder = tmp_path / "名单"
    inside = put(folder, "内.txt", b"x")
    (folder / "a.txt").symlink_to(secret)
    (folder / "dir").symlink_to(secret.parent)
    (folder / "b.txt").symlink_to(inside)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    assert "不在名单所在的文件夹里" in unresolved("a.txt", folder).message
    assert "不在名单所在的文件夹里" in unresolved("dir/机密.txt", folder).message
    assert "机密" not in unresolved("dir/机米.txt", folder).hint
    assert "找不到文件" in unresolved("loop.txt", folder).message
    assert resolve_story("b.txt", folder) == folder / "b.txt"


@pytest.mark.parametrize(
    ("cell", "near"),
    [
        ("湖南街道事迹.docx", "湖南街道 事迹.docx"),
        ("湖南街道 事迹.txt", "湖南街道 事迹.docx"),
        ("湖南街道 亊迹.docx", "湖南街道 事迹.docx"),
        ("湖南街道 亊迹.txt", "湖南街道 事迹.docx"),
    ],
)
def test_a_missing_file_is_told_with_a_near_name(tmp_path: Path, cell: str, near: str) -> None:
    put(tmp_path, near, b"x")
    put(tmp_path, f"~${near}", b"x")
    error = unresolved(cell, tmp_path)
    assert error.message == f"找不到文件“{cell}”。"
    assert error.hint == f"同一文件夹里有“{near}”，如果就是它，请把单元格改成“{near}”。"


def test_a_folder_is_not_told_as_the_file_that_is_meant(tmp_path: Path) -> None:
    (tmp_path / "湖南街道 事迹").mkdir()
    hint = unresolved("湖南街道 亊迹.txt", tmp_path).hint
    assert hint == "请核对文件名，并把文件放到名单所在的文件夹。"
    put(tmp_path, "湖南街道 事迹/甲.txt", b"x")
    assert "湖南街道" not in unresolved("静安区/甲.txt", tmp_path).hint
    folder = unresolved("湖南街道 亊迹/甲.txt", tmp_path)
    assert folder.hint == (
        "同一文件夹里有“湖南街道 事迹”，如果就是它，请把单元格改成“湖南街道 事迹/甲.txt”。"
    )
    inside = unresolved("湖南街道 事迹/甲 .txt", tmp_path)
    assert inside.hint.endswith("如果就是它，请把单元格改成“湖南街道 事迹/甲.txt”。")


def test_a_missing_file_without_a_near_name(tmp_path: Path) -> None:
    put(tmp_path, "xyz.jpg", b"x")
    put(tmp_path, "乙.docx", b"x")
    put(tmp_path, "~$甲.docx", b"x")
    for cell in ("甲.docx", "无此文件夹/甲.docx", "长" * 250 + ".docx"):
        assert "请核对文件名" in unresolved(cell, tmp_path).hint


@pytest.fixture
def cells(tmp_path: Path) -> Stories:
    (tmp_path / "事迹").mkdir()
    (tmp_path / "事迹" / "丙街道.txt").write_text("学习。", encoding="utf-8")
    (tmp_path / "丁街道.docx").write_bytes(docx(para(run("学习。"))))
    return Stories(tmp_path)


@pytest.mark.parametrize(
    "cell", ["《丁街道.docx》", "<丁街道.docx>", "【事迹/丙街道.txt】", "丁街道.docx。"]
)
def test_brackets_around_a_name_are_no_part_of_it(cells: Stories, cell: str) -> None:
    assert cells.of(cell).text == "学习。"


@pytest.mark.parametrize(
    ("cell", "message", "hint"),
    [
        ("丁街道", "“丁街道”不是完整的文件名，缺少结尾。", "把单元格改成“丁街道.docx”"),
        ("事迹/丙街道", "缺少结尾", "把单元格改成“事迹/丙街道.txt”"),
        ("丙街道.docx", "找不到文件“丙街道.docx”。", "“事迹/丙街道.txt”在里面的文件夹"),
        ("材料/丁街道.docx", "找不到文件", "名单旁边有“丁街道.docx”，如果就是它，请把单元格改成"),
        ("材料/戊街道.docx", "找不到文件", "请核对文件名"),
        ("https://example.org/a.docx", "是网址，程序不上网读取。", "这一格只写它的文件名"),
        ("丁街道.docx、事迹/丙街道.txt", "一格里写了2个文件名", "这一格只写它的文件名"),
        ("www.example.org/a", "是网址", "把文件下载到名单所在的文件夹"),
        ("链接：https://example.org/s/1 提取码: 1234", "是网址", "把文件下载到"),
        ("通过网盘分享：\nhttps://example.org/s/1\n提取码：1234", "是网址", "把文件下载到"),
        ("丁街道.docx；事迹/丙街道.txt", "一格里写了2个文件名：丁街道.docx、事迹", "并成一份文档"),
        ("丁街道.docx\n丁街道.pdf 丁.jpg", "一格里写了3个文件名", "这一格只写它的文件名"),
    ],
)
def test_what_means_a_file_and_names_none(
    cells: Stories, cell: str, message: str, hint: str
) -> None:
    with pytest.raises(DocumentUnreadable) as caught:
        cells.of(cell)
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "cell",
    ["丙街道重视学习。", "详见附件", "戊街道", "丁街道，学习", "学习见 https://a.cn 。读书" * 3],
)
def test_other_words_are_the_text_of_the_cell(cells: Stories, cell: str) -> None:
    assert cells.of(cell).text == cell


OLD = Path(__file__).parents[2] / "data" / "faults" / "F11_story.doc"


def odf(text: str) -> bytes:
    """Write an ODF text of one paragraph."""
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    kind = "application/vnd.oasis.opendocument.text"
    inside = f"<office:text><text:p>{text}</text:p></office:text>"
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0" '
        f'office:version="1.2"><office:body>{inside}</office:body></office:document-content>'
    )
    entries = (("/", kind), ("content.xml", "text/xml"))
    files = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{type_}"/>' for path, type_ in entries
    )
    manifest = f'<m:manifest xmlns:m="{names}manifest:1.0" m:version="1.2">{files}</m:manifest>'
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


@pytest.mark.skipif(not find_libreoffice(), reason="LibreOffice is not installed")
def test_old_documents_are_read_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    monkeypatch.setattr(
        convert, "convert", lambda *args, **how: runs.append(args) or run_office(*args, **how)
    )
    put(tmp_path, "甲.doc", OLD.read_bytes())
    put(tmp_path, "乙.wps", OLD.read_bytes())
    put(tmp_path, "丙.odt", odf("居民共读。"))
    cells = Stories(tmp_path)
    cells.prepare(["甲.doc", "乙.wps", "丙.odt", "没有.doc", "一段文字。"])
    assert cells.of("丙.odt").text == "居民共读。"
    assert cells.of("甲.doc").text == cells.of("乙.wps").text
    count = cells.of("甲.doc").count
    assert count is not None
    assert count.words == 2011
    assert len(runs) == 1


def test_without_libreoffice_an_old_document_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "find_libreoffice", lambda: None)
    error = refusal(put(tmp_path, "甲.doc", OLD.read_bytes()))
    assert error.message.startswith(
        "甲.doc：这是旧格式的 Word 或 WPS 文档（.doc、.wps、.rtf），或者"
    )
    assert "没有装 LibreOffice" in error.message
    assert "另存为" in error.hint


def test_an_old_document_with_a_password_is_told_what_to_do(tmp_path: Path) -> None:
    data = bytearray(OLD.read_bytes())
    at = next(at for at in range(0, len(data), 512) if data[at : at + 2] == b"\xec\xa5")
    data[at + 0x0B] |= 0x01  # fEncrypted
    error = refusal(put(tmp_path, "甲.doc", bytes(data)))
    assert error.message == "甲.doc：文件设了打开密码，无法读取。"
    assert "清空密码后保存" in error.hint


def test_what_is_lost_of_a_document_is_told(tmp_path: Path) -> None:
    picture = "<w:r><w:drawing/></w:r>"
    body = para(run("学习。"), picture) + para(run("共读。")) + para(picture)
    body += f"<w:tbl><w:tr><w:tc>{para(run('甲'))}</w:tc></w:tr></w:tbl>"
    path = put(tmp_path, "甲.docx", docx(body))
    told = read_story(path)
    assert told.text == "学习。\n共读。\n\n甲"
    assert told.lost == ("2个图表、图形",)
    assert told.document == StoryDocument(path)


def test_only_what_shows_more_than_text_is_read_again_to_be_printed(tmp_path: Path) -> None:
    plain = read_story(put(tmp_path, "乙.docx", docx(para(run("学习。")))))
    lost = read_story(put(tmp_path, "丙.docx", docx(para(run("学习。"), "<w:r><w:object/></w:r>"))))
    rich = read_story(put(tmp_path, "丁.docx", rich_story()))
    assert [(one.lost, one.document) for one in (plain, lost, rich)] == [
        ((), None),
        (("1处嵌入的对象",), None),
        ((), StoryDocument(tmp_path / "丁.docx")),
    ]
    assert rich.document
    assert not read_blocks(rich.document).is_plain


def test_an_old_document_is_kept_as_it_was_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = rich_story()
    monkeypatch.setattr(convert, "to_docx", lambda files: [made for _ in files])
    told = read_story(put(tmp_path, "甲.doc", OLD.read_bytes()))
    assert told.document == StoryDocument(tmp_path / "甲.doc", made)
    assert len(read_blocks(told.document).blocks) > 10
