"""A session that ends while a page polls: the whole page goes to the log-in, says why, and comes back."""

import pytest
from django.test import Client

from iconikcerts.common.htmx import SESSION_ENDED
from tests.factories import make_job, make_user

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def poll(client: Client, address: str, page: str) -> tuple[int, str]:
    response = client.get(address, headers={"HX-Request": "true", "HX-Current-URL": page})
    return response.status_code, response.get("HX-Redirect", "")


def test_a_poll_without_a_session_leads_the_page_to_the_log_in_and_back(client: Client) -> None:
    job = make_job(rows=1)

    answer = poll(client, f"/jobs/{job.pk}/progress", f"{SITE}/jobs/{job.pk}?rows=failed")

    assert answer == (401, f"/accounts/login/?next=/jobs/{job.pk}%3Frows%3Dfailed")
    assert SESSION_ENDED in client.get("/accounts/login/").content.decode()


def test_the_reason_is_said_once(client: Client) -> None:
    poll(client, "/jobs/", f"{SITE}/jobs/")
    client.get("/accounts/login/")

    assert SESSION_ENDED not in client.get("/accounts/login/").content.decode()


def test_a_page_of_another_site_is_not_where_one_comes_back_to(client: Client) -> None:
    assert poll(client, "/jobs/", "https://evil.example/jobs/")[1].startswith("/accounts/login/?next=/")


def test_pages_that_are_not_parts_are_led_as_ever(client: Client) -> None:
    response = client.get("/jobs/")

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/jobs/")
    assert SESSION_ENDED not in client.get("/accounts/login/").content.decode()


def test_parts_for_somebody_who_is_logged_in_stay_as_they_are(client: Client) -> None:
    client.force_login(make_user())

    assert poll(client, "/jobs/", f"{SITE}/jobs/") == (200, "")
