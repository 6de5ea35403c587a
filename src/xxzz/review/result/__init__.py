"""From scores to a ranking, a selection, and what the meeting decides."""
