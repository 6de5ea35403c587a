"""Drafts tables from a notice in Word: 附件2 and the indicator tables of 附件1."""
