"""Filled 附件3 forms: labels and answers of a Word document, as a nomination."""
