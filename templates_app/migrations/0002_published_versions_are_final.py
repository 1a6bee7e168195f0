"""A published version never changes, whoever writes to the database: the services, the admin, a shell.

Django rebuilds a table on SQLite to alter it, and its triggers are lost with it: a later migration that alters
TemplateVersion must install this one again. `tests/templates_app/test_models.py` fails when it does not.
"""

from typing import Any

from django.db import migrations

TABLE = "templates_app_templateversion"
NAME = "templates_app_published_version_is_final"
MESSAGE = "A published template version never changes."
# Everything that a certificate relies on. The preview is derived, and the account of a creator may be erased.
FIXED = ("id", "template_id", "number", "status", "document", "document_sha256", "published_at", "created_at")

POSTGRESQL = f"""
CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW
WHEN (OLD.status = 'published' AND ({" OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in FIXED)}))
EXECUTE FUNCTION {NAME}();
"""
SQLITE = f"""
CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW
WHEN OLD.status = 'published' AND ({" OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in FIXED)})
BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END;
"""


def install(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute({"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor], params=None)


def remove(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {NAME} ON {TABLE}", params=None)
        schema_editor.execute(f"DROP FUNCTION {NAME}()", params=None)
    else:
        schema_editor.execute(f"DROP TRIGGER {NAME}", params=None)


class Migration(migrations.Migration):
    dependencies = [("templates_app", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
