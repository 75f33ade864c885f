"""Files of tables, as councils send and want them: workbooks, CSV files and tables in Word documents."""

from actionplan.sheets.grid import Book as Book
from actionplan.sheets.grid import Cell as Cell
from actionplan.sheets.grid import CellValue as CellValue
from actionplan.sheets.grid import Merged as Merged
from actionplan.sheets.grid import Sheet as Sheet
from actionplan.sheets.reading import read as read
from actionplan.sheets.unreadable import UnreadableFile as UnreadableFile
