"""What search engines and networks are told: one address for each page, a picture, nothing of what is private."""

import html
import json
import re
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from iconikcerts.help.articles import BY_SLUG
from tests.factories import make_certificate, make_user, make_version
from tests.templates_app.test_gallery import ship

pytestmark = pytest.mark.django_db
SITE = "https://certificates.example.org"
PAGES = ["/", "/designs", "/pricing", "/help", "/verify", "/privacy", "/terms"]
PUBLIC = [*PAGES, "/designs/diploma", "/help/printing"]


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.SITE_URL = SITE


def metas(page: str) -> dict[str, str]:
    """Name or property of each <meta>, with its content as people read it."""
    return {
        name: html.unescape(content)
        for name, content in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page)
    }


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_names_its_one_address_and_what_a_network_shows(client: Client, path: str) -> None:
    ship("diploma", description="For “graduates” & others.")
    page = client.get(f"{path}?utm_source=mail", headers={"Host": "127.0.0.1"}).content.decode()
    told = metas(page)
    title = html.unescape(re.findall(r"<title>(.*?) · IconikCerts</title>", page)[0])

    assert re.findall(r'<link rel="canonical" href="([^"]+)">', page) == [f"{SITE}{path}"]
    assert (told["og:url"], told["og:title"], told["og:description"]) == (
        f"{SITE}{path}",
        title,
        told["description"],
    )
    assert 30 < len(told["description"]) < 170
    assert told["og:image"].startswith(f"{SITE}/")
    assert told["twitter:card"] == "summary_large_image"
    assert "robots" not in told


def test_titles_and_descriptions_differ_from_page_to_page(client: Client) -> None:
    ship("diploma", description="For graduates.")
    told = [metas(client.get(path).content.decode()) for path in PUBLIC]

    assert len({each["og:title"] for each in told}) == len(PUBLIC)
    assert len({each["description"] for each in told}) == len(PUBLIC)


def test_a_design_is_shown_by_its_own_picture(client: Client) -> None:
    ship("diploma")
    told = metas(client.get("/designs/diploma").content.decode())

    assert (told["og:image"], told["og:image:width"], told["og:image:height"]) == (
        f"{SITE}/designs/diploma/preview?v=1&size=card",
        "1200",
        "630",
    )


@pytest.mark.usefixtures("media_root")
def test_a_certificate_is_shown_by_its_picture_and_stays_out_of_search_engines(client: Client) -> None:
    certificate = make_certificate()
    told = metas(client.get(f"/v/{certificate.code}").content.decode())

    assert (told["og:title"], told["robots"]) == (certificate.title, "noindex")
    assert re.fullmatch(rf"{SITE}/v/[^/]+/[a-z.]+", told["og:image"])
    assert "og:image" not in metas(client.get("/v/NO-SUCH-CODE").content.decode())


@pytest.mark.parametrize("path", ["/jobs/", "/certificates/", "/designs", "/accounts/email/"])
def test_pages_of_a_team_stay_out_and_tell_nothing(client: Client, path: str) -> None:
    client.force_login(make_user())
    told = metas(client.get(path).content.decode())

    assert (told["robots"], [name for name in told if name.startswith("og:")]) == ("noindex", [])


def test_robots_may_read_what_says_noindex_itself_and_not_what_is_behind_the_log_in(client: Client) -> None:
    text = client.get("/robots.txt")
    rules = RobotFileParser()
    rules.parse(text.content.decode().splitlines())
    paths = [*PUBLIC, "/v/7KQM2", "/jobs/", "/certificates/new", "/admin/", "/accounts/login/", "/dashboard"]

    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert [path for path in paths if not rules.can_fetch("Anybot", f"{SITE}{path}")] == paths[-5:]
    assert rules.site_maps() == [f"{SITE}/sitemap.xml"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_sitemap_lists_public_pages_and_shipped_designs_under_the_public_address(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    slugs = [f"shipped-{number}" for number in range(count)]
    for slug in slugs:
        ship(slug)
    make_version(slug="of-a-team")

    with django_assert_num_queries(1):
        response = client.get("/sitemap.xml")

    found = re.findall(r"<loc>([^<]+)</loc>", response.content.decode())
    assert sorted(found) == sorted(
        f"{SITE}{path}"
        for path in [*PAGES, *(f"/designs/{slug}" for slug in slugs), *(f"/help/{slug}" for slug in BY_SLUG)]
    )
    assert [address for address in found if client.get(address.removeprefix(SITE)).status_code != 200] == []


def test_the_manifest_names_icons_that_are_as_large_as_it_says(client: Client) -> None:
    content = client.get("/site.webmanifest").json()
    sizes = {}
    for icon in content["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert path
        with Image.open(Path(path)) as picture:
            sizes[icon["src"]] = f"{picture.width}x{picture.height}"

    assert sizes == {icon["src"]: icon["sizes"] for icon in content["icons"]}
    assert client.get("/favicon.ico").headers["Location"] == "/static/icons/favicon.ico"


def test_the_data_for_search_engines_says_what_the_page_says(client: Client) -> None:
    page = client.get("/").content.decode()
    [text] = re.findall(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', page, re.S)
    product, faq = json.loads(text)["@graph"]

    assert (product["url"], product["offers"]["price"]) == (f"{SITE}/", "0")
    shown = [html.unescape(each) for each in re.findall(r"<summary><h3>(.*?)</h3>", page)]
    assert [each["name"] for each in faq["mainEntity"]] == shown


def test_nothing_in_the_data_can_end_its_element() -> None:
    rendered = Template("{% load common %}{{ data|json_data }}").render(
        Context({"data": {"name": "</script><!-- & ü"}})
    )

    assert re.findall("[<>&]", rendered) == []
    assert json.loads(rendered) == {"name": "</script><!-- & ü"}


def test_what_was_captured_is_escaped_once() -> None:
    rendered = Template('{% load common %}{% capture x %} {{ name }} & co {% endcapture %}"{{ x }}"').render(
        Context({"name": '<"A">'})
    )

    assert rendered == '"&lt;&quot;A&quot;&gt; & co"'
