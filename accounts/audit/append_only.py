"""The database's own refusal to change the audit trail: triggers, for PostgreSQL and for SQLite.

Called by a migration. On SQLite a later migration that rebuilds one of these tables loses its triggers: it has to call
`install` again; tests/accounts/audit/test_append_only.py fails until it does.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Table → what is refused. Particulars can be forgotten (deleted), but not altered.
REFUSED = {
    "accounts_auditevent": ("UPDATE", "DELETE", "TRUNCATE"),
    "accounts_auditlink": ("UPDATE", "DELETE", "TRUNCATE"),
    "accounts_auditparticulars": ("UPDATE",),
}
_FUNCTION = """
CREATE OR REPLACE FUNCTION accounts_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'restrict_violation',
        MESSAGE = 'The audit trail is append-only: ' || TG_OP || ' of ' || TG_TABLE_NAME || ' is refused.';
END $$
"""


def statements(vendor: str) -> list[str]:
    """What installs the triggers; each can run where they are there already."""
    return _postgresql() if vendor == "postgresql" else _sqlite()


def removal(vendor: str) -> list[str]:
    """What takes them away again, for going back to an earlier version."""
    if vendor == "postgresql":
        drops = [f"DROP TRIGGER IF EXISTS audit_append_only ON {table}" for table in REFUSED]
        return [*drops, "DROP FUNCTION IF EXISTS accounts_audit_refuse()"]
    return [f"DROP TRIGGER IF EXISTS {name}" for name, _, _ in _sqlite_triggers()]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in removal(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def _postgresql() -> list[str]:
    made = [_FUNCTION]
    for table, acts in REFUSED.items():
        made.append(f"DROP TRIGGER IF EXISTS audit_append_only ON {table}")
        made.append(
            f"CREATE TRIGGER audit_append_only BEFORE {' OR '.join(acts)} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION accounts_audit_refuse()"
        )
    return made


def _sqlite_triggers() -> list[tuple[str, str, str]]:
    """Name, table and act of each. SQLite has no TRUNCATE."""
    acts = [(table, act) for table, refused in REFUSED.items() for act in refused if act != "TRUNCATE"]
    return [(f"{table}_no_{act.lower()}", table, act) for table, act in acts]


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {act} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, 'The audit trail is append-only: {act} of {table} is refused.'); END"
        for name, table, act in _sqlite_triggers()
    ]
