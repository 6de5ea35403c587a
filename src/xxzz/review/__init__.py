"""Review after collection: plan, scores, ranking, 公示 and 公布 (五（二）, 六)."""
