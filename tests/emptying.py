"""How a test that commits leaves the database: empty, as `manage.py flush` does, in a fiftieth of its time.

Django truncates every table, each with the files of its indexes, and has content types and permissions made anew. After
most tests a few tables hold a few rows.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.test import TransactionTestCase

from accounts.audit import append_only

# What `migrate` writes and no test changes.
KEPT = {"django_content_type", "auth_permission"}


def emptier(flush: Callable[[TransactionTestCase], None]) -> Callable[[TransactionTestCase], None]:
    """What is to stand in for `TransactionTestCase._fixture_teardown`; where there is no PostgreSQL, `flush` itself."""

    def empty(case: TransactionTestCase) -> None:
        if connection.vendor == "postgresql":
            empty_tables()
        else:
            flush(case)

    return empty


def without_guards(flush: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """What is to stand in for `connection.ops.sql_flush`: the audit trail's triggers, which refuse, go for that moment."""

    def sql_flush(*args: Any, **options: Any) -> list[str]:
        vendor = connection.vendor
        return [*append_only.removal(vendor), *flush(*args, **options), *append_only.statements(vendor)]

    return sql_flush


def empty_tables() -> None:
    """Delete all rows but those of KEPT. As a truncation does, wait for whoever is still writing."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [connection.ops.quote_name(name) for name in sorted(names) if name not in KEPT]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        parts = [f"(SELECT '{table}' FROM {table} LIMIT 1)" for table in tables]  # noqa: S608 - Django's names
        cursor.execute(" UNION ALL ".join(parts))
        deletions = [f"DELETE FROM {table}" for (table,) in cursor.fetchall()]  # noqa: S608
        # The audit trail's triggers refuse this. Keys are checked at the end of the transaction.
        guards = append_only.removal(connection.vendor), append_only.statements(connection.vendor)
        for statement in (*guards[0], *deletions, *guards[1]):
            cursor.execute(statement)
