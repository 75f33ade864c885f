"""`actionplan update --from FILE`: a month's updates from one partner, all or none."""

import pytest

from conftest import ACTION, dedented


@pytest.fixture
def plan(make_plan, monkeypatch):
    folder = make_plan({f"actions/1.{number}.toml": ACTION for number in (1, 2, 10)})
    monkeypatch.chdir(folder)
    return folder


def history(plan, action):
    _, _, blocks = (plan / "actions" / f"{action}.toml").read_text().partition("[[status]]")
    return blocks


def test_toml(actionplan, plan):
    (plan / "may.round").mkdir()
    path = plan.parent / "may.toml"
    path.write_text(
        dedented("""
            [[update]]
            action = "1.1"
            state = "in-progress"
            note = "Begun"

            [[update]]
            action = "p/1.10"
            on = 2026-11-01
            by = "hcc"
            progress = 30
        """)
    )
    ran = actionplan("update", "--from", path, "--by", "icb", "--on", "2026-11-20")
    assert (ran.code, ran.out) == (0, "Added to ./actions/1.1.toml\nAdded to ./actions/1.10.toml\n")
    assert 'on = 2026-11-20\nrecorded = 2026-11-24\nby = "icb"\nstate = "in-progress"' in history(plan, "1.1")
    assert 'on = 2026-11-01\nrecorded = 2026-11-24\nby = "hcc"\nprogress = 30' in history(plan, "1.10")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_from_a_spreadsheet(actionplan, plan, delimiter):
    """A byte-order mark, British days, per cents, words with capitals, extra columns and empty rows at the end."""
    rows = [
        ["Action", "Title", "On", "State", "Progress", "Rating", "Note", "Evidence"],
        [
            "1.1",
            "Build the dashboard",
            "05/11/2026",
            "In progress",
            "40%",
            "Green",
            '"Two, or three"',
            "https://example.org/a https://example.org/b",
        ],
        ["1.2", "", "", "", "", "", "Nothing new", ""],
        [""] * 8,
    ]
    path = plan.parent / "may.csv"
    path.write_bytes(("\ufeff" + "\r\n".join(delimiter.join(row) for row in rows)).encode())
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 0
    assert ran.err == ""
    assert "on = 2026-11-05\n" in history(plan, "1.1")
    assert 'state = "in-progress"\nrating = "green"\nprogress = 40\nnote = "Two, or three"' in history(plan, "1.1")
    assert '{ link = "https://example.org/a" }, { link = "https://example.org/b" }' in history(plan, "1.1")
    assert "on = 2026-11-24\nby" in history(plan, "1.2")


def test_the_same_round_again_adds_nothing(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,note\n1.1,Begun\n1.2,Begun\n")
    actionplan("update", "--from", path, "--by", "icb")
    before = history(plan, "1.1")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 0
    assert ran.out.startswith("Already there, so not added again: 1.1, 1.2\n")
    assert history(plan, "1.1") == before


def test_a_rating_may_be_named_by_its_label_and_an_action_by_its_former_id(actionplan, plan):
    action = plan / "actions" / "1.2.toml"
    action.write_text(action.read_text() + 'formerly = ["9.9"]\n')
    path = plan.parent / "may.csv"
    path.write_text("action,rating\n9.9,GREEN\n")
    assert actionplan("update", "--from", path, "--by", "icb").code == 0
    assert 'rating = "green"' in history(plan, "1.2")


def test_one_fault_and_nothing_is_written(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,state,progress,note\n1.1,in-progress,40,x\n1.2,in-progres,x,y\n1.3,complete,,z\n")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 1
    assert f'{path}:3:5: E104 state (B3): there is no state "in-progres"' in ran.err
    assert f'{path}:3:16: E103 progress (C3): "x" is not a number' in ran.err
    assert f'{path}:4:1: E203 there is no action "1.3" in p' in ran.err
    assert "remove the quotes" not in ran.err
    assert history(plan, "1.1") == ""


def test_a_rule_broken_by_one_update_stops_all(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,state\n1.1,in-progress\n1.2,verified\n")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 1
    assert "E401" in ran.err
    assert history(plan, "1.1") == ""


def test_a_spreadsheet_that_made_1_10_into_1_1(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,note\n1.1,x\n1.1,y\n")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 1
    assert "a spreadsheet turns 1.10 into 1.1: format the column as text" in ran.err


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("note\nx\n", "there is no column of the actions' ids"),
        ("action,sate\n1.1,complete\n", 'E131 the column "sate" is not understood: it has "complete"'),
        ("action,note,note\n1.1,x,y\n", 'the columns "note" (B) and "note" (C) are both the update in words'),
        ("", "there is no column of the actions' ids"),
        (b"action,note\n1.1,\xa35m\n", "this is not UTF-8 text"),
        (b"action,note\n1.1,\xa35m\n", "in Excel: Save as, CSV UTF-8 (Comma delimited)"),
        ("Updates;for May\n\nAction;Note\n1.1;x\n", "the headings are in line 3: delete the lines above it"),
        ("Updates for May\n", "headings are expected in the first line"),
        ("action,note\n1.1,Two, or three\n", ":2:1: E001 this row has 3 cells, and there are 2 headings"),
        ("action\n1.1,x\n", ":2:1: E001 this row has 2 cells, and there is 1 heading"),
        ("action;note\n1.1;a;b\n", "put quotes around a text that contains a semicolon"),
        ('action,note\n1.1,"Begun" and more\n', ":2:1: E001 there is text after a quote that ends a cell"),
        (f"action,note\n1.1,{'x' * 140_000}\n", "E001 a cell has more than 131,072 characters"),
    ],
)
def test_files_that_are_no_round(actionplan, plan, content, complaint):
    path = plan.parent / "may.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code in (1, 2)
    assert complaint in ran.err


def test_options_for_one_update_do_not_go_with_a_round(actionplan, plan):
    assert "the rest is in the file" in actionplan("update", "--from", "may.csv", "--state", "complete").err


def test_the_day_of_a_round_is_a_day(actionplan, plan):
    (plan.parent / "may.csv").write_text("action,note\n1.1,x\n")
    ran = actionplan("update", "--from", plan.parent / "may.csv", "--by", "icb", "--on", "2026-05")
    assert "with --from it must be a day" in ran.err


def test_a_round_that_is_not_there(actionplan, plan):
    ran = actionplan("update", "--from", "nowhere.csv", "--by", "icb")
    assert (ran.code, ran.err) == (2, "nowhere.csv:1:1: E004 there is no such file\n\nNothing was written.\n")


def test_dry_run_shows_the_blocks(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,note\n1.1,Begun\n")
    ran = actionplan("update", "--from", path, "--by", "icb", "--dry-run")
    assert 'note = "Begun"' in ran.out
    assert history(plan, "1.1") == ""


# What a spreadsheet's file may hide


@pytest.mark.parametrize(
    "rows",
    [
        '1.1,Begun\n1.2,"Not closed\n1.10,x\n',
        '1.1,Begun\n1.2,"Not closed\n1.10,"Two, or three"\n',
        '1.1,Begun\n1.2,"Not closed\n1.10,x"\n',
        '1.1,"Over\ntwo lines"\n1.2,"Not closed\n',
    ],
)
def test_a_quote_that_is_never_closed_swallows_no_rows(actionplan, plan, rows):
    path = plan.parent / "may.csv"
    path.write_text(f"action,note\n{rows}")
    line = path.read_text().splitlines().index('1.2,"Not closed') + 1
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code in (1, 2)
    assert f"{path}:{line}:1: E001 a quote is opened here and never closed" in ran.err
    assert "fix: put the closing quote where the text ends" in ran.err
    assert [history(plan, action) for action in ("1.1", "1.2", "1.10")] == ["", "", ""]


def test_a_note_of_several_lines_is_kept(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_bytes(b'note,action\r\n"Begun.\r\n1.10 comes next, 1.2 later",1.1\r\nx,1.2\r\n')
    assert actionplan("update", "--from", path, "--by", "icb").code == 0
    assert "1.10 comes next, 1.2 later" in history(plan, "1.1")


def test_empty_cells_at_the_end_of_rows_do_not_matter(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,note,,\n1.1,x,,,,\n1.2\n,,,\n")
    ran = actionplan("update", "--from", path, "--by", "icb", "--dry-run")
    assert ran.code == 0
    assert "may.csv: 2 rows of 2 columns, 4 cells: 3 read, 1 empty." in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("https://example.org/a, https://example.org/b", 'link = "https://example.org/a" }, { link = "https://exam'),
        ("report.pdf", '[{ path = "report.pdf" }]'),
        ("a.pdf; evidence/b.docx;https://example.org/c", '[{ path = "a.pdf" }, { path = "evidence/b.docx" }, { link'),
        ('"a.pdf\nhttps://example.org/c"', '[{ path = "a.pdf" }, { link = "https://example.org/c" }]'),
    ],
)
def test_evidence_in_a_cell(actionplan, plan, cell, written):
    path = plan.parent / "may.csv"
    path.write_text(f"action\tevidence\n1.1\t{cell}\n")
    assert actionplan("update", "--from", path, "--by", "icb", "--accept", "P134").code == 0
    assert written in history(plan, "1.1")


@pytest.mark.parametrize(
    "cell",
    ["see attached report", "attached", "Spot check.pdf", "see https://example.org/a", "www.example.org", "minute 1.2"],
)
def test_what_is_no_evidence(actionplan, plan, cell):
    path = plan.parent / "may.csv"
    path.write_text(f"action,evidence,note\n1.1,{cell},x\n")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 1
    assert f"{path}:2:1: E111 evidence (B2): " in ran.err.replace(":5: ", ":1: ")
    assert "is neither a web address nor the path of a file" in ran.err


def test_a_file_of_headings_adds_nothing(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,note\n")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert (ran.code, ran.out, ran.err) == (0, "", f"{path} has no updates, so nothing was added.\n")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("10/31/2026", 'E133 "on" has dates with the month first: 10/31/2026 (B2)'),
        ("31/31/2026", 'E105 on (B2): "31/31/2026" is not a day'),
        ("30/02/2026", "February 2026 has 28 days"),
        ("Q3 2026", "fix: write 2026-Q3 (July to September 2026) or FY2026-27-Q3 (October to December 2026)"),
        ("TBC", 'E105 on (B2): "TBC" is not a day'),
        ("Abc-26", 'E105 on (B2): "Abc-26" is not a date'),
    ],
)
def test_an_invalid_date_is_reported_in_spreadsheet_terms(actionplan, plan, cell, told):
    path = plan.parent / "may.csv"
    path.write_text(f"action,on,note\n1.1,{cell},x\n")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 1
    assert f"{path}:2:5: " in ran.err
    assert told in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("may.xlsx", b"x"),
        ("may.ODS", b"x"),
        ("may.csv", b"PK\x03\x04\x80xl/workbook.xml"),
        ("may.csv", b"\xd0\xcf\x11\xe0\x00"),
    ],
)
def test_a_workbook_is_no_round(actionplan, plan, name, content):
    path = plan.parent / name
    path.write_bytes(content)
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert f"{path}:1:1: E130 this is a workbook" in ran.err
    assert "fix: save it as CSV UTF-8 (Save as, CSV UTF-8 (Comma delimited))" in ran.err


def test_a_workbook_that_is_not_there(actionplan, plan):
    assert "there is no such file" in actionplan("update", "--from", "may.xlsx", "--by", "icb").err


# Bodies, and problems that the rules find


BODY = '[bodies.forum]\nname = "Parent Carer Forum"\nkind = "parent-carer-forum"\naliases = ["The Forum", "ICB"]\n'


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("forum", "forum"), ("FORUM", "forum"), ("parent carer forum", "forum"), ("the forum", "forum"), ("icb", "icb")],
)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("may.csv", "action,by,note\n1.1,{},x\n"),
        ("may.toml", '[[update]]\naction = "1.1"\nby = "{}"\nnote = "x"\n'),
    ],
)
def test_a_body_may_be_named_by_its_name_or_alias(actionplan, plan, name, content, typed, meant):
    (plan / "plan.toml").write_text((plan / "plan.toml").read_text() + BODY)
    path = plan.parent / name
    path.write_text(content.format(typed))
    assert actionplan("update", "--from", path).code == 0
    assert f'by = "{meant}"' in history(plan, "1.1")


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("Forum", 'E201 by (B2): "Forum" is the name of 2 bodies'),
        ("board of all", 'E201 by (B2): there is no body "board of all"'),
    ],
)
def test_a_name_that_two_bodies_share_or_none_has_names_none(actionplan, plan, typed, complaint):
    twice = BODY.replace("forum]", "a]") + BODY.replace("forum]", "b]").replace("The Forum", "Forum")
    (plan / "plan.toml").write_text((plan / "plan.toml").read_text() + twice.replace("The Forum", "Forum"))
    path = plan.parent / "may.csv"
    path.write_text(f"action,by,note\n1.1,{typed},x\n")
    ran = actionplan("update", "--from", path)
    assert (ran.code, complaint in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("content", "code"), [("update = 3\n", "E103"), ("update = [3]\n", "E103"), ("[[update]]\nby = 3\n", "E106")]
)
def test_toml_of_another_shape(actionplan, plan, content, code):
    path = plan.parent / "may.toml"
    path.write_text(content)
    assert code in actionplan("update", "--from", path, "--by", "icb").err


def test_a_problem_is_reported_with_its_row(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text('action,due,note\n1.1,,"Two\nlines"\n1.2,31/12/2026,Later\n1.10,,z\n')
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 1
    assert f'{path}:4:5: E407 "due" changes without a reason' in ran.err
    assert 'fix: write why into a column "Reason"' in ran.err
    assert "actions/1.2.toml" not in ran.err


def test_a_problem_is_reported_with_its_update(actionplan, plan):
    path = plan.parent / "may.toml"
    path.write_text('[[update]]\naction = "1.1"\nnote = "x"\n\n[[update]]\naction = "1.2"\nrating = "blue"\n')
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 1
    assert f"{path}:7:10: E204" in ran.err


def test_an_older_problem_is_reported_at_its_own_place(actionplan, plan):
    action = plan / "actions" / "1.2.toml"
    action.write_text(action.read_text() + "priority = 1\n")
    path = plan.parent / "may.csv"
    path.write_text("action,note\n1.2,x\n")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert "./actions/1.2.toml:5:1: E101" in ran.err


def test_a_round_brings_no_redaction(actionplan, make_plan, tmp_path):
    path = tmp_path / "round.toml"
    stub = '{ on = 2024-06-03, reason = "x", authority = "y" }'
    path.write_text(f'[[update]]\naction = "1.1"\non = 2024-05-01\nby = "hcc"\nredacted = {stub}\n')
    ran = actionplan("update", "--from", path, "--plan", make_plan())
    assert (ran.code, "round.toml:5:1: E115" in ran.err) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        "action,progress\n1.1,abc\n",
        "action,note\n9.9,Begun\n",
        "action,state,reason\n1.1,not-started,\n1.1,complete,\n",
        "action,on,note\n1.1,2030-01-01,Begun\n",
    ],
    ids=["a cell that is no number", "an action that is not there", "one action twice", "a day in the future"],
)
def test_a_round_that_stops_on_an_error_says_last_that_nothing_was_written(actionplan, plan, text):
    path = plan.parent / "may.csv"
    path.write_text(text)
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("\nNothing was written.\n")
    assert ran.err.count("Nothing was written") == 1
    assert history(plan, "1.1") == ""


def test_a_round_that_cannot_be_read_says_last_that_nothing_was_written(actionplan, plan):
    path = plan.parent / "may.toml"
    path.write_text("[[update]\n")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 2
    assert ran.err.endswith("\nNothing was written.\n")


def test_what_is_written_in_spite_of_a_warning_is_corrected_by_a_command(actionplan, make_plan, tmp_path):
    """A column would come too late: the same round, sent again, has nothing new."""
    plan, sheet = make_plan(), tmp_path / "round.csv"
    sheet.write_text("Action,State,Comments\n1.1,complete,Done\n")
    said = ("update", "--from", sheet, "--by", "hcc", "--plan", plan)
    assert 'a column "Evidence"' in actionplan(*said, "--dry-run").err
    ran = actionplan(*said)
    assert (ran.code, "W501" in ran.err) == (0, True)
    assert "fix: actionplan update 1.1 --evidence LINK" in ran.err
