"""Every fact of the newspaper report on which the Hertfordshire plan began is printed by some command.

The report: "More investment in Hertfordshire SEND services could be agreed after damning Ofsted report", Hemel Today,
on the meeting of the county council on 12 December 2023.
"""

import pytest

from actionplan.cli import console
from conftest import HERTFORDSHIRE_DAY, REPOSITORY

PLAN = "plans/hertfordshire-send"

FACTS = [
    # The council is to consider further investment, in the wake of the inspection.
    ("resolutions", "Consider further investment in SEND as part of setting the budget for 2024/25."),
    ("trace OC.8", "Consider further investment in SEND as part of setting the budget for 2024/25."),
    ("reviews", "Widespread or systemic failings"),
    ("reviews", "Inspection by Ofsted, Care Quality Commission"),
    # Too many children wait too long for their needs to be met and for provision to be put in place.
    ("reviews", "EHC plans come late, and specialist places are too few."),
    ("reviews", "Services have gaps and delays"),
    # Earlier in the year: £5m a year more, for about 80 staff who improve the process of EHC plans.
    ("resources", "£5,000,000 a year. Announced in May 2023"),
    ("resources", "80 posts"),
    ("show hertfordshire-send/OC.1", "Recruit about 80 more staff for EHC plans, with £5m more a year"),
    # Three resolutions on the report at one meeting, one from each political group.
    ("resolutions", "moved by Cllr Caroline Clapper, Executive Member for Education"),
    ("resolutions", "moved by Cllr Mark Watkin, Liberal Democrat spokesperson for education"),
    ("resolutions", "moved by Cllr Nigel Bell, leader of the Labour group (Labour group)"),
    # What the Conservative resolution says before it resolves.
    ("resolutions", "The council accepts the outcome of the inspection."),
    ("resolutions", "systemic failings across the partnership of the NHS Integrated Care Board and the County Council"),
    ("resolutions", "the right education in the right place at the right time"),
    ("resolutions", "£5m more a year into SEND, and £91m into 1,000 new school places by 2027, and lobbies the"),
    # What it resolves.
    ("resolutions", "Act with urgency on the areas for improvement, through the priority action plan and with NHS"),
    ("resolutions", "Make sure of robust governance and quality assurance."),
    ("resolutions", "Listen to children and young people."),
    ("resolutions", "groups and partners, HPCI among them"),
    ("resolutions", "Continue the roll-out of 188 specialist resource places in mainstream schools."),
    ("resolutions", "Lobby the government to put right how High Needs money is shared out."),
    ("resources", "188 resource places"),
    ("resources", "1,000 places"),
    ("resources", "£91,000,000"),
    # High Needs funding in 2023/24: 148th of 150, £614 a head, in Buckinghamshire £935.
    ("measures", "614 for 2023/24"),
    ("measures", "Buckinghamshire: £935 for 2023/24"),
    ("show high-needs-funding", "148th of 150 education authorities"),
    ("show hertfordshire-send/OC.4", "£614 a head, 148th of 150 authorities; Buckinghamshire has £935"),
    # How the groups voted.
    ("resolutions", "Conservative group for; Liberal Democrat group and Labour group abstained; no count published"),
    ("resolutions", "Liberal Democrat group and Labour group for; Conservative group abstained; no count published"),
    # What the Liberal Democrat resolution says, and what it resolves.
    ("resolutions", "the council has failed many children and young people with SEND"),
    ("resolutions", "life and career changing measures, and bear the costs"),
    ("resolutions", "saw no alternative to home education"),
    (
        "resolutions",
        "Despite £3m more for SEND in 2023/24, no substantial improvement in the service is expected until",
    ),
    ("resources", "£3,000,000, only mentioned, not granted, named in resolutions"),
    ("resolutions", "Apologise unreservedly for past and continuing failure to provide an adequate SEND service."),
    ("resolutions", "Speed up the plans for improvement."),
    ("resolutions", "Seek a level of High Needs funding on a par with others"),
    # What the Labour resolution says.
    ("resolutions", "The Chancellor's Autumn Statement does not address the funding of local government."),
    ("resolutions", "the rising costs of children's services and of SEND provision"),
    ("resolutions", "serious failings in the Local Area Partnership for SEND"),
    ("resolutions", "a settlement is needed that is comprehensive, and not merely adequate"),
    ("resolutions", "All services of care for children and adults are at breaking point"),
    ("resolutions", "for care and for SEND"),
]


@pytest.mark.parametrize("command", dict.fromkeys(command for command, _ in FACTS))
def test_its_facts_are_printed(actionplan, monkeypatch, command):
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setattr(console, "today", lambda: HERTFORDSHIRE_DAY)
    name, *ids = command.split()
    ran = actionplan(name, *(ids or [PLAN]))
    out = " ".join(ran.out.split())
    assert [fact for by, fact in FACTS if by == command and fact not in out] == []
