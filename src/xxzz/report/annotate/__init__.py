"""Notes in a copy of a workbook: only what is added is written anew, all else stays as it is.

A library that loads and saves workbooks would drop what it does not know: results of formulas,
drop-downs that name another sheet, pictures.
"""
