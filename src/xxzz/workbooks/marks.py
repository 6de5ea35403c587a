"""Hidden properties by which the program later recognises its workbooks."""

SEASON = "xxzz-season"
"""Document property with the season of a blank workbook."""
