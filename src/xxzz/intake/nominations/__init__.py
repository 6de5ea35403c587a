"""Lists of nominations: header, rows and indicator sheets, as a submission."""
