"""The panel of problems: what it finds, where it leads, what its mends do; and nothing to mend in the shipped designs."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, expect

from scripts.build_starters import STARTERS
from templates_app.models import TemplateVersion
from templates_app.services import templates
from tests.e2e.desk import Desk, desk

__all__ = ["desk"]  # fixture

GREY_ON_WHITE = "#bbbbbb"
# Looks at designs as the editor does, without opening each: answers what was found, by name.
LOOK_AT_ALL = """async (designs) => {
  const [{ Watch }, { FontBook, Ruler }, { QrBook }] = await Promise.all(
    ["problems/watch.js", "../layout/index.js", "qr_book.js"].map((path) => import(`/static/js/editor/${path}`)),
  );
  const data = JSON.parse(document.getElementById("editor-data").textContent);
  const catalogue = await (await fetch(data.fonts.catalogue)).json();
  const look = async ([name, document]) => {
    const store = Object.assign(new EventTarget(), { document, shown: document });
    const codes = new QrBook({}, data.urls.matrix, () => watch.refresh());
    const tools = { fonts: new FontBook(catalogue, data.fonts.files), pictures: new Map(), matrix: (...code) => codes.rows(...code) };
    const watch = new Watch({ store, stage: { tools }, saver: Object.assign(new EventTarget(), { openFaults: [], saved: document }), codes, data }, []);
    watch.later();
    return [name, (await watch.settled()).map(({ level, what, ids }) => `${level}: ${what} (${ids})`)];
  };
  return Object.fromEntries(await Promise.all(Object.entries(designs).map(look)));
}"""


def text(name: str, words: str, **more: Any) -> dict[str, Any]:
    place = {"x": 20, "y": 20, "width": 120, "height": 12}
    return {
        "id": name,
        "type": "text",
        "text": words,
        "font": {"family": "EB Garamond"},
        "size": 16,
        **place,
        **more,
    }


def open_with(desk: Desk, *pages: list[dict[str, Any]]) -> None:
    """Let the draft of the open design hold these elements, and open it anew with its problems."""
    draft = TemplateVersion.objects.get(status="draft")
    made = [{**draft.document["pages"][0], "elements": elements} for elements in pages]
    templates.save_draft(
        template=draft.template,
        document={**draft.document, "pages": made},
        by=draft.template.team.owner,
        base=draft.document_sha256,
    )
    desk.page.reload()
    desk.page.get_by_role("tab", name="Problems").click()


def problem(desk: Desk, what: str) -> Locator:
    return desk.page.locator(".editor-problem", has_text=what)


def test_a_problem_leads_to_its_element_on_another_page_in_a_group_and_is_mended_in_one_step(
    desk: Desk,
) -> None:
    page = desk.page
    whole = [
        text("name", "{recipient.name}", width=250),
        {"id": "code", "type": "qr", "x": 200, "y": 100, "width": 30, "height": 30},
    ]
    pale = text("pale", "Hardly seen", x=0, y=0, fill=GREY_ON_WHITE)
    group = {"id": "group", "type": "group", "x": 30, "y": 30, "width": 120, "height": 12, "elements": [pale]}
    open_with(desk, whole, [group])
    expect(page.locator("[data-editor=problems-sum]")).to_have_text("1 warning")

    problem(desk, "Low contrast").get_by_role("button").first.click()
    expect(page.locator("[data-editor=pages] [aria-current=page]")).to_have_text("2")
    expect(desk.control("Words and fields")).to_have_value("Hardly seen")

    page.get_by_role("button", name="Darken it").click()
    expect(page.locator("[data-editor=problems-none]")).to_be_visible()
    desk.saved()
    mended = TemplateVersion.objects.get(status="draft").document["pages"][1]["elements"][0]["elements"][0]
    assert mended == {**pale, "fill": "#707070"}
    page.keyboard.press("Control+z")
    expect(problem(desk, "Low contrast")).to_be_visible()
    steps = page.locator("[data-editor=history] button")
    expect(steps).to_have_text([re.compile("^Darken it"), re.compile("^Opened")])


def test_a_field_that_nobody_knows_is_kept_but_not_published_and_what_looks_wrong_is_told(desk: Desk) -> None:
    desk.add("Text")
    desk.control("Words and fields").fill("For {nobody}")
    desk.page.get_by_role("tab", name="Problems").click()
    desk.saved()
    expect(desk.page.locator("[data-problems=error] .editor-problem")).to_have_count(1)
    expect(problem(desk, "No field is called nobody")).to_be_visible()

    desk.page.reload()  # as on another device
    desk.page.get_by_role("tab", name="Layers").click()
    desk.page.get_by_role("button", name="For {nobody}", exact=True).click()
    desk.page.get_by_role("button", name="Publish", exact=True).click()
    dialog = desk.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Publish version 1", exact=True)).to_be_disabled()
    expect(dialog.get_by_text("It can be published once its fields")).to_be_visible()
    dialog.get_by_role("button", name="See them").click()
    expect(problem(desk, "No field is called nobody").get_by_role("button").first).to_be_focused()

    desk.page.get_by_role("button", name="Add it as a field").click()
    desk.saved()
    fields = TemplateVersion.objects.get(status="draft").document["fields"]
    assert fields[-1] == {"key": "nobody", "label": "Nobody", "type": "text", "sample": "Sample nobody"}

    desk.control("X").fill("500")
    desk.control("X").press("Tab")
    expect(problem(desk, "It lies off the page")).to_be_visible()
    desk.page.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog.get_by_role("button", name="Publish version 1 anyway")).to_be_enabled()
    expect(dialog.locator("[data-editor=publish-count]")).to_have_text("1 error.")
    dialog.get_by_role("button", name="See them").click()
    expect(problem(desk, "It lies off the page").get_by_role("button").first).to_be_focused()


def test_the_shipped_designs_have_nothing_to_mend(desk: Desk) -> None:
    designs = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))["document"]
        for path in STARTERS.glob("*.json")
    }
    assert desk.page.evaluate(LOOK_AT_ALL, designs) == {name: [] for name in designs}
