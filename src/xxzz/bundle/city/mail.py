"""Reads a mail file (.eml): its date and attachments."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import email.utils
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from xxzz.text.file_names import safe_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from email.message import Message
    from pathlib import Path

_MAX_ATTACHMENTS = 200


class Mail(NamedTuple):
    """Date and attachments of a mail; content is None if it can't be decoded."""

    sent: dt.datetime | None
    attachments: Sequence[tuple[str, bytes | None]]


def read_mail(path: Path) -> Mail:
    """Read a mail including attached mails; broken mails are read as far as possible.

    Raises:
        OSError: the file can't be read.
    """
    message = email.message_from_bytes(path.read_bytes(), policy=_RawHeaders())
    return Mail(_sent(message), list(_attachments(message)))


def _attachments(message: Message) -> Iterator[tuple[str, bytes | None]]:
    for number, part in enumerate(message.walk()):
        if not part.is_multipart() and (name := _file_name(part)):
            content: object = None
            with suppress(LookupError, ValueError):
                content = part.get_payload(decode=True)
            if not isinstance(content, bytes) or number > _MAX_ATTACHMENTS:
                yield name, None
            else:
                yield name, content


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
