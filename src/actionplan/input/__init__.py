"""What people type and paste, read in one way for files, spreadsheets, options and programs.

Each function returns the value as a plan file has it, or an `Unclear` with the reason in words. Nothing here knows
where the text came from: whoever asks adds the advice, which differs between a file, a spreadsheet and an option.
"""
