"""Reads lists of nominations: headers, rows and indicator sheets become a submission."""
