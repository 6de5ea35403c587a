"""Marks by which the program later recognises its workbooks, and what it wrote into others."""

SEASON = "xxzz-season"
"""Document property with the season of a blank workbook."""

CHECK_RESULT = "检查结果"
"""Title of the sheet that a check adds to an annotated copy."""
CHECKED = f"【{CHECK_RESULT}】"
"""Heading of what a check wrote into the comment on a cell; a person's own text is above it."""
