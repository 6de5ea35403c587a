"""The names of all rules, defined only here; never reused for another rule."""

from typing import Final

WORKBOOK_UNREADABLE: Final = "workbook-unreadable"
SHEET_MISSING: Final = "sheet-missing"
SEASON_MISMATCH: Final = "season-mismatch"
COLUMN_MISSING: Final = "column-missing"
COLUMN_UNKNOWN: Final = "column-unknown"
COPY_OF: Final = "copy-of"
CELL_UNREADABLE: Final = "cell-unreadable"
STORY_UNREADABLE: Final = "story-unreadable"
STORY_SIMPLIFIED: Final = "story-simplified"
FORM_UNREADABLE: Final = "form-unreadable"
FORM_UNSURE: Final = "form-unsure"
FORM_BESIDE: Final = "form-beside"
INTERNAL_ERROR: Final = "internal-error"
VALUE_INVALID: Final = "value-invalid"
FIELD_REQUIRED: Final = "field-required"
TEXT_UNFINISHED: Final = "text-unfinished"
STORY_MISMATCH: Final = "story-mismatch"
PLACEHOLDER_TEXT: Final = "placeholder-text"
PHONE_FORMAT: Final = "phone-format"
EMAIL_FORMAT: Final = "email-format"
POSTCODE_FORMAT: Final = "postcode-format"
RECOMMENDER_UNKNOWN: Final = "recommender-unknown"
RECOMMENDER_MIXED: Final = "recommender-mixed"
NOMINATION_WITHDRAWN: Final = "nomination-withdrawn"
NAME_CATEGORY: Final = "name-category"
NAME_SEVERAL: Final = "name-several"
CATEGORY_UNKNOWN: Final = "category-unknown"
CHANNEL_NOT_ALLOWED: Final = "channel-not-allowed"
EDUCATION_ONLY: Final = "education-only"
INDICATOR_UNMET: Final = "indicator-unmet"
INDICATOR_MISSING: Final = "indicator-missing"
QUOTA_EXCEEDED: Final = "quota-exceeded"
QUOTA_UNUSED: Final = "quota-unused"
QUOTA_SHORT: Final = "quota-short"
SUBSET_EXCEEDED: Final = "subset-exceeded"
DUPLICATE_NOMINATION: Final = "duplicate-nomination"
DUPLICATE_SIMILAR: Final = "duplicate-similar"
DUPLICATE_STORY: Final = "duplicate-story"
PAST_WINNER: Final = "past-winner"
RANK_MISSING: Final = "rank-missing"
RANK_DUPLICATE: Final = "rank-duplicate"
FOLDER_MISMATCH: Final = "folder-mismatch"
WAIVER_INVALID: Final = "waiver-invalid"
WAIVER_EXPIRED: Final = "waiver-expired"
WAIVER_UNUSED: Final = "waiver-unused"
SCORE_UNIFORM: Final = "score-uniform"

OF_RECOMMENDERS: Final = frozenset({QUOTA_EXCEEDED, QUOTA_UNUSED, QUOTA_SHORT, SUBSET_EXCEEDED})
"""Rules that judge a recommender as a whole, whatever the location of its nominations."""

UNREAD: Final = frozenset(
    {
        *(WORKBOOK_UNREADABLE, SHEET_MISSING, SEASON_MISMATCH, CELL_UNREADABLE),
        *(STORY_UNREADABLE, FORM_UNREADABLE, INTERNAL_ERROR),
    }
)
"""Rules that report that something could not be read and therefore was not judged."""
