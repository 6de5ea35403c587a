"""A notice in Word as tables for a person to finish: 附件2 and the indicator tables of 附件1."""
