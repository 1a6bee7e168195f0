"""The owner of a team has the role of that name."""

from django.db import migrations, models
from django.db.models import F


def name_owners(apps, schema_editor):
    """Whoever a team names as its owner. An owner who was never made a member becomes one."""
    Team = apps.get_model("accounts", "Team")
    TeamMember = apps.get_model("accounts", "TeamMember")
    TeamMember.objects.filter(user=F("team__owner")).update(role="owner")
    for team in Team.objects.exclude(members__role="owner"):
        TeamMember.objects.create(team=team, user_id=team.owner_id, role="owner")


def forget_owners(apps, schema_editor):
    apps.get_model("accounts", "TeamMember").objects.filter(role="owner").update(role="admin")


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_first_steps_on_the_dashboard"),
    ]

    operations = [
        migrations.AlterField(
            model_name="teammember",
            name="role",
            field=models.CharField(
                choices=[
                    ("viewer", "Viewer"),
                    ("editor", "Editor"),
                    ("admin", "Administrator"),
                    ("owner", "Owner"),
                ],
                default="viewer",
                max_length=16,
            ),
        ),
        migrations.RunPython(name_owners, forget_owners),
    ]
