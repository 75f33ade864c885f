"""The command line: parse, call, render, exit code. The only room that knows click, the clock and the terminal."""
