"""The command line. Only this package uses click, the clock, the terminal and the user's configuration."""
