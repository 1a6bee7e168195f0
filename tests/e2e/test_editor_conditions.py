"""Elements that are shown by data: the condition as it is typed, and a look at both of its sides."""

from playwright.sync_api import expect

from templates_app.models import TemplateVersion
from tests.e2e.desk import Desk, desk, elements

__all__ = ["desk"]  # a fixture

# The red of the new rectangle, of the same drawn faintly, and of the page.
SHOWN, FAINT, LEFT_OUT = 219, 248, 255
IS_RED = """([[x, y], red]) => {
  const canvas = document.querySelector("[data-editor=canvas]");
  const box = canvas.getBoundingClientRect();
  const scale = canvas.width / box.width;
  const at = [(x - box.x) * scale, (y - box.y) * scale].map(Math.round);
  return canvas.getContext("2d").getImageData(...at, 1, 1).data[0] === red;
}"""


def shows(desk: Desk, red: int) -> None:
    """Wait until the rectangle, wherever it was put, has this red."""
    desk.saved()
    rect = elements()["rect"]
    place = desk.at(rect["x"] + 0.3 * rect["width"], rect["y"] + 0.3 * rect["height"])
    desk.page.wait_for_function(IS_RED, arg=[place, red], timeout=5000)


def test_a_condition_is_completed_checked_as_it_is_typed_and_seen_from_both_sides(desk: Desk) -> None:
    page = desk.page
    desk.add("Rectangle")
    when = desk.control("Only show when")
    fault = page.locator("[data-editor=condition-fault]")
    shows(desk, SHOWN)

    when.press_sequentially("scor")
    expect(page.locator("[data-editor=completion] > li")).to_have_text(["Scorecourse.score92"])
    when.press("Enter")
    when.press_sequentially(" => 95")
    expect(fault).to_have_text("'>' cannot stand here; put a value before it.")
    expect(when).to_have_attribute("aria-invalid", "true")
    desk.saved()
    assert "when" not in elements()["rect"]

    when.fill("score >= 95")
    expect(fault).to_contain_text("did you mean course.score?")
    fault.get_by_role("button", name="Write course.score").click()
    expect(when).to_have_value("course.score >= 95")
    expect(fault).to_be_empty()
    expect(page.get_by_text("With the samples it is not shown.")).to_be_visible()
    desk.saved()
    assert elements()["rect"]["when"] == "course.score >= 95"
    fields = TemplateVersion.objects.get(status="draft").document["fields"]
    assert [field["key"] for field in fields if field["key"].startswith("course.")] == ["course.score"]
    shows(desk, FAINT)

    decides, value = desk.control("Field that decides"), desk.control("Value to compare with")
    assert (decides.input_value(), value.input_value()) == ("course.score", "95")
    value.fill("9")
    expect(page.get_by_text("With the samples it is shown.")).to_be_visible()
    value.press_sequentially("6.0")
    expect(value).to_have_value("96.0")
    expect(when).to_have_value("course.score >= 96.0")

    page.get_by_text("Shown", exact=True).click()
    shows(desk, SHOWN)
    page.get_by_label("Draw what is left out faintly").uncheck()
    page.get_by_text("Left out", exact=True).click()
    shows(desk, LEFT_OUT)


def test_what_is_not_right_yet_is_there_again_and_the_condition_that_holds_stays(desk: Desk) -> None:
    desk.add("Rectangle")
    when = desk.control("Only show when")
    when.fill("sequence = 1")
    desk.saved()
    when.fill("sequence = ")
    desk.click(10, 10)
    desk.click(148.5, 105)
    expect(when).to_have_value("sequence = ")
    assert elements()["rect"]["when"] == "sequence = 1"
    when.fill("")
    desk.saved()
    assert "when" not in elements()["rect"]
