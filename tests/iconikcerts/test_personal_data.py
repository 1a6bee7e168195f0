"""No table holds personal data that neither the copy nor the erasure of an account knows of."""

import re

import pytest
from django.apps import apps
from django.db.models import Field

from accounts import personal_data
from accounts.models import User

TELLING = re.compile(
    r"(^|_)(e?mail|address|contact|name|ip|network|user_agent|device|phone|birth\w*|person|subject|recipient|avatar"
    r"|values|cells|data)(_|$)"
)


def looks_personal(field: "Field[object, object]") -> bool:
    points_to_user = field.is_relation and field.related_model is User
    return points_to_user or bool(TELLING.search(field.name))


def columns() -> dict[str, "Field[object, object]"]:
    """Every column of every table, by "app.Model.field"."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, Field)
    }


def known() -> set[str]:
    held = {column for source in personal_data.sources() for column in source.holds}
    return held | set(personal_data.excused())


def test_every_column_that_looks_personal_is_registered_or_excused() -> None:
    """Add it to `holds` of a source of your app (`services/own_data.py`), or excuse it with the reason."""
    assert {name for name, field in columns().items() if looks_personal(field)} - known() == set()


def test_no_name_is_left_of_a_column_that_is_gone() -> None:
    installed = {config.label for config in apps.get_app_configs()}

    assert {name for name in known() if name.split(".")[0] in installed} - set(columns()) == set()


@pytest.mark.parametrize("source", personal_data.sources(), ids=lambda source: source.name)
def test_every_source_says_what_goes_or_what_stays(source: personal_data.Source) -> None:
    assert source.goes or source.stays
