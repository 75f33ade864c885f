"""Personal data: a plan is public and keeps its history, so what must not be in it must never get in."""

import pytest


@pytest.fixture
def codes_of_note(codes_of_action):
    def codes(note):
        return codes_of_action(f"[[status]]\non = 2024-03-05\nby = 'hcc'\nnote = '{note}'", select="W6")

    return codes


@pytest.mark.parametrize("note", ["Ask jo.bloggs@example.org.uk", "<jo@example.org>", "mailto:a+b@example.co.uk."])
def test_an_e_mail_address_is_noticed(codes_of_note, note):
    assert codes_of_note(note) == ["W601"]


@pytest.mark.parametrize("note", ["12 places @ 300 pounds", "we tweet as @council", "a@b"])
def test_an_at_sign_alone_is_no_address(codes_of_note, note):
    assert codes_of_note(note) == []


@pytest.mark.parametrize(
    "note",
    [
        "01632 960123",
        "01632960123",
        "(01632) 960 123",
        "020 7946 0123",
        "07700 900123",
        "+44 7700 900123",
        "+44 (0)20 7946 0123",
        "01632-960-123",
        "Ring 01632 960123.",
    ],
)
def test_a_telephone_number_is_noticed(codes_of_note, note):
    assert codes_of_note(note) == ["W602"]


@pytest.mark.parametrize(
    "note",
    [
        "https://example.org/01632960123/minutes",
        "https://example.org/?call=07700900123",
        "0163296",
        "101632960123456",
        "Budget 07/2024 to 06/2025",
        "2024-01-05 to 2024-09-30",
        "12000000 pounds in 2024",
    ],
)
def test_numbers_in_web_addresses_dates_and_sums_are_none(codes_of_note, note):
    assert codes_of_note(note) == []


@pytest.mark.parametrize("note", ["943 476 5919", "943-476-5919", "9434765919", "of 9434765919, and more"])
def test_an_nhs_number_is_noticed(codes_of_note, note):
    assert codes_of_note(note) == ["W603"]


@pytest.mark.parametrize("digit", range(9))
def test_ten_digits_with_another_check_digit_are_no_nhs_number(codes_of_note, digit):
    assert codes_of_note(f"943476591{digit}") == []


def test_a_remainder_of_11_counts_as_0_and_of_10_never_occurs(codes_of_note):
    assert codes_of_note("Order 4000000020") == ["W603"]
    assert codes_of_note("Order 1000000010") == []


@pytest.mark.parametrize("note", ["https://example.org/9434765919", "19434765919", "94347659190", "9434765919/2"])
def test_nor_are_longer_numbers_and_parts_of_web_addresses(codes_of_note, note):
    assert codes_of_note(note) == []


def test_every_text_is_checked(codes_of, codes_of_plan, codes_of_action):
    assert codes_of({"areas/PA1.toml": 'title = "jo@example.org"\nkind = "other"'}) == ["W601"]
    assert codes_of_plan('[[meetings]]\nbody = "board"\non = 2027-01-12\ntitle = "01632 960123"') == ["W602"]
    assert codes_of_action('[extra]\n[[extra.list]]\nwho = "943 476 5919"') == ["W603"]


def test_two_sorts_in_one_text_are_both_reported(codes_of_note):
    assert codes_of_note("jo@example.org, 01632 960123") == ["W601", "W602"]
