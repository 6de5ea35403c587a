"""Letters (催报, 催改) to recommenders whose material is missing or needs correction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.bundle.city.register.model import GONE
from xxzz.bundle.city.register.update import ASKED, COUNTED, IN_ORDER
from xxzz.render.documents import own_or_standard
from xxzz.render.template import Template
from xxzz.text.file_names import safe_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.bundle.city.register.book import RegisterBook
    from xxzz.bundle.city.register.deadline import Deadlines
    from xxzz.bundle.city.register.model import Receipt
    from xxzz.season import Season
    from xxzz.season.models import Recommender

TEMPLATE = "letter.docx"
TEXTS = "可粘贴的文字.txt"
_NAMES = ("recommender", "title", "opening", "entries", "closing", "contact", "receiver")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one recommender; `kind` is 催报 or 催改."""

    kind: str
    recommender: str
    title: str
    opening: str
    entries: tuple[str, ...]
    closing: str

    @property
    def text(self) -> str:
        """The letter as plain text, for pasting into a message."""
        items = (f"{at}. {one}" for at, one in enumerate(self.entries, 1))
        return "\n".join((f"{self.recommender}：", self.opening, *items, self.closing))


def letters(
    book: RegisterBook, season: Season, deadlines: Deadlines, until: dt.date | None
) -> Iterator[Letter]:
    """Yield a letter for each recommender with anything outstanding, in the order of 附件2.

    A letter mentions only the recommender's own material. `until` is the day to answer by; the
    default is the extended deadline, if there is one (五（三）3).
    """
    rows = [row.cells for row in book.receipts.rows]
    by_person = {
        one.number for one in rows if one.asked != book.receipts.last_row(one.number).asked
    }
    for recommender in season.quotas.recommenders:
        own = [one for one in rows if season.recommender(one.recommender) == recommender]
        owed = _uncorrected(own, by_person)
        term = _term(recommender, deadlines, until)
        if not own:
            yield _reminder(recommender, season, deadlines, term)
        elif owed:
            yield _correction_request(recommender, owed, season, term)


def _uncorrected(own: Sequence[Receipt], by_person: Collection[str]) -> list[Receipt]:
    """Return the receipts to correct; missing ones count if nothing else is accepted.

    What the tool finds in order counts if a person asked for something (a seal on paper).
    """
    counts = any(one.state in COUNTED for one in own)
    return [
        one
        for one in own
        if not one.corrected
        and (
            one.state in ASKED
            or (one.state == GONE and one.asked and not counts)
            or (one.state == IN_ORDER and one.asked and one.number in by_person)
        )
    ]


def letter_files(
    found: Sequence[Letter], season: Season, templates: Path | None
) -> Mapping[str, bytes]:
    """Return the letters as Word files, and one text with all of them, by file name.

    Raises:
        TemplateError: the template can't be used.
    """
    template = Template(own_or_standard(TEMPLATE, templates), _NAMES)
    handover = season.notice.submission
    contact = handover.receiver_contacts
    files = {}
    for one in found:
        values = {name: getattr(one, name) for name in _NAMES[:5]}
        path = f"{one.kind}-{safe_name(one.recommender, '')}.docx"
        files[path] = template.render(values | {"contact": contact, "receiver": handover.receiver})
    texts = (f"{one.text}\n{contact}（{handover.receiver}）" for one in found)
    files[TEXTS] = ("\n\n".join(texts) + "\n").encode()
    return files


def _reminder(recommender: Recommender, season: Season, deadlines: Deadlines, term: str) -> Letter:
    notice = season.notice
    handover, papers = notice.submission, notice.documents
    extension = deadlines.of(recommender).extension
    extended = f"你单位经同意延期到{extension.until_text}。" if extension else ""
    return Letter(
        kind="催报",
        recommender=recommender.name,
        title="催报函",
        opening=(
            f"《{notice.title}》（{notice.number}）{handover.clause}要求，推荐材料于"
            f"{handover.deadline_text}前报到{handover.receiver}。{extended}"
            "到目前为止，还没有收到你单位的材料，请报送："
        ),
        entries=(
            f"《{papers.form.title}》，附{papers.story.title}，{handover.copies_text}；",
            f"《{papers.summary.title}》，{handover.copies_text}；",
            f"电子版发到 {handover.email}。",
        ),
        closing=f"请{term}报送；已经寄出的，请告诉我们寄出的日期和方式；不推荐的，也请说明。",
    )


def _correction_request(
    recommender: Recommender, owed: Sequence[Receipt], season: Season, term: str
) -> Letter:
    to_pack = any(one.state != IN_ORDER for one in owed)
    return Letter(
        kind="催改",
        recommender=recommender.name,
        title="补正通知",
        opening=f"你单位按《{season.notice.title}》（{season.notice.number}）报送的材料，有需要补正的内容。",
        entries=tuple(
            f"“{one.file}”（{one.received}收到）：{(one.asked or one.detail).rstrip('。')}。"
            for one in owed
        ),
        closing=f"请{term}改正，重新打包报送。" if to_pack else f"请{term}补正。",
    )


def _term(recommender: Recommender, deadlines: Deadlines, until: dt.date | None) -> str:
    if until:
        return f"于{_day(until)}前"
    extension = deadlines.of(recommender).extension
    return f"于{extension.until_text}前" if extension else "尽快"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
