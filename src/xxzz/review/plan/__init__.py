"""评审方案: which experts judge which nominations, why, and what changed since the last edition."""
