"""Every document keeps to the structure of ECMA-376, so that Word opens it without repairing it."""

from pathlib import Path

import pytest

from render_samples import accept, nominate, problems, write_template
from xxzz.render import Options, PlanOptions, render
from xxzz.render.documents import templates_folder
from xxzz.season import Season

HOSTILE = "{{ 7*7 }}{% raw %}&<w:p/>]]>\t甲\n乙\x07\ud800丙\ufffe\u202e丁"


@pytest.mark.parametrize("name", sorted(path.name for path in templates_folder().iterdir()))
def test_the_templates_keep_to_it(name: str) -> None:
    assert problems(templates_folder() / name) == []


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("value", ["街道", "", HOSTILE])
def test_the_documents_keep_to_it(season: Season, tmp_path: Path, value: str, draft: bool) -> None:
    one = nominate(**dict.fromkeys(("name", "honours", "brief", "story", "remark"), value))
    done = render(accept(season, one), Options(tmp_path, PlanOptions(draft=draft)))
    assert len(done.written) == 2
    assert [problem for path in done.written for problem in problems(path)] == []


def test_elements_in_a_wrong_order_are_noticed(tmp_path: Path) -> None:
    wrong = "<w:p><w:r><w:t>甲</w:t></w:r><w:pPr/></w:p>"
    assert problems(write_template(tmp_path / "wrong.docx", wrong))
