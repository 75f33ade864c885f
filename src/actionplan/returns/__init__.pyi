"""Owners' returns: a workbook for each owner, made from the plan, filled in, and read back into it."""

from actionplan.returns.answers import AnsweredRow as AnsweredRow
from actionplan.returns.answers import Answers as Answers
from actionplan.returns.answers import Filled as Filled
from actionplan.returns.chase import Owed as Owed
from actionplan.returns.chase import owed_returns as owed_returns
from actionplan.returns.compared import CellFate as CellFate
from actionplan.returns.contents import Return as Return
from actionplan.returns.contents import Row as Row
from actionplan.returns.contents import returns_of as returns_of
from actionplan.returns.receive import NobodyReports as NobodyReports
from actionplan.returns.receive import read_return as read_return
from actionplan.returns.receive import receive_returns as receive_returns
from actionplan.returns.receive import take_in as take_in
from actionplan.returns.received import RowTaken as RowTaken
from actionplan.returns.received import Taken as Taken
from actionplan.returns.send import MadeReturn as MadeReturn
from actionplan.returns.send import made_return as made_return
from actionplan.returns.send import send_returns as send_returns
