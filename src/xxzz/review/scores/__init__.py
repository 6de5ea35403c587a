"""评分表 to each expert, and back as one collection of scores."""
