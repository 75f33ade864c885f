"""Forms that add to a plan. A form is one command: its fields are the options, and the command does the work."""
