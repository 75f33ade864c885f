"""Who is behind, asked of exported tables with Spark: the same folder, on one machine or on many.

Run: ``spark-submit examples/late_by_owner_spark.py export 2025-10-01``; it needs pyspark, and Java.
"""

import sys

from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as f


def spark_session() -> SparkSession:
    """Return a session that takes the names of plans for what they are, texts."""
    builder = SparkSession.builder.appName("late by owner")
    return builder.config("spark.sql.sources.partitionColumnTypeInference.enabled", "false").getOrCreate()


def late_by_owner(spark: SparkSession, folder: str, day: str) -> DataFrame:
    """Count, for each plan and owner, open actions and those whose due day has passed, as at a day.

    An entry counts from the day ``in_force``, and the last one by ``place`` that states a field is the one that holds.

    Args:
        spark: the session.
        folder: the folder of an export.
        day: the day.
    """
    actions = spark.read.parquet(f"{folder}/actions")
    status = spark.read.parquet(f"{folder}/status")
    as_at = f.lit(day).cast("date")
    said = status.where((f.col("kind") == "action") & f.col("part").isNull() & (f.col("in_force") <= as_at))
    latest = Window.partitionBy("plan", "record").orderBy("place")
    ever = latest.rowsBetween(Window.unboundedPreceding, Window.unboundedFollowing)
    head = ~f.col("early")
    due = f.struct(f.col("due").alias("text"), f.col("due_last").alias("last"))
    now = said.select(
        "plan",
        f.col("record").alias("id"),
        f.last("state", ignorenulls=True).over(ever).alias("state"),
        f.last(f.when(head, f.col("owner")), ignorenulls=True).over(ever).alias("owner_now"),
        f.last(f.when(head & f.col("due").isNotNull(), due), ignorenulls=True).over(ever).alias("due_now"),
    ).distinct()
    agreed = actions.where(f.col("agreed_last").isNull() | (f.col("agreed_last") <= as_at))
    standing = agreed.join(now, ["plan", "id"], "left").select(
        "plan",
        f.coalesce("owner_now", "owner").alias("owner"),
        f.when(f.col("due_now").isNull(), f.col("due_last")).otherwise(f.col("due_now.last")).alias("due"),
        (f.col("state").isNull() | ~f.col("state").isin("complete", "verified", "cancelled")).alias("open"),
    )
    late = f.col("open") & (f.col("due") < as_at)
    counts = standing.groupBy("plan", "owner").agg(
        f.sum(f.col("open").cast("int")).alias("open"),
        f.sum(f.coalesce(late, f.lit(False)).cast("int")).alias("late"),
    )
    return counts.orderBy("plan", "owner")


def main(folder: str, day: str) -> None:
    """Print each owner with open actions, and how many of them are late."""
    for row in late_by_owner(spark_session(), folder, day).where("open > 0").collect():
        print(f"{row.plan}: {row.owner or 'nobody'} has {row.open} open, {row.late} of them late")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
