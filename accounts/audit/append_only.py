"""The database's own refusal to change the audit trail, legal texts and consents: triggers, for PostgreSQL and for SQLite.

Called by migrations, each for the tables that are there by then. On SQLite a later migration that rebuilds one of these tables loses its triggers: it has to call
`install` again; tests/accounts/audit/test_append_only.py fails until it does.
"""

from collections.abc import Mapping

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Refused = Mapping[str, tuple[str, ...]]

# Table → what is refused. Particulars can be forgotten (deleted), but not altered.
TRAIL: Refused = {
    "accounts_auditevent": ("UPDATE", "DELETE", "TRUNCATE"),
    "accounts_auditlink": ("UPDATE", "DELETE", "TRUNCATE"),
    "accounts_auditparticulars": ("UPDATE",),
}
LEGAL_TEXTS: Refused = {"accounts_legaltext": ("UPDATE", "DELETE", "TRUNCATE")}
CONSENTS: Refused = {"accounts_consent": ("UPDATE", "DELETE", "TRUNCATE")}
ALL: Refused = {**TRAIL, **LEGAL_TEXTS, **CONSENTS}
_FUNCTION = """
CREATE OR REPLACE FUNCTION accounts_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'restrict_violation',
        MESSAGE = 'This table is append-only: ' || TG_OP || ' of ' || TG_TABLE_NAME || ' is refused.';
END $$
"""


def statements(vendor: str, refused: Refused = ALL) -> list[str]:
    """What installs the triggers; each can run where they are there already."""
    return _postgresql(refused) if vendor == "postgresql" else _sqlite(refused)


def removal(vendor: str, refused: Refused = ALL) -> list[str]:
    """What takes them away again, for going back to an earlier version."""
    if vendor == "postgresql":
        drops = [f"DROP TRIGGER IF EXISTS audit_append_only ON {table}" for table in refused]
        is_last = set(TRAIL) <= set(refused)  # the trail's are the first to come and the last to go
        return [*drops, "DROP FUNCTION IF EXISTS accounts_audit_refuse()"] if is_last else drops
    return [f"DROP TRIGGER IF EXISTS {name}" for name, _, _ in _sqlite_triggers(refused)]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor, refused: Refused = TRAIL) -> None:
    for statement in statements(schema_editor.connection.vendor, refused):
        schema_editor.execute(statement)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor, refused: Refused = TRAIL) -> None:
    for statement in removal(schema_editor.connection.vendor, refused):
        schema_editor.execute(statement)


def _postgresql(refused: Refused) -> list[str]:
    made = [_FUNCTION]
    for table, acts in refused.items():
        made.append(f"DROP TRIGGER IF EXISTS audit_append_only ON {table}")
        made.append(
            f"CREATE TRIGGER audit_append_only BEFORE {' OR '.join(acts)} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION accounts_audit_refuse()"
        )
    return made


def _sqlite_triggers(refused: Refused) -> list[tuple[str, str, str]]:
    """Name, table and act of each. SQLite has no TRUNCATE."""
    acts = [(table, act) for table, each in refused.items() for act in each if act != "TRUNCATE"]
    return [(f"{table}_no_{act.lower()}", table, act) for table, act in acts]


def _sqlite(refused: Refused) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {act} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, 'This table is append-only: {act} of {table} is refused.'); END"
        for name, table, act in _sqlite_triggers(refused)
    ]
