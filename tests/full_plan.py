"""A made-up plan that fills every column of every exported table that the example plans leave empty."""

PLAN_TOML = """
    format = 1
    id = "full"
    title = "A plan with something in every column"
    region = "North"
    year_starts = "04-01"
    agreed = 2024-01-31
    rating_preset = "reading"
    coverage = "incomplete"
    successor_plan = "reform"
    plans_beside = ["https://example.org/other"]
    coverage_reason = "Only two actions are public."
    extra = { ward = "all" }

    [inspection]
    areas_named = 7

    [bodies.hcc]
    name = "County Council"
    short = "Council"
    kind = "council"

    [bodies.icb]
    name = "Integrated Care Board"
    kind = "icb"

    [bodies.board]
    name = "Improvement Board"
    kind = "board"

    [[meetings]]
    body = "board"
    on = 2024-03-12
    held = true
    note = "Held a week late."

    [ratings.late]
    label = "Late"
    meaning = "It will not be done by the due date"
    source = ["https://example.org/ratings"]
    from = 2024-06-01

    [[policy]]
    from = 2024-06-01
    redate_approvals = ["board"]
    redate_limit = 2
    redate_board = "board"
"""

AREA = """
    title = "Data"
    kind = "priority-action"
    formerly = ["PA9"]
    senior_responsible = "Director of education"
    joint_leads = ["Head of data", "Head of data, NHS"]
    plain = "People who decide see how long children wait."
    short = "Data"
    ref = "Priority 1"
    findings_made = 6
    extra = { theme = "trust and café talks", opened = 2024-01-31 }

    [[findings]]
    id = "a"
    text = "Partners do not share data."
    ref = "Finding 3"
"""

ACTION = """
    title = "Build the dashboard"
    areas = ["PA1"]
    owner = "hcc"
    senior_responsible = "Director of education"
    joint_leads = ["Head of data", "Head of data, NHS"]
    plain = "Nobody has to tell a story twice."
    short = "One dashboard"
    ref = "SR (23/24) 01"
    due = 2024-09-30
    waiting_on = ["icb"]
    extra = { budget_line = 7 }

    [[milestones]]
    id = "design"
    title = "The design is agreed"
    due = 2024-03-31
    source = ["https://example.org/design"]

    [[resources]]
    amount = 5
    unit = "posts"
    within = "1.2"
    mentioned = true

    [[status]]
    on = 2023-12-01
    due = 2024-12-31
    reason = "It was a draft then."

    [[status]]
    on = 2024-03-01
    areas = ["PA1", "PA2"]
    partners = ["icb"]
    lead = "Head of data"
    senior_responsible = "Director of nursing"
    joint_leads = ["Head of data, NHS"]
    plain = "You tell your story once."
    short = "Dashboard"
    ref = "SR (24/25) 01"
    start = "2024-04"
    success = "All see the same figures"
    after = ["1.2"]
    waiting_on = ["Highways authority"]
    findings = ["PA1"]
    measures = ["waits"]
    reason = "The board asked for more."
    extra = { minute = 7 }
    approvals = [{ by = "board", on = 2024-02-28, resolution = "motion" }, { by = "icb", on = 2024-02-29 }]
    evidence = [{ path = "evidence/a.pdf", title = "A", effective = "2024", expires = 2024-12-31 },
                { link = "https://example.org/b", title = "B" }]

    [[status]]
    on = 2024-03-20
    short = "The dashboard"

    [[status]]
    id = "ask"
    on = 2024-03-10
    by = "hcc"
    request_due = 2025-03-31
    requested_of = "board"
    reason = "The supplier is late."

    [[status]]
    on = 2024-03-20
    by = "hcc"
    milestone = "design"
    request_state = "cancelled"
    requested_of = "board"
    reason = "There is a design already."

    [[status]]
    on = 2024-03-28
    by = "board"
    decides = "ask"
    decision = "refused"

    [[status]]
    id = "begun"
    on = 2024-04-02
    milestone = "design"
    state = "complete"

    [[status]]
    on = 2024-04-09
    milestone = "design"
    state = "in-progress"
    corrects = "begun"

    [[status]]
    on = 2024-04-10
    redacted = { on = 2024-05-01, reason = "names a child", authority = "the data protection officer" }
"""

MEASURE = """
    title = "Waits"
    unit = "weeks"
    direction = "down"
    formerly = ["wait"]
    short = "Waits"
    ref = "KPI 4"
    extra = { set = "local" }
    duty = { value = 6, text = "No child waits longer.", since = 2024-01-01 }

    [[targets]]
    id = "first"
    due = 2024-12-31
    value = 12.5

    [[readings]]
    id = "early"
    on = 2024-04-02
    period = "2024-Q1"
    value = 15
    break_in_series = "From here on children under 5 are counted too."

    [[readings]]
    on = 2024-05-02
    period = "2024-Q1"
    value = 14
    corrects = "early"
    reason = "A child was counted twice."

    [[readings]]
    on = 2024-07-02
    period = "2024-Q2"
    redacted = { on = 2024-08-01, reason = "small numbers", authority = "the data protection officer" }

    [[benchmarks]]
    id = "england"
    on = 2024-04-10
    by = "hcc"
    of = "England"
    period = "2024-Q1"
    value = 11
    note = "As first published."
    source = ["https://example.org/national"]

    [[benchmarks]]
    on = 2024-05-10
    of = "England"
    period = "2024-Q1"
    value = 10.5
    corrects = "england"
    reason = "Revised."

    [[benchmarks]]
    on = 2024-05-11
    of = "East of England"
    period = "2024-Q1"
    redacted = { on = 2024-08-01, reason = "small numbers", authority = "the data protection officer" }

    [[status]]
    on = 2024-03-01
    tolerance = 0.5
    reason = "Agreed by the board."
"""

RESOLUTION = """
    title = "More time"
    body = "board"
    on = 2024-02-28
    outcome = "carried"
    formerly = ["motion-1"]
    portfolio_holder = "Executive member for education"
    ref = "Minute 41"
    extra = { page = 3 }
    stances = { icb = "against" }
    notes = ["The dashboard is late."]
    believes = ["Late is better than wrong."]
    report_to = "icb"
    clauses_made = 2

    [[amendments]]
    id = "a"
    text = "Adds a limit of three months."
    mover = "A member"
    seconder = "Another member"
    group = "icb"
    outcome = "lost"
    votes = { for = 1, against = 5, abstained = 2 }
    stances = { icb = "for" }
    source = ["https://example.org/minutes"]

    [[amendments]]
    id = "b"
    text = "Adds a report."

    [[clauses]]
    id = "a"
    text = "The dashboard gets more time."
    ref = "(i)"
    actions = ["1.1"]

    [[clauses]]
    id = "b"
    text = "The plan is reviewed."
    addressee = "board"
    due = 2024-09-30
    areas = ["PA1"]
    whole_plan = true
    resolutions = ["motion"]

    [[status]]
    on = 2024-05-01
    clause = "a"
    actions = ["1.2"]
    reason = "The other one does it now."
"""

RISK = """
    title = "Nobody can be recruited"
    formerly = ["R9"]
    ref = "RR 12"
    source = ["https://example.org/risks"]
    extra = { register = "corporate" }

    [[status]]
    on = 2024-03-01
    residual = { likelihood = 2, impact = 3 }
    reason = "Two posts are filled."
"""

REVIEW = """
    title = "Stocktake"
    kind = "stocktake"
    held = 2024-04-02
    formerly = ["stock"]
    findings_made = 9
    recommendations_made = 17
    assurance = "limited"
    extra = { round = 1 }

    [[findings]]
    id = "a"
    text = "Data are shared."
    ref = "Letter, 2"

    [[recommendations]]
    id = "a"
    text = "Name one owner."
    strength = "must"
    grade = "High"
    response_due = 2024-05-31
    response = "accepted"
    response_by = "board"
    response_on = 2024-05-20
    ref = "R1"
"""

STATED = """
    title = "Train everyone"
    areas = ["PA2"]

    [[stated]]
    field = "due"
    value = 2024-10-31
    source = ["https://example.org/other"]
"""

SPLIT = """
    title = "Answer every complaint"
    areas = ["PA2"]
    owner = "hcc"
    due = 2024-06-30

    [[status]]
    on = "2024-04"
    state = "in-progress"
    progress = 30
    due = 2024-09-30
    reason = "One post is vacant"

    [[status]]
    on = 2024-04-30
    owner = "icb"
    handover_from = "hcc"
    reason = "Health has the staff"

    [[status]]
    on = 2024-05-01
    state = "replaced"
    replaced_by = ["1.5", "1.6"]
    reason = "Health answers its own"
"""

PART = 'areas = ["PA2"]\nreplaces = ["1.4"]\nagreed = 2024-05-01\n'

FILES: dict[str, str | bytes] = {
    "plan.toml": PLAN_TOML,
    "areas/PA1.toml": AREA,
    "areas/PA2.toml": 'title = "Voice"\nkind = "improvement"\n',
    "actions/1.1.toml": ACTION,
    "actions/1.2.toml": STATED,
    "actions/1.3.toml": b"\xff",
    "actions/1.4.toml": SPLIT,
    "actions/1.5.toml": f'title = "In health"\ndue = 2024-12-31\n{PART}',
    "actions/1.6.toml": f'title = "In care"\ndue = 2024-09-30\n{PART}',
    "measures/waits.toml": MEASURE,
    "resolutions/motion.toml": RESOLUTION,
    "reviews/2024.toml": REVIEW,
    "reviews/notice-1.toml": 'title = "Notice"\nkind = "notice"\npublished = 2024-03-01\n',
    "reviews/notice-2.toml": 'title = "Notice"\nkind = "notice"\npublished = 2024-04-05\nreplaces = ["notice-1"]\n',
    "risks/R1.toml": RISK,
}
"""The plan's files, as `conftest.write_plan` takes them; one of them cannot be read."""
