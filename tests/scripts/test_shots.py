"""Every page has its picture: the declared list against the URL table; and what counts as a fault."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image

from scripts.shots import camera, readme, sheet
from scripts.shots.not_pages import NOT_PAGES
from scripts.shots.pages import SECTIONS, SHOTS
from scripts.shots.shot import Shot
from scripts.shots.site.urls import shots as own

ADMIN = "admin"
README = Path(__file__).resolve().parents[2] / "README.md"


def url_names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        elif pattern.namespace != ADMIN:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from url_names(pattern.url_patterns, inner)


def test_every_address_has_a_picture_or_a_reason_why_not() -> None:
    there = set(url_names(get_resolver("iconikcerts.urls").url_patterns))
    pictured = {shot.url for shot in SHOTS.values() if not shot.url.startswith(f"{ADMIN}:")}
    pictured -= {f"{own[1]}:{pattern.name}" for pattern in own[0]}

    assert there - pictured - set(NOT_PAGES) == set()
    assert (pictured | set(NOT_PAGES)) - there == set()
    assert pictured & set(NOT_PAGES) == set()


def test_of_everything_that_operators_see_the_list_and_one_page_are_pictured() -> None:
    kinds = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}
    pictured = {shot.url for shot in SHOTS.values()}

    assert {
        f"{ADMIN}:{kind}_{page}" for kind in kinds for page in ("changelist", "change")
    } - pictured == set()


def test_no_two_pictures_have_one_name() -> None:
    names = Counter(shot.name for shots in SECTIONS.values() for shot in shots)

    assert [name for name, times in names.items() if times > 1] == []


def test_an_address_takes_its_arguments_and_query_from_the_facts() -> None:
    shot = Shot(
        "row", "certificates:job_row", args={"job_id": "{draft.mixed}", "line": "4"}, query="show={view}"
    )
    facts = {"draft.mixed": "6f2ff5d4-6a1a-4a55-9bc6-0f5b6a1f2f3c", "view": "bad"}

    assert camera.address(shot, facts) == "/jobs/6f2ff5d4-6a1a-4a55-9bc6-0f5b6a1f2f3c/rows/4?show=bad"
    with pytest.raises(KeyError):
        camera.address(shot, {"view": "bad"})


def test_what_a_page_logs_and_asks_for_becomes_its_fault() -> None:
    heard: list[str] = []
    witness = camera.Witness(SHOTS["home"], "http://certificates.localhost", heard)

    witness.on_console(SimpleNamespace(type="error", text="Refused to apply inline style"))  # type: ignore[arg-type]
    witness.on_console(SimpleNamespace(type="warning", text="slow"))  # type: ignore[arg-type]
    for url in (
        "http://certificates.localhost/static/a.css",
        "data:image/gif,",
        "https://fonts.example.com/a",
    ):
        witness.on_request(SimpleNamespace(url=url))  # type: ignore[arg-type]

    assert heard == [
        "console: Refused to apply inline style",
        "asks another host: https://fonts.example.com/a",
    ]


def test_a_page_that_is_to_fail_may_say_so_in_the_console() -> None:
    heard: list[str] = []
    witness = camera.Witness(SHOTS["error-404"], "http://certificates.localhost", heard)
    text = "Failed to load resource: the server responded with a status of 404 (Not Found)"

    witness.on_console(SimpleNamespace(type="error", text=text))  # type: ignore[arg-type]

    assert heard == []


def test_the_contact_sheet_shows_pictures_that_are_there_and_faults(tmp_path: Path) -> None:
    (tmp_path / "home-1280-light.png").write_bytes(b"")
    page = sheet.write(tmp_path, {"home": ["status 500, not 200"], "verify": ["<b>"]}).read_text()

    assert page.count("<img") == 1
    assert 'href="home-1280-light.png"' in page
    assert "status 500, not 200" in page
    assert "&lt;b&gt;" in page


def test_pictures_of_the_readme_are_the_top_of_a_page_and_small(tmp_path: Path) -> None:
    Image.new("RGB", (1280, 3000), "#fbf9f4").save(tmp_path / "home-1280-light.png")

    size = readme.cut(readme.Cut("landing", "home-1280-light", 800), tmp_path, tmp_path)

    with Image.open(tmp_path / "landing.webp") as picture:
        assert (picture.size, picture.format) == ((1280, 800), "WEBP")
    assert size == (tmp_path / "landing.webp").stat().st_size


def test_the_readme_shows_each_of_its_pictures_and_says_what_is_on_it() -> None:
    shown = dict(
        re.findall(r'<img src="docs/pictures/([\w-]+)\.webp"[^>]* alt="([^"]+)"', README.read_text())
    )

    assert sorted(shown) == sorted(cut.name for cut in readme.CUTS)
    assert [
        cut.name for cut in readme.CUTS if (readme.TARGET / f"{cut.name}.webp").stat().st_size > 150_000
    ] == []
    assert [cut.shot for cut in readme.CUTS if cut.shot.rsplit("-", 2)[0] not in SHOTS] == []
