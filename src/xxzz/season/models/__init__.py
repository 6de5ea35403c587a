"""The shapes of data/*.yaml: quota table (附件2), indicator sets (附件1) and the notice's body."""

from xxzz.season.models.base import Clause, Kind, Model
from xxzz.season.models.conditions import (
    BriefLimit,
    Building,
    Conditions,
    Duplicates,
    Education,
    FamilyTitle,
    IndicatorAnswers,
    Placeholders,
    StoryLimit,
    Texts,
)
from xxzz.season.models.form import FormBox, FormField, FormLayout, FormSection
from xxzz.season.models.indicators import Indicator, IndicatorGroup, IndicatorSet, Measure
from xxzz.season.models.notice import (
    CategoryInfo,
    Channel,
    Contact,
    Coordinator,
    Document,
    Documents,
    Handover,
    Notice,
    Sheets,
)
from xxzz.season.models.quotas import QuotaTable, Recommender

__all__ = [
    "BriefLimit",
    "Building",
    "CategoryInfo",
    "Channel",
    "Clause",
    "Conditions",
    "Contact",
    "Coordinator",
    "Document",
    "Documents",
    "Duplicates",
    "Education",
    "FamilyTitle",
    "FormBox",
    "FormField",
    "FormLayout",
    "FormSection",
    "Handover",
    "Indicator",
    "IndicatorAnswers",
    "IndicatorGroup",
    "IndicatorSet",
    "Kind",
    "Measure",
    "Model",
    "Notice",
    "Placeholders",
    "QuotaTable",
    "Recommender",
    "Sheets",
    "StoryLimit",
    "Texts",
]
