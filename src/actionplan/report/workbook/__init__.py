"""``actionplan export csv``, ``xlsx`` and ``ods``: plans as spreadsheets for people, as at a day.

Each module describes some worksheets: what a row is, and the columns, most of which are fields of a result, with the
meaning that the result's docstring gives them. `book.py` makes a workbook of them.
"""
