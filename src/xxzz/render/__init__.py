"""From nominations to the official documents: 附件3 with its story, 附件4, and PDFs of them."""

from __future__ import annotations

from xxzz.render.documents import Maker
from xxzz.render.plan import Blocked, Bundle, Choice, Form, Kind, Summary, make_plan
from xxzz.render.problem import OfficeError, TemplateError, TemplateProblem
from xxzz.render.run import Options, Rendered, render
from xxzz.render.write import WriteError

__all__ = [
    "Blocked",
    "Bundle",
    "Choice",
    "Form",
    "Kind",
    "Maker",
    "OfficeError",
    "Options",
    "Rendered",
    "Summary",
    "TemplateError",
    "TemplateProblem",
    "WriteError",
    "make_plan",
    "render",
]
