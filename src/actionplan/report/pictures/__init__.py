"""Pictures of results: each is a pure function that returns shapes, and a table of the same numbers."""
