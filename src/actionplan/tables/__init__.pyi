"""Plans as tables: Parquet files, data frames, SQL."""

from actionplan.tables.errors import NotInstalled as NotInstalled
from actionplan.tables.errors import Refused as Refused
