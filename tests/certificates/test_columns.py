"""The step that matches columns to fields: chosen, joined, read in another way; kept at once, checked by the button."""

from collections.abc import Callable

from django.test import Client

from certificates.models import BulkGenerationJob
from tests.certificates.test_wizard import HTMX, at, empty, rows, send_file

__all__ = ["empty"]  # a fixture

Make = Callable[..., BulkGenerationJob]


def test_columns_show_their_samples_and_those_that_nobody_uses(editor: Client, draft: Make) -> None:
    page = editor.get(at("map", draft("Name,Course,Remark\nAna,Chess,x\nBen,Go,\n")))
    assert [(card["name"], card["samples"], card["is_used"]) for card in page.context["cards"]] == [
        ("Name", ["Ana", "Ben"], True),
        ("Course", ["Chess", "Go"], True),
        ("Remark", ["x"], False),
    ]
    assert [(field["label"], field["parts"]) for field in page.context["fields"]] == [
        ("Recipient name", ["0"]),
        ("Course", ["1"]),
    ]


def test_a_choice_of_column_is_kept_at_once_and_the_rows_are_checked_by_the_button(
    editor: Client, draft: Make
) -> None:
    job = draft("Name,Colour\nAna,red\n")
    data = {"map-recipient.name": "0", "map-course.title": "1"}
    answer = editor.post(at("map", job), data, headers=HTMX)
    assert answer.content.decode().lstrip().startswith('<form class="mapping" id="mapping"')
    job.refresh_from_db()
    assert (job.mapping["fields"]["course.title"]["columns"], job.rows.count()) == ([1], 0)
    assert editor.post(at("map", job), data)["Location"] == at("review", job)
    assert rows(job) == [("Ana", "red")]


SPLIT = "Given,Family,Course,Born\nAna,Ortiz,Chess,1990-01-02\n山田,太郎,Go,\n"


def test_columns_are_joined_by_hand_without_scripts(editor: Client, draft: Make) -> None:
    job = draft(SPLIT)
    chosen = {"map-recipient.name": ["0"], "map-course.title": ["2"]}
    response = editor.post(at("map", job), chosen | {"join": "recipient.name"})
    assert response["Location"] == f"{at('map', job)}?join=recipient.name#joining"
    page = editor.get(response["Location"])
    assert page.context["fields"][0]["parts"] == ["0", ""]
    assert page.content.decode().count('name="map-recipient.name"') == 2
    assert 'aria-label="Recipient name, column 2" autofocus' in page.content.decode()

    data = {"map-recipient.name": ["0", "1"], "map-course.title": ["2"]}
    assert editor.post(at("map", job), data)["Location"] == at("review", job)
    assert rows(job) == [("Ana Ortiz", "Chess"), ("山田太郎", "Go")]
    [name, _] = editor.get(at("map", job)).context["fields"]
    assert (name["parts"], name["samples"]) == (["0", "1"], ["Ana Ortiz", "山田太郎"])


def test_joined_columns_keep_their_order_and_can_be_let_go(editor: Client, draft: Make) -> None:
    job = draft(SPLIT)
    data = {"map-recipient.name": ["1", "0", "1"], "map-course.title": ["2"]}
    editor.post(at("map", job), data, headers=HTMX)
    job.refresh_from_db()
    assert job.mapping["fields"]["recipient.name"]["columns"] == [1, 0]
    editor.post(at("map", job), data | {"map-recipient.name": ["1", ""]}, headers=HTMX)
    job.refresh_from_db()
    assert job.mapping["fields"]["recipient.name"]["columns"] == [1]


def test_only_fields_of_text_that_are_filled_can_be_joined(editor: Client, draft: Make) -> None:
    page = editor.get(at("map", draft("Name,Course,Expiry date\nAna,Chess,2030-01-01\n")))
    fields = page.context["fields"] + page.context["more_fields"]
    assert [field["key"] for field in fields if field["can_join"]] == ["recipient.name", "course.title"]


def test_a_needed_field_without_a_column_holds_the_step(editor: Client, draft: Make) -> None:
    job = draft("Name,Colour\nAna,red\n")
    response = editor.post(at("map", job), {"map-recipient.name": "0", "map-course.title": ""})
    assert response.status_code == 422
    assert "No column holds &#x27;Course&#x27;" in response.content.decode()
    assert editor.get(at("review", job))["Location"] == at("map", job)


def test_the_same_columns_again_leave_the_rows_alone(editor: Client, draft: Make) -> None:
    job = draft()
    before = list(job.rows.values_list("pk", flat=True))
    editor.post(at("map", job), {"map-recipient.name": "0", "map-course.title": "1"})
    assert list(job.rows.values_list("pk", flat=True)) == before


def test_another_encoding_is_read_at_once(editor: Client, empty: BulkGenerationJob) -> None:
    send_file(editor, empty, "Name,Course\nЛев,Chess\n".encode("cp1251"))
    page = editor.post(at("map", empty), {"encoding": "cp1252"}, headers=HTMX)
    assert page.context["fields"][0]["samples"] == ["Ëåâ"]
    page = editor.post(at("map", empty), {"encoding": "cp1251"}, headers=HTMX)
    assert page.context["fields"][0]["samples"] == ["Лев"]
