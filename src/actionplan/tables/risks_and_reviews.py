"""Tables of risks as they were agreed, and of what reviews found and recommended."""

from actionplan.model.reviews import Review
from actionplan.model.risks import Risk
from actionplan.tables.rows import part_table, record_table

TABLES = (
    record_table(Risk, "Something that may keep the plan from working, as first agreed."),
    record_table(Review, "An inspection, a stocktake, or another look from outside."),
    part_table(Review, "area_outcomes", "What a review concluded about an area.", "area outcome note"),
    part_table(
        Review, "findings", "One thing that a review found.", "id text ref area source", table="review_findings"
    ),
    part_table(
        Review,
        "recommendations",
        "One thing that a review requires or recommends, as the head of its file has it.",
        "id position text ref strength grade due response_due response response_by response_on actions source",
    ),
)
