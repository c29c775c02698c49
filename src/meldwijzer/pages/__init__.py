"""Pages: facts and words of one language as a reader meets them, put into the page shapes of docs/."""
