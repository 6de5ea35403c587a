"""What a workbook says of itself where no reader looks, so that a program can tell later."""

SEASON = "xxzz-season"
"""The document property that has the season of a blank workbook."""
