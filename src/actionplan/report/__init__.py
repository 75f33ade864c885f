"""Results in, text out: nothing here opens a file, reads a clock or decides anything about a plan."""
