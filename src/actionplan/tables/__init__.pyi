"""Plans as tables: Parquet files, data frames, SQL."""

from actionplan.model.refused import NotInstalled as NotInstalled
from actionplan.model.refused import Refused as Refused
from actionplan.tables.frames import Library as Library
from actionplan.tables.frames import Plans as Plans
from actionplan.tables.frames import actions_frame as actions_frame
from actionplan.tables.query import WrongSql as WrongSql
