from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

final = import_module("templates_app.migrations.0002_published_versions_are_final")


def keep_trigger(apps: Any, schema_editor: Any) -> None:
    """Adding a column leaves the trigger of 0002 alone."""


def install_again(apps: Any, schema_editor: Any) -> None:
    """Taking the column away rebuilds the table on SQLite, and the trigger of 0002 is lost with the old one."""
    if schema_editor.connection.vendor == "sqlite":
        final.install(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("templates_app", "0002_published_versions_are_final"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        # First here is last on the way back.
        migrations.RunPython(keep_trigger, install_again),
        migrations.AddField(
            model_name="templateversion",
            name="changed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
