"""The blank workbook of nominations: sheets, drop-downs, notes, guide."""
