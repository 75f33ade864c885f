"""A plan out of the spreadsheet in which it was kept, and a newer version of that spreadsheet.

Each module is a step: ``tables`` finds the rows, ``columns`` what each column is, ``values`` and its neighbours what a
cell says, ``rows`` what a row says of an action. ``plan`` makes the records, and ``prepare`` the files.
"""
