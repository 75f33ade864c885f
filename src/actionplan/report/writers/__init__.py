"""Documents and results as text for a terminal, Markdown, HTML and JSON."""
