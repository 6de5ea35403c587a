"""Reads a mail file (.eml): its date and attachments."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import email.utils
from contextlib import suppress
from email.message import Message
from typing import TYPE_CHECKING, Any, NamedTuple

from xxzz.text.file_names import safe_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_MAX_ATTACHMENTS = 200


class Attachment(NamedTuple):
    """An attached file; `content` is None if it can't be decoded.

    `sent` is the date of the mail it was attached to, which may itself be attached to another.
    """

    name: str
    content: bytes | None
    sent: dt.datetime | None


class Mail(NamedTuple):
    """Date and attachments of a mail."""

    sent: dt.datetime | None
    attachments: Sequence[Attachment]


def read_mail(path: Path) -> Mail:
    """Read a mail including attached mails; broken mails are read as far as possible.

    Raises:
        OSError: the file can't be read.
    """
    message = email.message_from_bytes(path.read_bytes(), policy=_RawHeaders())
    return Mail(_sent(message), list(_attachments(message)))


def _attachments(message: Message) -> Iterator[Attachment]:
    for number, (part, sent) in enumerate(_parts(message, _sent(message))):
        if not part.is_multipart() and (name := _file_name(part)):
            content: object = None
            with suppress(LookupError, ValueError):
                content = part.get_payload(decode=True)
            if not isinstance(content, bytes) or number > _MAX_ATTACHMENTS:
                yield Attachment(name, None, sent)
            else:
                yield Attachment(name, content, sent)


def _parts(
    message: Message, sent: dt.datetime | None
) -> Iterator[tuple[Message, dt.datetime | None]]:
    """Yield all parts, each with the date of the innermost mail that contains it."""
    yield message, sent
    if not message.is_multipart():
        return
    is_mail = message.get_content_type() == "message/rfc822"
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _parts(part, (_sent(part) if is_mail else None) or sent)


class _RawHeaders(email.policy.Compat32):
    """Returns raw header bytes, which the default policy would replace."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # defined by the base class
        return value


def _file_name(part: Message) -> str:
    """Return an attachment's name, also if it was written as raw GBK."""
    name = part.get_filename() or ""
    with suppress(UnicodeError, LookupError, email.errors.HeaderParseError):
        name = str(email.header.make_header(email.header.decode_header(name)))
    raw = name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeError):
            name = raw.decode(encoding)
            break
    return safe_name(name.rpartition("/")[2].rpartition("\\")[2], "")


def _sent(message: Message) -> dt.datetime | None:
    try:
        sent = email.utils.parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError, LookupError):
        return None
    return sent if sent.tzinfo else None
