"""Word documents: what a reader sees of them, as paragraphs and tables."""
