"""A reader for each format: a function ``read`` from the bytes of a file to its `Contents`."""
