"""From scores to a ranking, a selection and the meeting's decisions."""
