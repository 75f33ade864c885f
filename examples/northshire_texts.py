"""What Northshire's monthly reports say: sentences with gaps, by the sort of work and by how it goes.

A gap is filled from the action's own figures: ``{done}`` of ``{total}`` ``{unit}`` and ``{left}`` to go, ``{percent}``
that rises and ``{weeks}`` that fall as work goes on; ``{n}`` and ``{few}`` are small numbers, ``{district}`` and
``{group}`` some place and some people, and ``{month}`` is the month to come.
"""

from collections.abc import Mapping

from attrs import frozen


@frozen
class Theme:
    """One sort of work.

    Attributes:
        unit: what is counted in it.
        size: the fewest and the most of them that an action may have.
        notes: what its reports may say.
        evidence: titles of what may show that it is done.
    """

    unit: str
    size: tuple[int, int]
    notes: tuple[str, ...]
    evidence: tuple[str, ...]


THEMES: Mapping[str, Theme] = {
    "data": Theme(
        "data items",
        (24, 60),
        (
            "{done} of {total} data items on the agreed list now arrive each month.",
            "The extract for the {district} district failed its checks, and the supplier has mended the date fields.",
            "Records that match without help are up to {percent}%.",
            "Information governance leads went through {n} open points and left {few} for the next call.",
            "Analysts in the council and the trusts now check each other's figures before they go out.",
            "A note on definitions was agreed, so that everybody counts from the day of referral.",
            "{n} users tried the test version; the filters confused them and have been worded afresh.",
            "Records of the last two years were loaded and a sample of {total} was checked by hand.",
            "Access was set up for managers in the {district} district, who asked for figures by school cluster.",
            "The list of known faults stands at {left}, of which {few} stop people from working.",
            "A first comparison with last year's return shows a gap of {n} records, now explained.",
            "The interface from the {district} clinics was switched on and lost {few} records in its first week.",
            "Staff key {left} items by hand each month, which is what the {month} release is to end.",
            "The data group settled {few} questions of definition and sent one to the board.",
            "{percent}% of fields pass the quality rules; most of the failures come from {few} forms.",
            "Suppliers met in one room for the first time and took {n} tasks away.",
        ),
        ("Screenshots of the live release", "Signed data-sharing schedule", "Data-quality report to the board"),
    ),
    "board": Theme(
        "tasks",
        (12, 30),
        (
            "Drafting is under way: {done} of {total} sections are agreed by all partners.",
            "The draft went to {group}, who sent back {n} comments; all but {few} are settled.",
            "Chief officers met twice and agreed on the principles, though not yet on the money.",
            "Legal and finance colleagues have the text until the middle of {month}.",
            "A workshop with {group} brought out {n} duplications between present arrangements.",
            "Terms used by the council and by health now mean the same in {done} of {total} places.",
            "The paper for the {month} board is written and waits for one figure from finance.",
            "Scrutiny members asked {n} questions in a private briefing; the answers have been sent.",
            "Versions from three partners have been joined into one, and {left} points are still in square brackets.",
            "{group_} asked for a plain-English summary, which is being written with them.",
            "Comparison with {few} other areas gave us {n} ideas worth borrowing.",
            "The steering group met twice, once without a quorum.",
            "Two of the five partners have signed; the others take it to their own meetings in {month}.",
            "An outside reviewer read the draft and called it clear but long; it is {n} pages shorter now.",
            "Roles are settled for {done} of {total} tasks; the rest turn on who pays.",
        ),
        ("Board minutes, item 5", "Approved paper and decision notice", "Signed terms of reference"),
    ),
    "plans": Theme(
        "cases",
        (120, 480),
        (
            "{done} of {total} cases have been worked through; {left} remain.",
            "{percent}% of this month's cases were on time.",
            "A moderation session looked at {n} plans; reviewers differed on {few} of them.",
            "Advice arrives late most often in the {district} district, where {few} posts are empty.",
            "The weekly tracking meeting now includes {group}, and stuck cases are settled there.",
            "Letters were rewritten after {n} parents in a test found them hard to follow.",
            "Sampling found good descriptions of need and weak outcomes in {n} of 20 plans.",
            "Casework in the {district} team was checked line by line, and {n} cases were escalated.",
            "Schools returned {percent}% of papers by the day asked for, the most since the plan began.",
            "Two officers moved to the oldest cases, and the oldest is now {weeks} weeks old.",
            "Overtime was offered at weekends and cleared {n} cases in the first fortnight.",
            "New requests outran what was finished by {n} this month.",
            "The {district} team is back at full strength after {few} appointments.",
            "A list of the oldest {n} cases goes to the service director each Friday.",
            "Parents were telephoned in {left} cases to say when they will hear.",
            "Colleges asked for one contact for all post-16 cases, and have one from {month}.",
            "The panel sat weekly, and {n} decisions were made the same day.",
        ),
        ("Case audit results", "Monthly statutory timeliness return", "Published template and guidance"),
    ),
    "waits": Theme(
        "referrals",
        (180, 900),
        (
            "The longest wait is {weeks} weeks, in the {district} district.",
            "{done} of {total} referrals on the list have been seen or safely discharged.",
            "Extra clinics ran on {n} Saturdays and were well attended.",
            "Triage within ten days is kept for {percent}% of referrals.",
            "{n} families did not attend; text reminders start in {month}.",
            "Clinicians from both trusts agreed on one referral form after a morning with {group}.",
            "Two bank therapists have started, and a third post is out to advert for the second time.",
            "A check of {total} open referrals found {n} duplicates and {few} that had been closed in error.",
            "Waits fell in every district but the {district} one, where a clinic room is out of use.",
            "Families on the list had a letter that says where they stand and what helps meanwhile.",
            "Average wait is {weeks} weeks; the variation between districts is still too wide.",
            "New referrals are {n}% above the same month of last year.",
            "Schools in the {district} district were shown how to refer, and {few} in ten forms now come complete.",
            "A locum covers the {district} clinic until {month}.",
            "Supply of equipment held up {n} fittings; a second supplier is in use.",
            "Clinic letters reach schools in {n} days, down from 20 and more.",
            "{n} parents helped to rewrite the page on what happens while a family waits.",
        ),
        ("Waiting-time return", "Clinic timetable by district", "Report to the quality committee"),
    ),
    "training": Theme(
        "people",
        (24, 160),
        (
            "{done} of {total} people have now finished, and feedback averages 4.2 out of 5.",
            "Interviews were held for {n} posts and offers made for {few}.",
            "Sessions in the {district} district were full, so {few} more have been put on.",
            "A refresher was written with {group}, using cases from the last audit.",
            "{n} starters joined this month and {few} people left.",
            "Cover costs kept some small schools away; recordings are offered instead.",
            "Scores on the closing questions rose to {percent}%.",
            "Two supervisors were trained, so that new staff have somebody to turn to from the first day.",
            "The advert was rewritten and drew {n} applicants, against {few} last time.",
            "Exit talks with {few} leavers point to caseloads rather than pay.",
            "{left} people are still to be booked; head teachers have had their names.",
            "Materials were moved online after {n} requests.",
            "Observed practice was good in {n} of 12 visits.",
        ),
        ("Training register", "Establishment list and start dates", "Course evaluation"),
    ),
    "voice": Theme(
        "families",
        (40, 260),
        (
            "{done} of the {total} families we set out to hear from have taken part.",
            "A session with {group} in the {district} district changed {n} points of the draft.",
            "Parents told us that {n} pages still speak in initials; they are being rewritten.",
            "{percent}% of those who answered said they understood what happens next.",
            "Young people chose the pictures and threw out {few} of our headings.",
            "Evening meetings brought in parents who work, {n} of them for the first time.",
            "Families with little English were reached through {few} community groups.",
            "An easy-read version was tested by the young people's group and needs one more round.",
            "A you-said-we-did sheet went out with {n} answers, {few} of them honest refusals.",
            "Too few fathers and carers of teenagers have taken part; voluntary groups will help to find them.",
            "The {month} session is full, with {n} families on the reserve list.",
            "What families said was sorted into {n} subjects, of which being kept informed comes first.",
            "Staff who attended heard {few} accounts that they found hard, and asked for more such meetings.",
            "Wording went through {few} rounds with {group}; the last was mostly about commas.",
            "Feedback cards were left in {n} clinics and libraries.",
        ),
        ("Summary of families' feedback", "Published page and its test results", "You-said-we-did sheet"),
    ),
    "places": Theme(
        "settings",
        (24, 90),
        (
            "{done} of {total} settings have signed up.",
            "Head teachers in the {district} district asked for {few} changes to the funding note.",
            "Site visits were made to {n} schools; {few} need work before September.",
            "The cost estimate rose by {n}% and is held within the approved budget by a smaller entrance.",
            "Consultation drew {total} answers, most of them in favour.",
            "{left} settings have yet to return the self-check; each has been telephoned.",
            "A first group of {n} pupils has started, and attendance is {percent}%.",
            "Monitoring visits found good teaching and thin records in {few} places.",
            "The panel now meets every week, and {few} school leaders sit on it.",
            "Quality checks are done in {done} settings, most of them with a parent in the team.",
            "A site in the {district} district fell through, and another has been found two miles away.",
            "Governors of {few} schools wrote in support and of one against.",
            "Training for {n} teaching assistants goes with the new offer.",
            "Parents visited {few} settings and gave advice on quiet rooms and signs.",
        ),
        ("Monitoring visit reports", "Decision notice of the cabinet member", "List of settings signed up"),
    ),
}
"""Every sort of work, by the word that an action's row uses."""

RATED: Mapping[str, tuple[str, ...]] = {
    "green": (
        "On course for the date agreed.",
        "Nothing to escalate.",
        "Partners are content with the pace.",
        "The next step is booked for {month}.",
        "A little ahead of where we meant to be.",
        "Last month's concern about cover has passed.",
    ),
    "amber": (
        "Sickness has cost us about {few} weeks.",
        "The date holds only if the {month} step does.",
        "One partner has yet to name a lead for this.",
        "Progress is uneven between districts.",
        "Slower than planned; the recovery step is a weekly call between the leads.",
        "Money for next year is not confirmed.",
        "A decision is needed from the chief officers before {month} is out.",
    ),
    "red": (
        "The date will not be met as things stand.",
        "Escalated to the director, who has asked for a recovery plan in {month}.",
        "Work has all but stopped for want of {few} posts.",
        "Partners do not agree on the way forward, and the chair has been asked to step in.",
        "The measure moved the wrong way this month.",
    ),
}
"""How it goes, in a sentence that may follow any note, by rating."""

STAGES: Mapping[str, tuple[str, ...]] = {
    "not-started": (
        "Not begun: nobody has been named to lead it.",
        "Not begun. The first meeting was put off to {month}.",
        "Not begun; staff are still on the work that has to come first.",
        "Planning only. A start in {month} is hoped for.",
        "No start yet, as the money is not released; {group} have been told.",
    ),
    "begun": (
        "Work has begun with a first meeting of {n} people from all partners.",
        "The lead is in post; {total} {unit} are in scope.",
        "Begun: the scope is agreed, and {group} are to see the first draft in {month}.",
        "A working group was formed with {group} and met for the first time.",
        "Started with a look at how {few} other areas do it.",
        "The baseline has been taken: {total} {unit} in all.",
        "First meeting held; {n} tasks shared out, all with dates.",
        "Begun with {few} staff released for {n} days a month.",
        "Terms of reference are written, and {group} have named somebody to take part.",
        "A first list of {total} {unit} has been drawn up with {group}.",
        "The project brief was signed, and the first report is due in {month}.",
    ),
    "complete": (
        "Finished: the last of {total} {unit} was signed off by {group}.",
        "Done. The measure has been met for two months and is now watched in ordinary business.",
        "Complete, after a last round with {group}.",
        "The work is done and was handed over to the service; a check follows in six months.",
        "All {total} {unit} are dealt with, and the board has had the closing report.",
        "Complete. {group_} said in the closing meeting what they would do differently, and it is written down.",
        "Closed by the lead; {few} small matters pass to the service plan.",
        "The success measure is met on this month's figures.",
        "Complete: {total} {unit} in all, and {n} lessons written down for the next plan.",
        "Work closed after a check by {group}, who found nothing missing.",
        "Finished this week. The {district} district came last, and its managers have confirmed.",
        "Done, {few} months after we thought it nearly was.",
        "Delivered, and explained to staff and families in the {month} newsletter.",
    ),
    "verified": (
        "The assurance team read {n} files chosen at random and found the measure met.",
        "Checked against the success measure by people who took no part in the work: met.",
        "Assurance visit: {n} staff and {few} parents were asked, and their answers bear the claim out.",
        "The figures were worked out again from the source, and agree.",
        "Tested with {n} families; the board is satisfied, and asks for another look in a year.",
    ),
    "suspended": ("Suspended with the board's agreement; it is taken up again when the reason has gone.",),
    "resumed": ("Resumed with a new plan of work, shared with {group}.",),
    "cancelled": ("Cancelled; what was learnt has been handed on, and families were told.",),
    "reopened": ("Opened again: the measure is no longer met, and the lead reports monthly once more.",),
    "corrected": ("The last figure counted meetings offered as meetings held. This is the right one.",),
    "changed": (
        "Put to the board with the recovery plan.",
        "Discussed at length; {group} asked to be told at once of any further change.",
        "Agreed by the board, which noted its disappointment.",
        "Agreed, with a report back in {month}.",
        "The board agreed by a majority; the forum's members asked for their doubts to be minuted.",
        "The chair asked for the steps in between to be dated too, and {n} of them now are.",
        "Agreed after {few} other ways had been looked at.",
    ),
}
"""The notes for a new stage of an action."""

DISTRICTS = ("northern", "coastal", "vale", "western", "moorland", "southern")
"""Parts of the county."""

GROUPS = (
    "the parent carer forum",
    "school leaders",
    "case officers",
    "health managers",
    "the young people's group",
    "social care managers",
    "SENCOs",
    "therapists",
    "voluntary groups",
)
"""People that a note may name."""
