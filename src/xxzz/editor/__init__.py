"""What the editor of a season's tables asks for: check, a new year, the difference, a draft."""
