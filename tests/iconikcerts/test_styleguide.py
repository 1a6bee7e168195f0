"""The living page of components: complete, and only where somebody develops."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from iconikcerts.styleguide import styleguide

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"
# Parts of layouts and of other components; the living page stands in the layout that has them.
PARTS = {
    "account_menu",
    "footer",
    "header",
    "htmx_config",
    "mark",
    "messages",
    "sidebar",
    "social",
    "team_switch",
    "toasts",
}
INSIDE_OTHERS = {"fields", "icon", "pagination", "select"}


def shown(rf: RequestFactory) -> str:
    request = rf.get("/styleguide")
    request.user = AnonymousUser()
    return styleguide(request).content.decode()


def test_every_component_is_on_the_page() -> None:
    sources = (Path(settings.BASE_DIR) / "templates" / "styleguide").glob("*.html")
    used = set(re.findall(r'components/(\w+)\.html"', "".join(path.read_text() for path in sources)))

    assert {path.stem for path in COMPONENTS.glob("*.html")} - PARTS - INSIDE_OTHERS - used == set()


def test_every_component_is_in_the_guide() -> None:
    named = set(re.findall(r"`(\w+)`", (COMPONENTS / "README.md").read_text()))

    assert {path.stem for path in COMPONENTS.glob("*.html")} - PARTS - named == set()


def test_fields_are_shown_with_their_errors(rf: RequestFactory) -> None:
    page = shown(rf)

    assert page.count('aria-invalid="true"') == 7
    assert "Two courses of this name run at the same time." in page


@pytest.mark.parametrize(("debug", "address"), [("true", "/styleguide"), ("false", "missing")])
def test_its_address_exists_only_with_debug(debug: str, address: str) -> None:
    program = (
        "import django; django.setup()\n"
        "from django.urls import NoReverseMatch, reverse\n"
        "try:\n    print(reverse('styleguide'))\n"
        "except NoReverseMatch:\n    print('missing')"
    )
    environment = os.environ | {"DEBUG": debug, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )

    assert done.stdout.strip() == address
