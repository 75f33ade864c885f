"""Pure calculators: records and a date in, frozen results out. Nothing here reads a clock or a file."""
