"""What another site, another program or a wrong address can do: nothing."""

import pytest

SAME = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.mark.parametrize("host", ["plan.example", "127.0.0.1.example", "localhost.example:80", "10.0.0.1", ""])
def test_only_this_machines_own_names_are_answered(north, host):
    assert north.get("/help", Host=host).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8427", "localhost:9000"])
def test_its_own_names_are_answered_at_any_port(north, host):
    assert north.get("/help", host=host).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "file://"])
def test_a_request_that_says_it_is_from_elsewhere_is_refused(north, origin):
    assert north.get("/help", Origin=origin).status_code == 403


def test_another_site_may_link_here_and_do_nothing_else(north):
    elsewhere = SAME | {"Sec-Fetch-Site": "cross-site"}
    assert north.get("/help", **elsewhere).status_code == 200
    for change in ({"Sec-Fetch-Mode": "cors"}, {"Sec-Fetch-Dest": "iframe"}, {"Sec-Fetch-Dest": "image"}):
        assert north.get("/help", **(elsewhere | change)).status_code == 403
    answer = north.client.post("/help", base_url="http://127.0.0.1", headers=elsewhere)
    assert answer.status_code in (403, 405)


def test_every_answer_says_what_a_page_may_load(north):
    for address in ("/help", "/style.css", "/nothing", "/northshire-send/actions?form=json"):
        headers = north.get(address).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'"), address
        assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


TRICKS = [
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/plan.toml",
    "..\\..\\plan.toml",
    "C:\\x",
    "\x00",
    "a" * 5000,
]


@pytest.mark.parametrize("trick", TRICKS)
def test_no_part_of_an_address_reaches_the_disk(north, trick):
    places = ("/{}", "/{}/", "/northshire-send/{}", "/northshire-send/actions/{}", "/northshire-send/reports/{}")
    for place in places:
        answer = north.get(place.format(trick))
        assert answer.status_code == 404, (place, answer.status_code)
        assert b"root:" not in answer.get_data()
    limits = ("as_at", "known_at", "owner", "area", "when", "text", "sort", "since", "day", "page", "action")
    for page in ("actions", "reports/status", "reports/since", "day", "reports/dependencies"):
        query = dict.fromkeys(limits, trick)
        answer = north.client.get(f"/northshire-send/{page}", base_url="http://127.0.0.1", query_string=query)
        assert answer.status_code in (200, 400), (page, answer.status_code)
        assert b"Traceback" not in answer.get_data()
    assert north.client.get("/help", base_url="http://127.0.0.1", query_string={"form": trick}).status_code == 404


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/other/",
        "javascript:alert(1)",
        "/northshire-send//evil",
    ],
)
def test_the_form_for_another_day_leads_to_pages_of_the_plan_only(north, page):
    body = north.client.get("/northshire-send/day", base_url="http://127.0.0.1", query_string={"page": page}).get_data(
        True
    )
    assert 'action="/northshire-send/"' in body


def test_a_large_request_is_refused_before_it_is_read(north):
    answer = north.client.get("/help", base_url="http://127.0.0.1", environ_overrides={"CONTENT_LENGTH": "20000001"})
    assert answer.status_code == 413


def test_what_is_entered_comes_back_as_text(north):
    typed = '"><script>alert(1)</script>\u202e'
    for page in ("/northshire-send/actions", "/northshire-send/day"):
        query = {"text": typed, "as_at": typed}
        body = north.client.get(page, base_url="http://127.0.0.1", query_string=query).get_data(as_text=True)
        assert "<script>" not in body
