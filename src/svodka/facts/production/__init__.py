"""Production: which maker an article ties an item to."""
