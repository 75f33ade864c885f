"""The invented actions that fill the layouts. No council has this plan."""

from datetime import date

from attrs import frozen

AREAS = (
    "Waits for assessment",
    "Joint commissioning",
    "The quality of plans",
    "Preparing for adulthood",
)
"""The titles of the areas for improvement."""

RED, AMBER, GREEN, BLUE, GREY = "#FF0000", "#FFC000", "#00B050", "#0070C0", "#BFBFBF"
"""The standard colours of Excel's palette."""

COLOURS = {"Red": RED, "Amber": AMBER, "Green": GREEN, "Blue": BLUE}


@frozen
class Item:
    """An invented action; its area is the first digit of its ref."""

    ref: str
    title: str
    body: str
    lead: str
    start: date
    end: date
    revised: date | None
    state: str
    rag: str
    done: float
    note: str

    @property
    def area(self) -> str:
        """The title of its area."""
        return AREAS[int(self.ref[0]) - 1]


ITEMS = (
    Item("1.1", "Recruit two educational psychologists", "Council", "Head of SEND", date(2024, 4, 1),
         date(2024, 9, 30), date(2025, 1, 31), "In progress", "Amber", 0.4, "One post is filled."),
    Item("1.2", "Publish waiting times every month", "ICB", "Designated Clinical Officer", date(2024, 5, 1),
         date(2024, 7, 31), None, "Complete", "Green", 1.0, "Published since July."),
    Item("1.3", "Agree one form for requests", "Council", "Assessment Manager", date(2024, 6, 3),
         date(2024, 12, 12), None, "In progress", "Red", 0.25, "Schools have not replied."),
    Item("2.1", "Sign a joint commissioning strategy", "ICB", "Director of Commissioning", date(2024, 4, 15),
         date(2024, 10, 31), date(2025, 3, 31), "In progress", "Amber", 0.6, "The draft is out for comment."),
    Item("2.2", "Pool the budgets for speech therapy", "Council", "Finance Partner", date(2024, 9, 2),
         date(2025, 3, 31), None, "Not started", "Red", 0.0, "Waits for the strategy."),
    Item("2.3", "Map services that families can use without a plan", "Council", "Local Offer Manager",
         date(2024, 4, 22), date(2024, 6, 28), None, "Complete", "Green", 1.0, "The map is on the Local Offer."),
    Item("3.1", "Review every plan that is older than two years", "Council", "Head of SEND", date(2024, 5, 7),
         date(2025, 7, 18), None, "In progress", "Green", 0.35, "140 of 400 are reviewed."),
    Item("3.2", "Train staff to write outcomes", "Parent Carer Forum", "Chair", date(2024, 6, 10),
         date(2024, 11, 29), None, "In progress", "Amber", 0.5, "Two of four days were held."),
    Item("3.3", "Sample twenty plans each term", "ICB", "Designated Clinical Officer", date(2024, 9, 9),
         date(2025, 7, 18), None, "In progress", "Green", 0.33, "The first sample is done."),
    Item("4.1", "Start a supported internship in each district", "Council", "Post-16 Lead", date(2024, 9, 2),
         date(2025, 9, 5), None, "Not started", "Amber", 0.0, "Three employers are interested."),
    Item("4.2", "Hold transfer meetings from Year 9", "Council", "Transitions Manager", date(2024, 4, 8),
         date(2024, 12, 20), None, "In progress", "Green", 0.7, "Held for 62 of 90 pupils."),
    Item("4.3", "Write a guide to health checks at 14", "ICB", "Learning Disability Nurse", date(2024, 4, 29),
         date(2024, 8, 30), None, "Complete", "Blue", 1.0, "Sent to all practices."),
)  # fmt: skip
"""Twelve actions, three to an area."""

REFS = tuple(item.ref for item in ITEMS)


def uk(day: date) -> str:
    """A day as a council types it: 30/09/2024."""
    return f"{day:%d/%m/%Y}"


def in_area(area: str) -> list[Item]:
    """The actions of an area."""
    return [item for item in ITEMS if item.area == area]
