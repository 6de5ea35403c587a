"""The remaining manual steps after packing: seals, paper copies, delivery, deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from xxzz.season import Season


def checklist(forms: int, season: Season, today: dt.date) -> Iterator[str]:
    """Yield the manual steps for a number of forms (五（三）)."""
    handover, papers = season.notice.submission, season.notice.documents
    who = f"由{papers.form.signed}" if papers.form.signed else "请照表上的栏目"
    yield (
        f"盖章：{forms}份《{papers.form.title}》{who}签意见、写日期、盖公章；"
        f"《{papers.summary.title}》盖推荐单位公章。"
    )
    yield (
        f"打印：所有文字材料{handover.copies_text}，推荐表（附{papers.story.title}）"
        f"共{forms * handover.copies}份，汇总表{handover.copies}份。"
    )
    yield f"寄送：{handover.address}，{handover.receiver}，邮编{handover.postcode}。"
    yield f"电子版：把这个包作为附件发到 {handover.email}，不要解压、不要改名。"
    people = "；".join(f"{one.body}{one.name} {one.phone}" for one in handover.contacts)
    yield f"联系人：{people}。"
    yield f"期限：{handover.deadline_text}前报到，{_days_left(handover.deadline, today)}。"


def _days_left(deadline: dt.date, today: dt.date) -> str:
    days = (deadline - today).days
    if days > 0:
        return f"还有{days}天"
    return "今天是最后一天" if days == 0 else f"已经过了{-days}天，请先与接收单位联系"
