"""The list of certificates: what it finds, how it pages, and what it costs."""

from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Team
from certificates import selectors
from certificates.models import Certificate
from certificates.selectors import CertificateFilter
from certificates.selectors import certificates as certificate_selectors
from certificates.services import revocation
from certificates.views import certificates_list
from tests.certificates.pages.conftest import Issue
from tests.factories.certificates import make_certificate
from tests.factories.people import make_team

LIST = reverse("certificates:certificates")


def names(client: Client, **query: str) -> list[str]:
    """Recipients of the first page, sorted."""
    listed = client.get(LIST, query).context["listed"]
    return sorted(line.certificate.recipient_name for line in listed)


def test_an_empty_list_says_what_to_do_first(editor: Client) -> None:
    page = editor.get(LIST).content.decode()
    assert "No certificates yet" in page
    assert reverse("certificates:job_new") in page


def test_only_the_certificates_of_the_team_are_listed_found_and_counted(
    editor: Client, issue: Issue, stranger: Client
) -> None:
    mine = issue("Amina Okonkwo")
    theirs = make_certificate(team=make_team(), values={"recipient.name": "Amina Foreign"})
    assert names(editor) == ["Amina Okonkwo"]
    assert names(editor, q="amina") == ["Amina Okonkwo"]
    assert names(editor, q=theirs.code) == []
    assert names(editor, job=str(theirs.job_id)) == ["Amina Okonkwo"]  # no job of this team: narrows nothing
    assert names(stranger, q=mine.code) == []
    assert editor.get(LIST).context["total"] == 1


def test_search_finds_by_name_number_code_and_address(editor: Client, issue: Issue) -> None:
    wanted = issue("José García", email="j.garcia@example.org")
    issue("Lev Petrov", email="lev@example.org")
    for query in ("garcia", "GARCÍA jo", wanted.number, wanted.code, "j.garcia@example.org"):
        assert names(editor, q=query) == ["José García"], query
    assert names(editor, q="@example.org") == ["José García", "Lev Petrov"]
    assert names(editor, q="garcia lev") == []


@pytest.mark.parametrize(("rare", "common"), [(1, 1), (1, 100), (100, 100)])
def test_words_are_found_and_counted_alike_however_many_have_them(
    editor: Client, issue: Issue, monkeypatch: pytest.MonkeyPatch, rare: int, common: int
) -> None:
    for name in ("Ana Bell", "Ana Cole", "Lev Bell", "Mei Cole-Coley"):
        issue(name)
    monkeypatch.setattr(certificate_selectors, "RARE", rare)
    monkeypatch.setattr(certificate_selectors, "COMMON", common)
    expected = {
        "ana": ["Ana Bell", "Ana Cole"],
        "bell": ["Ana Bell", "Lev Bell"],
        "ana bell": ["Ana Bell"],
        "cole": ["Ana Cole", "Mei Cole-Coley"],
        "lev cole": [],
    }
    for query, found in expected.items():
        assert names(editor, q=query) == found, query
        assert editor.get(LIST, {"q": query}).context["total"] == len(found), query
        assert editor.get(LIST, {"q": query, "status": "valid"}).context["total"] == len(found), query


def test_filters_narrow_by_status_design_job_and_days(editor: Client, issue: Issue, team: Team) -> None:
    valid = issue("Valid")
    issue("Expired", expires_on="2020-01-01")
    revocation.revoke(certificate=issue("Revoked"), by=None, reason="Mistake")
    other = make_certificate(team=team, values={"recipient.name": "Other"}, issued_on=date(2024, 5, 1))
    for made in (valid, other):
        type(made.job).objects.filter(pk=made.job_id).update(started_at=made.created_at)
    assert names(editor, status="valid") == ["Other", "Valid"]
    assert names(editor, status="expired") == ["Expired"]
    assert names(editor, status="revoked") == ["Revoked"]
    assert names(editor, design=str(other.template_version.template_id)) == ["Other"]
    assert names(editor, job=str(other.job_id)) == ["Other"]
    assert names(editor, issued_to="2024-05-01") == ["Other"]
    assert names(editor, issued_from="2024-05-02") == ["Expired", "Revoked", "Valid"]
    assert names(editor, issued_from="2024-05-01", issued_to="2024-05-01", q="oth") == ["Other"]


def test_a_filter_that_makes_no_sense_is_said_and_narrows_nothing(editor: Client, issue: Issue) -> None:
    issue("Amina")
    response = editor.get(LIST, {"issued_from": "2024-05-02", "issued_to": "2024-05-01", "status": "odd"})
    assert response.status_code == 422
    assert "This day is before the first one." in response.content.decode()
    assert response.context["total"] == 1


def test_paging_by_key_goes_through_all_of_them_and_back(
    editor: Client, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificates_list, "PAGE_SIZE", 2)
    made = [issue(f"Person {number}").recipient_name for number in range(5)]
    newest_first = made[::-1]
    pages = []
    address = f"{LIST}?q=person"
    while address:
        context = editor.get(address).context
        pages.append([line.certificate.recipient_name for line in context["listed"]])
        assert context["total"] == 5
        address, back = context["older_url"], context["newer_url"]
    assert pages == [newest_first[:2], newest_first[2:4], newest_first[4:]]
    assert parse_qs(urlsplit(back).query)["q"] == ["person"]
    before = editor.get(back).context
    assert [line.certificate.recipient_name for line in before["listed"]] == newest_first[2:4]
    first = editor.get(before["newer_url"]).context
    assert [line.certificate.recipient_name for line in first["listed"]] == newest_first[:2]
    assert first["newer_url"] == ""


def test_certificates_of_the_same_moment_are_all_paged(team: Team, issue: Issue) -> None:
    ids = {issue(f"Person {number}").pk for number in range(5)}
    Certificate.objects.update(created_at=issue("Last").created_at)
    found = selectors.matching(team, CertificateFilter(text="person"), today=date(2026, 1, 1))
    first = selectors.page(found, size=2)
    second = selectors.page(found, size=2, after=first.older)
    third = selectors.page(found, size=2, after=second.older)
    seen = [certificate.pk for page in (first, second, third) for certificate in page.certificates]
    assert (len(seen), set(seen)) == (5, ids)
    assert selectors.page(found, size=2, before=third.newer).certificates == second.certificates


@pytest.mark.parametrize("key", ["x", "ÿ", "aGVsbG8", "MjAyNi0wMS0wMQ"])
def test_a_key_that_cannot_be_read_leads_to_the_first_page(editor: Client, issue: Issue, key: str) -> None:
    issue("Amina")
    assert len(editor.get(LIST, {"after": key}).context["listed"]) == 1


def test_htmx_gets_the_results_alone_and_the_clean_address_of_the_page(editor: Client, issue: Issue) -> None:
    issue("Amina")
    query = {"q": "ami", "status": "", "design": "", "job": "", "issued_from": "", "issued_to": ""}
    response = editor.get(LIST, query, headers={"HX-Request": "true"})
    assert response.content.decode().lstrip().startswith('<section class="section" id="results"')
    assert response["HX-Push-Url"] == f"{LIST}?q=ami"
    assert "HX-Request" in response["Vary"]
    restored = editor.get(LIST, query, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_for_three(
    editor: Client, issue: Issue, count: int, django_assert_num_queries: Callable[..., object]
) -> None:
    for number in range(count):
        issue(f"Person {number}")
    with django_assert_num_queries(10):
        page = editor.get(LIST, {"q": "person"})
    assert len(page.context["listed"]) == count
