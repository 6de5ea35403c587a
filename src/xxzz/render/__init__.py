"""Renders nominations into the official documents: 附件3 with story, 附件4, and PDFs of them."""

from __future__ import annotations

from xxzz.render.documents import DocumentRenderer
from xxzz.render.plan import Blocked, Form, Kind, PlanOptions, RecommenderPlan, Summary, make_plans
from xxzz.render.problem import OfficeError, TemplateError, TemplateProblem
from xxzz.render.run import Options, Rendered, render
from xxzz.render.write import WriteError

__all__ = [
    "Blocked",
    "DocumentRenderer",
    "Form",
    "Kind",
    "OfficeError",
    "Options",
    "PlanOptions",
    "RecommenderPlan",
    "Rendered",
    "Summary",
    "TemplateError",
    "TemplateProblem",
    "WriteError",
    "make_plans",
    "render",
]
