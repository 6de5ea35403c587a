"""Reading Word documents: their visible text, and their content as paragraphs and tables."""
