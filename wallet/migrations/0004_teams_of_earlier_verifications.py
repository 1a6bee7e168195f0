"""Verifications from before the column get their certificate's team. A migration of its own: PostgreSQL changes no table
on which the same transaction has written rows that wait for a check of their foreign keys."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill_in(apps, schema_editor):
    log = apps.get_model("wallet", "VerificationLog").objects.using(schema_editor.connection.alias)
    certificates = apps.get_model("certificates", "Certificate").objects.filter(pk=OuterRef("certificate_id"))
    log.filter(certificate__isnull=False, team=None).update(team=Subquery(certificates.values("team_id")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('wallet', '0003_team_of_a_verification'),
    ]

    operations = [
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
