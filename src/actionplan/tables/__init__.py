"""Plans as tables: Parquet files, data frames, SQL."""

from actionplan._exports import exported

__getattr__, __dir__ = exported(__name__)
