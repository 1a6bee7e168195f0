"""A test that commits leaves no more behind than it would after `manage.py flush`."""

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.services import teams
from tests.emptying import empty_tables
from tests.factories.certificates import make_certificate, make_job, make_row
from tests.factories.designs import make_version
from tests.factories.people import make_user


def filled() -> dict[str, int]:
    """How many rows each table has, if any."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names))  # noqa: S608
        return {name: count for name, count in cursor.fetchall() if count}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_what_is_left_is_what_a_flush_leaves() -> None:
    make_certificate(make_row(make_job(make_version())))
    teams.create(name="Riverside Academy", by=make_user())
    before = filled()
    empty_tables()
    left = filled()
    call_command("flush", verbosity=0, interactive=False)

    assert left == filled()
    gone = before.keys() - left.keys()
    assert {"certificates_certificate", "accounts_team", "accounts_auditevent", "accounts_auditlink"} <= gone
