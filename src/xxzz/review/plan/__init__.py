"""评审方案: which experts judge which nominations, why, and the changes since the last edition."""
