"""The sixty-four invented actions of Northshire's plan, and the life that each of them leads.

A life is a string of eighteen letters, one a month from April 2024 to September 2025:

    -  nothing reported           n  reported as not started     b  work begins
    g  progress, rated green      a  progress, rated amber       r  progress, rated red
    !  the head changes           k  the entry before is corrected
    s  suspended                  u  resumed                     x  cancelled
    c  complete, with evidence    C  complete, without any       v  verified by somebody else
    o  opened again

The letters ``! s u x o`` take their reason, and what they change, from `CHANGES`, in order.
"""

from collections.abc import Mapping

from attrs import field, frozen


@frozen
class Row:
    """One action, and its life.

    Attributes:
        id: its id.
        theme: what sort of work it is, which decides the notes it may get.
        life: one letter a month.
        owner: the accountable body's id; empty when none is named.
        partners: ids of bodies that help, with spaces between them.
        lead: the role that leads the work; empty when none is named.
        start, due: plan dates as written in the file; empty when there is none.
        title: what must be done.
        success: how anyone will know that it worked.
        also: a second area that it serves; empty when there is none.
        after: ids of actions that must finish first, with spaces between them.
        formerly: an id it had before; empty when there was none.
        agreed: when it joined the plan; empty when it was there from the first.
    """

    id: str
    theme: str
    life: str
    owner: str
    partners: str
    lead: str
    start: str
    due: str
    title: str
    success: str
    also: str = field(default="", kw_only=True)
    after: str = field(default="", kw_only=True)
    formerly: str = field(default="", kw_only=True)
    agreed: str = field(default="", kw_only=True)


@frozen
class Change:
    """Why something agreed was changed, and to what; a field that is None stays as it was."""

    reason: str
    due: str | None = None
    owner: str | None = None
    title: str | None = None
    success: str | None = None


# A table reads better with one action in three lines.
# fmt: off
ROWS = (
    # 1 Shared data
    Row("1.1", "data", "bggaa!ggc-v-------", "ncc", "nicb nch nmh", "Head of data and insight", "2024-04-01", "2024-09-30",
        "Give every partner one SEND data dashboard, refreshed each month",
        "All five partners open the dashboard every month, and the board uses it for each decision it takes."),
    Row("1.2", "data", "bgac-v------------", "nicb", "ncc nch nmh", "Head of information governance", "2024-04-01", "2024-06-28",
        "Sign one information-sharing agreement across education, health and care",
        "Every partner has signed, and no request to share is refused for want of an agreement."),
    Row("1.3", "data", "-nbgaa!aar!aar!rra", "nicb", "nch ncc", "Chief information officer", "2024-06-03", "2024-12-31",
        "Match children's records across council and NHS systems under one identifier",
        "At least 95% of children with an EHC plan are matched, checked each quarter by sample.", after="1.2"),
    Row("1.4", "voice", "-bgggggc----------", "ncc", "npcf", "SEND communications manager", "2024-05-01", "autumn-2024",
        "Publish a monthly set of SEND figures that parents can read",
        "Figures appear by the tenth of each month, and four in five parents asked say they are clear.", after="1.1"),
    Row("1.5", "data", "bgggaggC----------", "ncc", "", "SEND business systems manager", "2024-04-01", "2024-10-31",
        "Clean the EHC plan records: every open case has a stage, a date and an owner",
        "Fewer than 1% of open cases lack any of the three in the monthly check."),
    Row("1.6", "data", "-bgaaa!aagg-c-----", "nch", "nicb nmh", "Head of children's performance", "2024-05-01", "2024-Q4",
        "Report speech and language, autism and audiology waits from one source",
        "One waiting-time return serves the board, the trusts and the integrated care board.", also="AI1"),
    Row("1.7", "data", "-----bgggggc------", "ncc", "", "Place planning manager", "2024-09-02", "2025-03",
        "Forecast the need for special school places for ten years, by district and need",
        "The forecast is published and lands within 3% of the January census for its first year.", also="AI2"),
    Row("1.8", "data", "---bga--ax--------", "ncc", "nch", "Admissions and moves team leader", "2024-07-01", "2024-11-29",
        "Build a flag for children who move into the county with a plan made elsewhere",
        "Every such child is known to health and to the receiving school within ten working days."),
    Row("1.9", "data", "-----bgagggc--o!ga", "ncc", "inclusion", "Head of attendance and inclusion", "2024-09-02", "2025-02-28",
        "Bring attendance and exclusion data for pupils with SEN into the dashboard",
        "Figures from nine in ten schools are no more than two weeks old.", after="1.1"),
    Row("1.10", "data", "------bggaaga-----", "nmh", "ncc nch", "Head of clinical systems", "2024-10-01", "2025-04-30",
        "Give nurses, therapists and mental health managers access to the dashboard",
        "Sixty named clinicians have access and half of them use it each month.", after="1.1 1.2"),
    Row("1.11", "voice", "-bg-g-gg-g-g-a-g-g", "npcf", "ncc", "Forum participation lead", "2024-05-01", "ongoing",
        "Measure parents' confidence twice a year with the same ten questions",
        "At least 600 answers each time, and the share who feel listened to rises from 28%."),
    Row("1.12", "data", "--bgggggc---------", "ncc", "nicb", "Data quality manager", "2024-06-03", "2024-12-13",
        "Publish data definitions and a data-quality score with every board report",
        "Each figure in the report carries its definition, source, date and score."),
    Row("1.13", "data", "-----------bgggagg", "ncc", "nch", "Short breaks manager", "2025-03-03", "2025-11-28",
        "Feed social care short-break data into the joint view of need",
        "Short-break use can be seen by district, age and primary need.", agreed="2025-02-13", after="1.3"),
    # 2 Leading together
    Row("2.1", "board", "bc-v--------------", "ncc", "nicb npcf", "Director of children's services", "2024-02-05", "2024-05-31",
        "Set up an improvement board with an independent chair and public papers",
        "The board meets every month, and its papers are out within five working days."),
    Row("2.2", "board", "bgc---------------", "nicb", "ncc nch nmh npcf", "Place director", "2024-04-01", "2024-05-31",
        "Name one accountable lead in each organisation for every part of this plan",
        "The list of leads is published, and vacancies are filled within a month."),
    Row("2.3", "board", "-bgaar!aagar!agc--", "nicb", "ncc npcf", "Director of joint commissioning", "2024-05-01", "2024-12-20",
        "Write a joint commissioning strategy for children and young people with SEND",
        "Cabinet and the integrated care board both adopt it, with a budget line for each intention."),
    Row("2.4", "board", "-----bgaaaa!aaragr", "nicb", "nch ncc", "Head of children's commissioning", "2024-09-02", "FY2024-25",
        "Align speech, language and occupational therapy contracts behind one specification",
        "One specification covers all contracts, and families get the same offer in every district.", also="AI1", after="2.3"),
    Row("2.5", "board", "bggggc---v--------", "ncc", "nch nmh", "Head of quality and practice", "2024-04-01", "2024-09-30",
        "Set a quality assurance framework for EHC plans with all three services",
        "Education, health and care auditors agree in at least eight of ten moderated cases.", also="PA3"),
    Row("2.6", "plans", "-----bgg-gag-ggagg", "ncc", "npcf nch", "Principal educational psychologist", "2024-09-02", "autumn-2025",
        "Audit a sample of EHC plans each term and report what was learnt",
        "Sixty plans are audited a term and seven in ten are judged good or better.", also="PA3", after="2.5"),
    Row("2.7", "board", "-bgc--------------", "nicb", "ncc", "Programme manager, health", "2024-05-01", "2024-07-31",
        "Hold one risk register between partners and review it at every board",
        "Each red risk has an owner, a mitigation and a date, and none is older than a quarter."),
    Row("2.8", "board", "------nbaaarraraar", "ncc", "nicb", "Head of finance, children", "2024-10-01", "FY2024-25",
        "Set out a single SEND budget statement showing what each partner spends",
        "The statement accounts for every SEND budget above 50,000 pounds, and auditors accept it."),
    Row("2.9", "training", "--bg-gagc---------", "ncc", "npcf inclusion", "Governor services manager", "2024-06-03", "2025-01-31",
        "Train board members, school governors and councillors in their SEND duties",
        "Nine in ten complete the course and score 80% or more on the closing questions."),
    Row("2.10", "board", "bggc--------------", "ncc", "nicb", "Improvement programme manager", "2024-04-01", "2024-07-31",
        "Review the terms of reference of every SEND group and close those that duplicate",
        "No decision needs to pass through more than two groups before it reaches the board."),
    Row("2.11", "board", "---bgaaa!aara!raar", "nicb", "ncc nmh", "Head of children's continuing care", "2024-07-01", "2025-01-31",
        "Agree a joint funding policy for placements that education, health and care share",
        "Funding splits are settled within fifteen working days, with no child waiting for the outcome."),
    Row("2.12", "board", "-----bgc----------", "ncc", "nicb", "Assistant chief executive", "2024-09-02", "2024-11-29",
        "Escalate any action that slips twice to the chief executives of all partners",
        "Every second slip is in front of the chief executives within ten working days."),
    Row("2.13", "voice", "---bga!gggc-------", "ncc", "npcf", "Complaints and appeals manager", "2024-07-01", "2025-Q1",
        "Learn from complaints, appeals and mediation in one report each quarter",
        "Fewer complaints are received."),
    # 3 EHC plans
    Row("3.1", "plans", "baaaar!aaagaa!ggag", "ncc", "nch nmh nicb", "Head of SEND statutory service", "2024-04-01", "2024-12-31",
        "Issue at least six in ten new EHC plans within twenty weeks",
        "The rate is 60% or more in each of three months running."),
    Row("3.2", "plans", "baaar!aagggc------", "ncc", "nch", "EHC assessment service manager", "2024-04-01", "2024-10-31",
        "Clear the backlog of assessments that have waited more than twenty weeks",
        "No assessment is older than twenty-six weeks without a reason allowed by law."),
    Row("3.3", "training", "bggagggc----------", "ncc", "", "Head of children's workforce", "2024-04-01", "2024-09-30",
        "Recruit and train twenty-four more SEND case officers",
        "Caseloads average 140 or fewer, and fewer than one in ten officers leaves in a year."),
    Row("3.4", "plans", "-bgaaaga!ggc--oaag", "nch", "nicb nmh", "Designated clinical officer", "2024-05-01", "2024-12",
        "Answer health advice requests for EHC needs assessments within six weeks",
        "Nine in ten requests are answered in time, and none takes longer than eight weeks.", also="AI1"),
    Row("3.5", "training", "bgaaaggac---------", "ncc", "", "Principal educational psychologist", "2024-04-01", "2024-12-20",
        "Hire educational psychologists, and use locums while posts are filled",
        "Advice is returned in six weeks in at least 85% of requests."),
    Row("3.6", "plans", "-----baara!aaarraa", "ncc", "inclusion", "Annual review manager", "2024-09-02", "spring-2025",
        "Complete every annual review on time for pupils in Years 9, 11 and 13",
        "All reviews at a change of phase are finished by the legal date.", after="3.3"),
    Row("3.7", "plans", "--bgaagagaaarra-aa", "ncc", "", "Annual review manager", "2024-06-03", "2025-07-31",
        "Work through overdue annual reviews, oldest first",
        "No review is more than three months overdue."),
    Row("3.8", "plans", "bgggc--v----------", "ncc", "npcf nch", "SEND quality manager", "2024-04-01", "2024-08-30",
        "Rewrite the EHC plan template so that outcomes can be measured",
        "Eight in ten outcomes in sampled new plans are specific, dated and measurable."),
    Row("3.9", "board", "--bggggc----------", "nch", "nmh ncc", "Deputy designated clinical officer", "2024-06-03", "2024-11-29",
        "Write guides to good advice for health and care professionals, with examples",
        "Fewer than one in ten pieces of advice is sent back for more detail."),
    Row("3.10", "voice", "-bggc-------------", "ncc", "npcf", "EHC assessment service manager", "2024-05-01", "2024-07-31",
        "Send parents a named case officer and a timeline within five days of a request",
        "Nine in ten parents asked can say who their officer is and what happens next."),
    Row("3.11", "voice", "-----bggkgc-------", "ncc", "npcf", "Tribunal and mediation manager", "2024-09-02", "2025-02-28",
        "Offer a way-forward meeting before every refusal to assess or to issue a plan",
        "A meeting is offered every time, and appeals fall by a fifth."),
    Row("3.12", "plans", "------nbgagga-----", "ncc", "", "Designated social care officer", "2024-10-01", "2025-10-31",
        "Bring social care advice into every assessment, even for children not known",
        "Fewer than 5% of new plans say only that a child is not known to social care.", after="1.13"),
    Row("3.13", "data", "---bgaas--uagaa-aa", "ncc", "npcf", "Digital programme manager", "2024-07-01", "2025-Q4",
        "Move EHC casework to one online system that parents can log in to",
        "Every new case is worked in the system, and half of parents use their log-in.", also="PA1", after="1.5"),
    Row("3.14", "plans", "------------------", "ncc", "nicb", "Out-of-county placements manager", "2025-01-06", "2025-12-19",
        "Visit every child placed outside the county once a year and check the plan",
        "Each child has been seen within twelve months, with a note on the plan.", after="2.11"),
    # 4 Waiting for health services
    Row("4.1", "waits", "bgaaaagaa!aaara!a-", "nch", "nicb inclusion", "Head of speech and language therapy", "2024-04-01", "2025-03",
        "Cut the longest waits for speech and language therapy to eighteen weeks",
        "Nobody waits more than eighteen weeks for a first appointment in any district.", after="2.4"),
    Row("4.2", "waits", "-bgaaagaa!rraararr", "nmh", "nicb npcf", "Clinical lead, neurodevelopment", "2024-05-01", "2025-03-31",
        "Redesign the autism assessment pathway with one front door",
        "Nine in ten assessments are finished within a year of referral, and none waits over two."),
    Row("4.3", "waits", "-bgag!ggggc--v----", "nch", "npcf voluntary", "Family support lead", "2024-05-01", "2025-01-31",
        "Offer help to families while they wait for an autism or ADHD assessment",
        "Every family is offered a workshop or a call within six weeks of referral."),
    Row("4.4", "waits", "--baar!aaggc-v----", "nch", "nicb", "Head of audiology", "2024-06-03", "2024-11-29",
        "Restart audiology clinics in the two districts that have none",
        "Each district has a clinic at least twice a month, with waits under six weeks."),
    Row("4.5", "waits", "-----bgggggc------", "nch", "nicb", "Head of audiology", "2024-09-02", "2025-03-31",
        "Bring newborn and school-entry hearing checks back to national timescales",
        "The national standard is met for three months running.", after="4.4"),
    Row("4.6", "board", "bgagc-------------", "nicb", "nch", "Chief nurse", "2024-04-01", "2024-06-28",
        "Appoint a designated medical officer and a deputy",
        "Both posts are filled, with cover for leave and a job plan that leaves time for schools."),
    Row("4.7", "places", "-----bggaa!gaagagg", "nch", "inclusion", "Head of children's therapies", "2024-09-02", "autumn-2024",
        "Share one therapy offer with every school, by phase and level of need",
        "Three in four SENCOs say they know what therapy their school can call on.", after="2.4"),
    Row("4.8", "waits", "---bgaa!agaara!aaa", "nicb", "nch", "Head of children's mental health", "2024-07-01", "2025-06-30",
        "Shorten mental health waits for young people with a learning disability",
        "The average wait is under twelve weeks, the same as for other young people."),
    Row("4.9", "voice", "------bgggggac----", "nch", "npcf", "Lead occupational therapist", "2024-10-01", "2025-05-30",
        "Put a sensory and occupational therapy advice line in place for parents",
        "Calls are returned in three working days, and seven in ten callers need no referral."),
    Row("4.10", "voice", "-bggaaggggaac-----", "nicb", "nmh", "Primary care lead", "2024-05-01", "FY2024-25",
        "Offer the yearly health check to all young people with a learning disability",
        "From the age of 14, three in four have had a check and hold a health action plan."),
    Row("4.11", "waits", "-------n-n-n------", "nch", "nicb", "Clinical lead, complex needs", "2024-11-01", "2025-07-31",
        "Agree one feeding and swallowing pathway between hospital and community teams",
        "One referral form is in use, and nobody is passed back between teams.", after="2.4"),
    Row("4.12", "waits", "---------n--n--n-n", "", "nch ncc", "", "2025-01-06", "2025-10-31",
        "Review continence and school nursing support for pupils in special schools",
        "Every special school knows its nursing cover for the year ahead."),
    # 5 Inclusion and the road to adulthood
    Row("5.1", "places", "bggggaaaag!aagaaga", "ncc", "inclusion", "Head of place planning", "2024-04-01", "2025-09-01",
        "Open 120 more places in special schools and resource bases",
        "All 120 places are open and filled by children who live nearest to them."),
    Row("5.2", "places", "-bgggggac---------", "ncc", "npcf inclusion", "Head of inclusion", "2024-05-01", "autumn-2024",
        "Write the guide to ordinarily available provision with schools and parents",
        "Every school has adopted it, and parents can find it on each school's website."),
    Row("5.3", "training", "-----bg-ggaggggagg", "ncc", "inclusion", "SENCO network lead", "2024-09-02", "spring-2026",
        "Train every SENCO in the graduated approach and in running annual reviews",
        "Nine in ten SENCOs finish all four modules within five terms.", after="5.2"),
    Row("5.4", "places", "-----bgagaagaa!agg", "ncc", "inclusion", "Special schools partnership lead", "2024-09-02", "summer-2025",
        "Set up an outreach offer from special schools to mainstream ones",
        "Each special school supports at least eight others, and suspensions there fall."),
    Row("5.5", "places", "---bgaaga!aagc----", "ncc", "", "Alternative provision manager", "2024-07-01", "2025-02-28",
        "Review alternative provision and set a quality standard for every provider",
        "No child is placed with a provider that has not been checked against the standard."),
    Row("5.6", "board", "--bgagaag-ags-----", "ncc", "npcf", "Transport commissioning manager", "2024-06-03", "2025-11-28",
        "Make home-to-school transport decisions together with placements, not after them",
        "Families hear about school and transport on the same day in nine of ten cases."),
    Row("5.7", "training", "-----bgarrax------", "ncc", "voluntary", "Travel training coordinator", "2024-09-02", "2025-07-31",
        "Offer travel training to every young person who could use it",
        "Eighty young people travel by themselves who could not before."),
    Row("5.8", "voice", "-----bga!gaagaggaa", "ncc", "nicb nmh youth", "Preparing for adulthood manager", "2024-09-02", "2025-10",
        "Write a transition policy",
        "Every Year 9 review covers work, home, friends and health, checked by sample each term."),
    Row("5.9", "places", "------bggagggggg-c", "ncc", "voluntary youth", "Post-16 and employment manager", "2024-10-01", "2025-09-30",
        "Open supported internships with twelve local employers",
        "Forty young people start, and half are in paid work six months after they finish.", formerly="4.13"),
    Row("5.10", "voice", "bgggagc--v--------", "npcf", "ncc nicb", "Forum development officer", "2024-04-01", "2024-10-31",
        "Co-produce a charter and a payment policy for parents' and young people's time",
        "All five partners have signed the charter, and claims are paid in twenty working days.", also="PA2"),
    Row("5.11", "voice", "---bgaag!gggc-----", "npcf", "ncc youth", "Local offer editor", "2024-07-01", "2025-01-31",
        "Relaunch the local offer website with pages tested by families",
        "Four in five testers find what they came for in three clicks or fewer."),
    Row("5.12", "voice", "------------------", "npcf", "youth ncc", "Participation worker", "2025-02-03", "2025-08-29",
        "Give young people an advisory group of their own with a vote at the board",
        "The group meets each half-term, and the board answers every question it puts.", after="5.10"),
)
# fmt: on

CHANGES: Mapping[str, tuple[Change, ...]] = {
    "1.1": (Change("The mental health trust cannot load its figures before its system upgrade.", due="2024-12-20"),),
    "1.3": (
        Change("Two of the four systems hold no common identifier, so matching starts by hand.", due="2025-03-31"),
        Change("The matching tool failed its security review and another had to be bought.", due="2025-06-30"),
        Change("The supplier can load the community trust's records only after its autumn release.", due="2025-12-19"),
    ),
    "1.6": (Change("Audiology waits were counted on paper in one district and had to be keyed in.", due="2025-03-31"),),
    "1.8": (Change("The new casework system of action 3.13 will do this, so a separate flag would be built twice."),),
    "1.9": (
        Change("Spot checks found that figures from eleven academies had stopped arriving in March."),
        Change("The academies' supplier needs one more term to restore the feed.", due="2025-12-19"),
    ),
    "2.3": (
        Change("Consultation was held back by two months at the request of the parent carer forum.", due="2025-03-31"),
        Change("The integrated care board had no meeting before June at which to adopt it.", due="2025-06-30"),
    ),
    "2.4": (Change("Present contracts run to late September; ending them early would cost more.", due="2025-09-26"),),
    "2.11": (
        Change("Partners disagree on how tribunal costs are to be shared; legal advice was sought.", due="2025-04-30"),
        Change("The legal advice asks for a dispute procedure, which is still to be drafted.", due="2025-08-29"),
    ),
    "2.13": (
        Change(
            "A fall in complaints may only mean that families have given up; the board asked for what was changed.",
            success="Each report names at least three things changed because of what families said.",
        ),
    ),
    "3.1": (
        Change("Requests rose by a fifth over the year before, and psychologist posts stayed empty.", due="2025-04-30"),
        Change("The rate reached 57%, and three months running at 60% are still needed.", due="2025-12-31"),
    ),
    "3.2": (Change("The backlog was larger than first counted once records had been cleaned.", due="2025-01-31"),),
    "3.4": (
        Change("The community trust moved its advice writers to the longest waits over the winter.", due="2025-03-31"),
        Change("The share answered in time fell back below the measure for two months running."),
    ),
    "3.6": (Change("Schools asked to spread reviews over two terms; staff are hard to release.", due="summer-2025"),),
    "3.13": (
        Change("Work stopped while the supplier's change of ownership was checked by procurement."),
        Change("Procurement is content with the new owner's guarantees; the plan of work was reset."),
    ),
    "4.1": (
        Change("Four therapists left within a term and recruitment took until spring.", due="2025-07-31"),
        Change("Two districts still stand above thirty weeks; the recovery plan runs to January.", due="2026-01-30"),
    ),
    "4.2": (Change("The front door cannot open before schools agree the shared referral form.", due="2025-06-30"),),
    "4.3": (Change("The mental health trust took over the neurodevelopment team and its work.", owner="nmh"),),
    "4.4": (Change("The clinic room in the coastal district needed sound-proofing first.", due="2025-02-28"),),
    "4.7": (Change("Head teachers asked for the offer to wait until the provision guide was out.", due="2025-11-28"),),
    "4.8": (
        Change("The provider that runs the service should answer for it, not its commissioner.", owner="nmh"),
        Change("Funding for two more nurses was confirmed only in June.", due="2025-12-31"),
    ),
    "5.1": (Change("Building at one of six sites waits for drainage works.", due="2026-01-05"),),
    "5.4": (Change("Two special schools joined late, and their staff need a term to prepare.", due="2025-12-19"),),
    "5.5": (Change("More unregistered providers were found than expected; all must be visited.", due="2025-05-30"),),
    "5.6": (Change("New national transport guidance is expected, and the policy would have to be written twice."),),
    "5.7": (Change("The grant was not renewed, and cabinet chose to protect short breaks instead."),),
    "5.8": (
        Change(
            "Young people said that a policy would change nothing for them; they asked for a pathway.",
            title="Agree a preparing-for-adulthood pathway from Year 9 with health, care and colleges",
        ),
    ),
    "5.11": (Change("Testing by families found the search unusable on phones.", due="2025-04-30"),),
}
"""What the letters ``! s u x o`` of an action's life say, in order."""
