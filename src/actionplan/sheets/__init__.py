"""Files of tables, as councils send and want them: workbooks, CSV files and tables in Word documents.

Nothing here knows what a plan is. A reader turns a file into a `Book` of cells with everything that a person sees in
them: text, dates, colours, struck words, merged cells. A writer turns a book of our own into a file.
"""

from actionplan._exports import exported

__getattr__, __dir__ = exported(__name__)
