from importlib import import_module
from typing import Any

from django.db import migrations, models

final = import_module("templates_app.migrations.0002_published_versions_are_final")


def install_again(apps: Any, schema_editor: Any) -> None:
    """New columns and constraints rebuild the table on SQLite, and the trigger of 0002 is lost with the old one."""
    if schema_editor.connection.vendor == "sqlite":
        final.install(apps, schema_editor)


def keep_trigger(apps: Any, schema_editor: Any) -> None:
    """On the other way, the other of the two runs of this migration installs it."""


class Migration(migrations.Migration):
    dependencies = [("templates_app", "0004_drawings_as_pictures")]
    operations = [
        # First here is last on the way back.
        migrations.RunPython(keep_trigger, install_again),
        migrations.RemoveConstraint(model_name="templateversion", name="version_published_has_time"),
        migrations.AddField(
            model_name="template",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="template",
            name="is_starter",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="templateversion",
            name="name",
            field=models.CharField(blank=True, db_default="", default="", max_length=120),
        ),
        migrations.AddField(
            model_name="templateversion",
            name="note",
            field=models.TextField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AlterField(
            model_name="templateversion",
            name="status",
            field=models.CharField(
                choices=[("draft", "Draft"), ("published", "Published"), ("aside", "Set aside")],
                default="draft",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="templateversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True), ("status__in", ["draft", "aside"])
                )
                | models.Q(("published_at__isnull", False), ("status", "published")),
                name="version_published_has_time",
            ),
        ),
        migrations.RunPython(install_again, keep_trigger),
    ]
