"""Reads filled 附件3 forms: a Word document's labels and answers become a nomination."""
