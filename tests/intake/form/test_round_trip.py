"""What `xxzz render` prints in 附件3, `xxzz collect` reads again, whatever was filled in."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from hypothesis import given, settings
from hypothesis import strategies as st

from nomination_maker import nomination
from xxzz.entry import resolve
from xxzz.intake.form.reader import FormReader
from xxzz.nomination import Submission
from xxzz.render.documents import DocumentRenderer
from xxzz.render.plan import Form, Kind
from xxzz.season import load_season
from xxzz.text.answer import AnswerTidier
from xxzz.text.normalise import cleaned

SEASON = load_season(2023)
READER = FormReader(SEASON)
TIDY = AnswerTidier(SEASON.notice.form.seals, SEASON.notice.form.asides).tidy
MAKER = DocumentRenderer(SEASON, None, kinds=[Kind.FORM])

SIGNS = "学习读书会样张街道甲乙丙丁０１23abcXYZ &<>{}%@-—（）()【】“”、。，：:；;□√•　 \t😀𠮷é"
BOXES = [box.field for box in SEASON.notice.form.boxes if box.field != "category"]
LONG = ("honours", "brief", "story")

line = st.text(SIGNS, max_size=30).map(cleaned).filter(lambda text: set(text) - set("_＿ 　\t"))
text = st.lists(line, max_size=6).map("\n".join)
names = st.sampled_from([info.name for info in SEASON.notice.categories])
recommenders = st.sampled_from([row.name for row in SEASON.quotas.recommenders])
# a box in a short answer says which of its words is the answer
short = st.one_of(st.just(""), line.map(lambda text: cleaned(re.sub("[□√]", "", text))))
filled = st.fixed_dictionaries(
    {
        "name": short.map(TIDY).filter(bool),
        "recommender": recommenders,
        "category": names,
        **{field: short for field in BOXES if field not in ("name", *LONG)},
        **dict.fromkeys(LONG, text),
    }
)


def render(values: dict[str, str]) -> bytes:
    made = nomination(**values)
    (entry,) = resolve([Submission(source=Path("名单.xlsx"), nominations=(made,))], SEASON)
    return MAKER.make(Form(PurePosixPath("表.docx"), entry))


@settings(max_examples=60, deadline=None)
@given(filled)
def test_rendered_form_is_collected_as_the_same_nomination(values: dict[str, str]) -> None:
    file = READER.read(Path("表.docx"), render(values))
    assert file.problems == ()
    (form,) = file.forms
    # what looks like a rest of the printed form at the ends of a short answer is none of it
    meant = {
        name: text if name in (*LONG, "category") else TIDY(text) for name, text in values.items()
    }
    assert {name: form.nomination.value(name) for name in values} == meant
