"""The blank workbook of nominations: sheets, lists to choose from, notes, guide."""
