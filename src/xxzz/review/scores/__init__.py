"""评分表 for each expert, and the collection of the filled ones."""
