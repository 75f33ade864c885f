"""The columns of a round from a spreadsheet: what each means, and how its cells are read together."""

import re

import pytest

from conftest import ACTION, PLAN

IDS = ("1.1", "1.2", "1.3")
VERIFIED = (
    ACTION
    + '[[status]]\non = 2025-03-01\nby = "hcc"\nstate = "complete"\nevidence = [{ link = "https://a.example/" }]\n'
)
VERIFIED += (
    '[[status]]\non = 2025-04-01\nby = "board"\nstate = "verified"\nevidence = [{ link = "https://a.example/" }]\n'
)


@pytest.fixture
def plan(make_plan):
    return make_plan({f"actions/{name}.toml": ACTION for name in IDS})


@pytest.fixture
def update(actionplan, plan, tmp_path):
    """Return a function that adds a round of columns: ``update({"Comments": ["x", "y"]})``, for 1.1, 1.2 and 1.3."""

    def run(columns, *options, ids=IDS):
        path = tmp_path / "round.csv"
        rows = zip(ids, *columns.values(), strict=False)
        table = [["Ref", *columns], *rows]
        path.write_text("\n".join("\t".join(f'"{cell}"' for cell in row) for row in table), encoding="utf-8")
        ran = actionplan("update", "--from", path, "--by", "icb", "--plan", plan, *options)
        return ran._replace(out=joined(ran.out), err=joined(ran.err))

    return run


def joined(text):
    return " ".join(text.split())


def history(plan, name="1.1"):
    return (plan / "actions" / f"{name}.toml").read_text(encoding="utf-8").partition("[[status]]")[2]


# Kind: a column that was not understood is passed over


@pytest.mark.parametrize(
    ("heading", "cell", "written"),
    [
        ("% complete", "40", "progress = 40"),
        ("Comments", "Begun", 'note = "Begun"'),
        ("RAG", "Red", 'rating = "red"'),
        ("Date of update", "05/11/2026", "on = 2026-11-05"),
        ("Percentage complete (%)", "40%", "progress = 40"),
        ("BRAG rating:", "green", 'rating = "green"'),
        ("Progress update\nNovember 2026", "Begun", 'note = "Begun"'),
        ("UPDATE Q3 2026/27", "Begun", 'note = "Begun"'),
        ("Reported by", "Integrated Care Board", 'by = "icb"'),
        ("Link to evidence", "https://a.example/x", 'link = "https://a.example/x"'),
        ("Delivery status", "Underway", 'state = "in-progress"'),
    ],
)
def test_the_usual_headings_are_understood(update, plan, heading, cell, written):
    ran = update({heading: [cell], "Narrative" if "note" not in written else "Stage": ["Started"]})
    assert (ran.code, ran.err) == (0, "")
    assert written in history(plan)


def test_what_is_not_understood_stops_the_round_and_all_of_it_is_named_at_once(update, plan):
    ran = update({"Coments": ["Begun"], "Traffic": ["x"], "Comments": ["Done soon"], "": ["lost"]})
    assert ran.code == 1
    assert 'E131 the column "Coments" is not understood: it has "Begun"' in ran.err
    assert 'E131 the column "Traffic" is not understood: it has "x"' in ran.err
    assert 'E131 column E has no heading: it has "lost"' in ran.err
    assert 'fix: if it is not needed: --ignore-column "Traffic"' in ran.err
    assert history(plan) == ""


def test_a_likely_meaning_is_offered(update, plan):
    told = update({"Coments": ["Begun"]}).err
    assert 'if it is the update in words: --column "Coments=note"; if it is not needed: --ignore-column' in told
    assert update({"Coments": ["Begun"]}, "--column", "Coments=note").code == 0
    assert 'note = "Begun"' in history(plan)


def test_a_column_is_ignored_by_its_heading_or_its_letter_and_the_receipt_says_so(update):
    columns = {"Comments": ["Begun", "Begun"], "Traffic light 2": ["x", ""], "": ["lost", ""]}
    ran = update(columns, "--ignore-column", "traffic light 2", "--ignore-column", "D")
    assert (ran.code, ran.err) == (0, "")
    assert "2 rows of 4 columns, 8 cells: 4 read, 2 ignored (--ignore-column), 2 empty." in ran.out
    assert "Traffic light 2 1 ignored (--ignore-column), 1 empty" in ran.out


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--ignore-column", "Coments"), 'there is no column "Coments". Did you mean "Comments"?'),
        (("--column", "Z=note"), 'there is no column "Z". There are: Ref, Comments, Note, note.'),
        (("--column", "Comments=notes"), 'a column cannot be "notes". Did you mean "note"?'),
        (("--column", "Comments"), "name a column and what it is"),
        (("--ignore-column", "NOTE"), '2 columns are called "NOTE": name one by its letter, C or D'),
    ],
)
def test_an_option_that_names_no_column_is_wrong_usage(update, plan, options, complaint):
    ran = update({"Comments": ["Begun"], "Note": [""], "note": [""]}, *options)
    assert (ran.code, complaint in ran.err, history(plan)) == (2, True, "")


def test_two_columns_of_one_meaning_are_asked_about(update):
    columns = {"RAG Oct": ["Red"], "RAG Nov": ["Green"]}
    ran = update(columns)
    assert 'E132 the columns "RAG Oct" (B) and "RAG Nov" (C) are both the rating' in ran.err
    assert update(columns, "--ignore-column", "RAG Oct").code == 0


@pytest.mark.parametrize(
    ("columns", "written"),
    [
        ({"Status": ["In progress", "Completed", "Not started"]}, 'state = "in-progress"'),
        ({"Status": ["Green", "Red", "-"]}, 'rating = "green"'),
        ({"Status": ["We have asked both schools.", "n/a", "Nothing new to say here."]}, "note = "),
        ({"Progress": ["40", "50", ""]}, "progress = 40"),
        ({"Progress": ["Both schools have been asked.", "", ""]}, "note = "),
        ({"Progress": ["Started", "Not started", ""]}, 'state = "in-progress"'),
        ({"Status": ["Red", "Green", ""], "State": ["started", "", ""]}, 'rating = "red"'),
        ({"Date": ["05/11/2026", "", ""], "Comments": ["x", "", ""]}, "on = 2026-11-05"),
        ({"Action": ["Build the dashboard", "", ""], "Comments": ["x", "", ""]}, "note"),
    ],
)
def test_the_cells_decide_what_a_heading_of_several_meanings_is(update, plan, columns, written):
    columns = {**columns, "Reason": ["x", "", ""], "Link": ["https://a.example/", "https://a.example/", ""]}
    ran = update(columns)
    assert (ran.code, ran.err) == (0, "")
    assert written in history(plan)


def test_cells_that_fit_two_meanings_are_asked_about(make_plan, actionplan, tmp_path):
    blue = PLAN + '\n    [ratings.blue]\n    label = "Complete"\n    meaning = "done"\n    colour = "blue"\n'
    plan = make_plan({"plan.toml": blue})
    (tmp_path / "r.csv").write_text("Ref,Status,Link\n1.1,Complete,https://a.example/\n")
    ran = actionplan("update", "--from", tmp_path / "r.csv", "--by", "icb", "--plan", plan)
    told = joined(ran.err)
    assert 'E132 the column "Status" can be the state or the rating: it has "Complete"' in told
    assert 'fix: say which: --column "Status=state" or --column "Status=rating"' in told
    ran = actionplan("update", "--from", tmp_path / "r.csv", "--by", "icb", "--plan", plan, "--column", "Status=rating")
    assert (ran.code, 'rating = "blue"' in history(plan), "state" in history(plan)) == (0, True, False)


# What the plan has too


def test_what_the_plan_has_too_is_compared(update, plan):
    columns = {
        "Action": ["build the dashboard.", "Build the dashboard"],
        "Priority area": ["PA1: Data", "Data"],
        "Lead organisation": ["county council", "HCC"],
        "Due date": ["30-Sep-24", "30 September 2024"],
        "Comments": ["Begun", ""],
        "Spare": ["", "n/a"],
    }
    ran = update(columns)
    assert (ran.code, ran.err) == (0, "")
    assert "2 rows of 7 columns, 14 cells: 3 read, 8 same as in the plan, 3 empty. " in ran.out
    assert "1 row without an update: 1.2." in ran.out
    assert "due" not in history(plan)


@pytest.mark.parametrize(
    ("heading", "cell", "difference"),
    [
        ("Action", "Buy a dashboard", 'B2 "Buy a dashboard" (1.1 has "Build the dashboard")'),
        ("Success measure", "All use it", 'B2 "All use it" (1.1 has "nothing")'),
        ("Original due date", "01/10/2024", 'B2 "01/10/2024" (1.1 has "30 Sep 2024")'),
    ],
)
def test_a_difference_from_the_plan_is_asked_about(update, plan, heading, cell, difference):
    ran = update({heading: [cell], "Comments": ["Begun"]})
    assert (ran.code, history(plan)) == (1, "")
    assert f'E135 "{heading}" differs from the plan in 1 row: {difference}' in ran.err
    assert f'fix: if the plan is right: --ignore-column "{heading}"' in ran.err


def test_a_due_date_that_was_revised_since_is_asked_about_once(actionplan, make_plan, tmp_path):
    moved = '[[status]]\non = 2024-08-01\nby = "hcc"\ndue = 2025-03-31\nreason = "Two posts are vacant"\n'
    plan = make_plan({f"actions/{name}.toml": ACTION + moved for name in IDS})
    rows = "".join(f"{name},30/09/2024,Begun\n" for name in IDS)
    (tmp_path / "r.csv").write_text(f"Ref,Due date,Comments\n{rows}")
    told = joined(actionplan("update", "--from", tmp_path / "r.csv", "--by", "hcc", "--plan", plan).err)
    assert told.count("E135") == 1
    assert '"Due date" differs from the plan in 3 rows: B2 "30/09/2024" (1.1 has "31 Mar 2025"), B3' in told
    assert 'if the plan is right: --ignore-column "Due date"; otherwise change it with: actionplan redate' in told


def test_a_column_that_only_sounds_like_one_of_the_plan_is_not_understood(update):
    ran = update({"Workstream": ["Digital"], "Comments": ["Begun"]})
    assert 'E131 the column "Workstream" is not understood: it has "Digital"' in ran.err


# Kind: each cell read alone, the column's evidence ignored


@pytest.mark.parametrize(
    ("cells", "days", "remark"),
    [
        (
            ("10/11/2026", "03/11/2026"),
            ("2026-11-10", "2026-11-03"),
            "the day before the month; no date shows otherwise",
        ),
        (("10/11/2026", "23/11/2026"), ("2026-11-10", "2026-11-23"), "the day before the month, as 23/11/2026 shows"),
        (("10.11.26", "23.11.26"), ("2026-11-10", "2026-11-23"), "the day before the month, as 23.11.26 shows"),
        (("46336", "11/11/2026 09:30"), ("2026-11-10", "2026-11-11"), "1 as Excel counts days"),
    ],
)
def test_dates_are_read_by_their_column(update, plan, cells, days, remark):
    ran = update({"Date": cells, "Comments": ["x", "y"]})
    assert (ran.code, ran.err) == (0, "")
    assert [re.findall("^on = (.*)", history(plan, name), re.MULTILINE) for name in IDS[:2]] == [[day] for day in days]
    assert remark in ran.out


@pytest.mark.parametrize(("order", "day"), [("day-first", "2026-11-10"), ("month-first", "2026-10-11")])
def test_one_date_with_the_month_first_makes_its_column_a_question(update, plan, order, day):
    columns = {"Date": ["10/11/2026", "11/20/2026", "15/10/2026"], "Comments": ["x", "y", "z"]}
    ran = update(columns)
    assert (ran.code, history(plan)) == (1, "")
    assert 'E133 "Date" has dates with the month first: 11/20/2026 (B3)' in ran.err
    assert "these can be read in both ways: 10/11/2026 (B2)" in ran.err
    assert "--date-order day-first (10/11/2026 is 10 Nov 2026) or" in ran.err
    ran = update(columns, "--date-order", order)
    assert ran.code == 0
    days = [re.findall("^on = (.*)", history(plan, name), re.MULTILINE) for name in IDS]
    assert days == [[day], ["2026-11-20"], ["2026-10-15"]]
    assert f"1 date read by --date-order {order}; 11/20/2026 can only have the month first" in ran.out


def test_a_date_with_the_month_first_makes_other_columns_a_question_too(update):
    columns = {"Date": ["11/20/2026"], "Due date": ["10/11/2026"], "Reason": ["x"], "Comments": ["y"]}
    told = update(columns).err
    assert '"Due date" does not show whether the day comes first, and another column has the month first' in told
    assert "fix: correct the cells, or: --date-order month-first" in told


# Kind: fractions, per cents and out-of-range figures


@pytest.mark.parametrize(
    ("cells", "progress"),
    [
        (("40%", "40", "40.0"), (40, 40, 40)),
        (("0.4", "1", "0"), (40, 100, 0)),
        (("0.07", ".5", "1.0"), (7, 50, 100)),
        (("1", "40", "100"), (1, 40, 100)),
        (("0", "0%", "40 %"), (0, 0, 40)),
        (("100 per cent", "50pc", ""), (100, 50)),
    ],
)
def test_per_cents_are_read_by_their_column(update, plan, cells, progress):
    assert update({"% complete": cells, "Comments": ["x"] * 3}).code == 0
    found = [int(number) for name in IDS for number in re.findall("progress = (.*)", history(plan, name))]
    assert tuple(found) == progress


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("0.4", "40"), 'E134 "% complete" may have parts of 1 or per cents: 0.4 (B2)'),
        (("0.4", "40%"), "fix: write every number with its sign, such as 40% or 0.4% for 0.4"),
        (("1", "0"), 'E134 "% complete" may have parts of 1 or per cents: 1 (B2)'),
        (("817", "40"), "E103 % complete (B2): progress is from 0 to 100 per cent, not 817"),
        (("0.975", "0.5"), "progress is in whole numbers of per cent, not 97.5"),
        (("-5", "40"), "progress is from 0 to 100 per cent, not -5"),
        (("most", "40"), '"most" is not a number'),
    ],
)
def test_unclear_per_cents_stop_the_round(update, plan, cells, told):
    ran = update({"% complete": cells, "Comments": ["x", "y"]})
    assert (ran.code, told in ran.err, history(plan, "1.2")) == (1, True, "")


# Kind: messages in another format's words


def test_all_problems_are_reported_in_one_run_with_their_cells(update, plan):
    columns = {"State": ["Complet", "suspended", ""], "Due date": ["soon", "31/12/2027", ""], "Extra": ["a", "", ""]}
    ran = update(columns, ids=("1.1", "1.2", "9.9"))
    assert "round.csv:1:" in ran.err
    assert 'E131 the column "Extra" is not understood' in ran.err
    assert 'E104 State (B2): there is no state "Complet"' in ran.err
    assert 'E105 Due date (C2): "soon" is not a date' in ran.err
    assert 'round.csv:3:20: E407 "due" changes without a reason' in ran.err
    assert 'fix: write why into a column "Reason"' in ran.err
    assert 'E203 there is no action "9.9" in p' in ran.err
    assert " = " not in ran.err


def test_ratings_of_a_plan_that_has_none_are_one_problem(actionplan, make_plan, tmp_path):
    plan = make_plan({"plan.toml": PLAN.partition("    [ratings")[0]})
    (tmp_path / "r.csv").write_text("Ref,RAG,Comments\n1.1,Green,x\n1.2,Amber,y\n")
    told = joined(actionplan("update", "--from", tmp_path / "r.csv", "--by", "hcc", "--plan", plan).err)
    assert told.count("E204") == 1
    assert 'r.csv:1:5: E204 "RAG" cannot be recorded, since the plan has no ratings' in told


def test_complete_does_not_withdraw_a_verification(actionplan, make_plan, tmp_path):
    plan = make_plan({"actions/1.1.toml": VERIFIED})
    (tmp_path / "r.csv").write_text("Ref,Status,Link\n1.1,Complete,https://a.example/\n")
    before = history(plan)
    ran = actionplan("update", "--from", tmp_path / "r.csv", "--by", "hcc", "--plan", plan)
    assert (ran.code, history(plan)) == (1, before)
    assert "r.csv:2:5: E404 complete after it was verified, without a reason" in ran.err
    assert "if it is still verified, empty the cell: verified is complete already" in joined(ran.err)


def test_a_missing_approval_is_advised_on_in_words_for_a_spreadsheet(actionplan, make_plan, tmp_path):
    plan = make_plan({"plan.toml": PLAN + '\n    [policy]\n    redate_approvals = ["board"]\n'})
    (tmp_path / "r.csv").write_text("Ref,Due date,Reason\n1.1,31/12/2027,Two posts are vacant\n")
    told = joined(actionplan("update", "--from", tmp_path / "r.csv", "--by", "hcc", "--plan", plan).err)
    assert "r.csv:2:5: E409" in told
    assert "fix: empty the cell, and record the date with: actionplan redate" in told


# Kind: tabs, line ends and invisible characters of pasted text


@pytest.mark.parametrize(
    ("typed", "written", "remark"),
    [
        ("Two\tschools", "Two schools", "tabs"),
        ("Two\u200b schools\ufeff", "Two schools", "invisible characters"),
        ("Two\xa0schools", "Two schools", "blanks of another sort"),
        ("Cafe\u0301 open", "Caf\u00e9 open", "letters in two parts"),
    ],
)
def test_what_is_pasted_by_mistake_is_cleaned_and_the_receipt_says_so(update, plan, typed, written, remark):
    ran = update({"Comments": [typed]})
    assert f'note = "{written}"' in history(plan)
    assert f"1 cell cleaned of {remark}" in ran.out


@pytest.mark.parametrize("typed", ["1.1\xa0", "'1.1", '=""1.1""', "1.1.", "P/1.1", "p/1.1"])
def test_an_id_may_have_what_spreadsheets_put_around_it(update, plan, typed):
    ran = update({"Comments": ["Begun"]}, ids=(typed,))
    assert (ran.code, 'note = "Begun"' in history(plan)) == ((1, False) if typed == "P/1.1" else (0, True))


def test_a_row_without_an_id_is_reported(update):
    ran = update({"Comments": ["Begun", "Lost"]}, ids=("1.1", ""))
    assert "round.csv:3:1: E102 this row names no action: A3 is empty" in ran.err


# Further members of these kinds


def test_a_table_without_ids_is_refused_even_where_a_heading_may_be_theirs(update, actionplan, plan, tmp_path):
    (tmp_path / "r.csv").write_text("Action,Comments\nBuild the dashboard,Begun\n")
    ran = actionplan("update", "--from", tmp_path / "r.csv", "--by", "icb", "--plan", plan)
    assert "E102 no column has the actions' ids in it" in ran.err
    assert 'fix: add a column "Ref" with the id of each action' in joined(ran.err)


def test_an_id_that_became_a_date_is_recognised(update):
    told = update({"Comments": ["Begun"]}, ids=("02-Jan",)).err
    assert "fix: a spreadsheet turns ids such as 1-2 into dates: format the column as text" in told


def test_dates_that_may_be_due_dates_are_asked_about(update):
    columns = {"Date": ["30/09/2024", "05/11/2026"], "Comments": ["x", "y"]}
    assert 'E132 the column "Date" can be the day of the update or the due date' in update(columns).err
    assert update(columns, "--column", "Date=on", "--yes").code == 0


def test_dates_to_come_are_due_dates(update, plan):
    assert update({"Date": ["31/12/2027"], "Reason": ["Two posts are vacant"]}).code == 0
    assert "due = 2027-12-31" in history(plan)


def test_dates_that_cannot_be_read_are_all_reported(update):
    told = update({"Date": ["yesterday", "32/11/2026", "3rd Nov"], "Comments": ["x", "y", "z"]}).err
    assert told.count("E105 Date (B") == 3


def test_a_column_of_titles_is_not_recorded_as_notes(actionplan, make_plan, tmp_path):
    plan = make_plan({"actions/1.1.toml": ACTION.replace("the dashboard", "one dashboard for all partners")})
    (tmp_path / "r.csv").write_text("Ref,Summary,Stage\n1.1,Build one dashboard for all partners,Started\n")
    assert actionplan("update", "--from", tmp_path / "r.csv", "--by", "icb", "--plan", plan).code == 0
    assert "note" not in history(plan)


@pytest.mark.parametrize(
    ("heading", "cell", "is_same"),
    [
        ("Start date", "8 January 2024", True),
        ("Start date", "9 January 2024", False),
        ("Partners", "ICB, Improvement Board", True),
        ("Partners", "hcc", False),
        ("Responsible", "head of data", True),
        ("Responsible officer", "Head of IT", False),
        ("Responsible", "County Council", True),
    ],
)
def test_other_facts_of_the_plan_are_compared(actionplan, make_plan, tmp_path, heading, cell, is_same):
    head = ACTION + 'lead = "Head of data"\nstart = 2024-01-08\npartners = ["icb", "board"]\n'
    plan = make_plan({"actions/1.1.toml": head})
    (tmp_path / "r.csv").write_text(f'Ref,"{heading}",Comments\n1.1,"{cell}",Begun\n')
    ran = actionplan("update", "--from", tmp_path / "r.csv", "--by", "icb", "--plan", plan)
    assert (ran.code, "1 same as in the plan" in ran.out, "E135" in ran.err) == (
        (0, True, False) if is_same else (1, False, True)
    )
