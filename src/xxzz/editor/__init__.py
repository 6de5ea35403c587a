"""Tools for editors of a season's tables: check, new year, difference, draft."""
