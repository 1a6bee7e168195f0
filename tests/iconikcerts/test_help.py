"""Help: every article is found by its words, its links lead somewhere, its names are those of the product."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from certificates.forms.jobs import OptionsForm
from certificates.mail_text import PLACES
from iconikcerts.help import articles, search
from iconikcerts.help.articles import ARTICLES, BY_SLUG, Article
from templates_app.document import ROW_OPTIONS
from tests.factories import make_user

pytestmark = pytest.mark.django_db
SLUGS = list(BY_SLUG)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Texts are kept for the life of the process, with the figures of the settings."""
    articles.text_of.cache_clear()
    yield
    articles.text_of.cache_clear()


def body(client: Client, slug: str) -> str:
    """The article's own part of its page."""
    page = client.get(f"/help/{slug}").content.decode()
    return page.split('<article class="prose help-text">')[1].split("</article>")[0]


@pytest.mark.parametrize("slug", SLUGS)
def test_links_of_an_article_lead_to_pages_and_places_that_exist(client: Client, slug: str) -> None:
    for address, fragment in re.findall(r'href="(/[^"#]*)(?:#([^"]+))?"', body(client, slug)):
        target = client.get(address)
        assert (address, target.status_code) == (address, 200)
        assert not fragment or f'id="{fragment}"' in target.content.decode()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_an_article_is_short_has_parts_and_says_where_to_go_on(article: Article) -> None:
    words = len(articles.text_of(article).split())

    assert 80 < words < 420
    assert len(article.related) >= 2
    assert set(article.related) - set(SLUGS) == set()
    assert article.slug not in article.related


def test_the_contents_list_every_article(client: Client) -> None:
    page = client.get("/help").content.decode()

    assert re.findall(r'<h2><a href="/help/([a-z-]+)">', page) == SLUGS


def test_fields_and_options_are_called_as_in_the_product(client: Client) -> None:
    matching, email = body(client, "matching-columns"), body(client, "email")
    labels = [field.label for field in ROW_OPTIONS]

    assert [label for label in labels if f"<strong>{label}</strong>" not in matching] == []
    assert [key for key in PLACES if f"<code>{{{key}}}</code>" not in email] == []
    for name in ("send_email", "reply_to"):
        assert f"<strong>{OptionsForm.base_fields[name].label}</strong>" in email


def test_figures_are_those_of_the_installation(client: Client, settings: Settings) -> None:
    settings.UPLOAD_MAX_MB, settings.FREE_CERTIFICATES_PER_MONTH = 7, 1234
    settings.VERIFICATION_LOG_DAYS, settings.MAIL_ATTACH_MAX_MB = 0, 0

    assert "7 MB, 100,000 rows" in body(client, "limits")
    assert "Free: 1,234 certificates" in body(client, "limits")
    assert "keeps them without a limit" in body(client, "privacy")
    assert "and its PDF" not in strip_tags(body(client, "email"))


def test_all_words_must_occur_and_titles_go_first() -> None:
    found = [hit.article.slug for hit in search.search("Dates  LANGUAGE")]

    assert found[0] == "dates-and-languages"
    assert "matching-columns" in found
    assert search.search("dates unicorn") == []
    assert search.search("   ") == []


def test_the_excerpt_marks_the_words_and_lets_no_markup_through() -> None:
    text = "a " * 80 + "Write <b>5</b> & more <script> here " + "z " * 80
    shown = search.excerpt(text, ["<b>", "more"])

    assert "<mark>&lt;b&gt;</mark>5&lt;/b&gt; &amp; <mark>more</mark> &lt;script&gt;" in shown
    assert (shown.startswith("… a"), shown.endswith("z …")) == (True, True)
    assert search.excerpt("nothing here", ["word"]) == ""


def test_the_words_of_a_search_stay_in_the_address_and_in_the_field(client: Client) -> None:
    page = client.get("/help", {"q": '"><b>'}).content.decode()

    assert ('value="&quot;&gt;&lt;b&gt;"' in page, "<b>" in page) == (True, False)
    assert ("No article has" in page, 'content="noindex"' in page) == (True, True)
    assert client.get("/help", {"q": "x" * 5000}).status_code == 200
    assert client.get("/help", {"q": "gmial"}).content.decode().count("<mark>gmial</mark>") >= 1


def test_an_article_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/help/no-such-thing").status_code == 404


def test_visitors_cost_no_query_and_members_keep_their_side_bar(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert 'class="app-side"' not in client.get("/help/email").content.decode()
    client.force_login(make_user())
    with django_assert_num_queries(4):  # session, user, team, teams of the side bar
        assert 'class="app-side"' in client.get("/help/email").content.decode()
