"""What a team sends and keeps is limited by its tier, and by the operator above all."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings

from accounts import limits
from accounts.models import Team
from iconikcerts.common.errors import Conflict
from templates_app.models import Asset
from templates_app.services import assets, storage
from tests.factories import make_job, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
Tier = Team.Tier


def picture(shade: int) -> SimpleUploadedFile:
    content = BytesIO()
    Image.effect_noise((64, 64), shade).save(content, "PNG")
    return SimpleUploadedFile(f"{shade}.png", content.getvalue())


@pytest.mark.parametrize(
    ("tier", "list_bytes", "storage_bytes", "downloads"),
    [
        (Tier.FREE, 3_000_000, 7_000_000, 12),
        (Tier.TEAM, 20_000_000, 90_000_000, None),
        (Tier.ENTERPRISE, 20_000_000, None, None),
    ],
)
def test_each_tier_has_its_limits(
    settings: Settings, tier: Team.Tier, list_bytes: int, storage_bytes: int | None, downloads: int | None
) -> None:
    settings.FREE_UPLOAD_MB, settings.UPLOAD_MAX_MB = 3, 20
    settings.FREE_STORAGE_MB, settings.TEAM_STORAGE_MB, settings.FREE_DOWNLOADS_PER_DAY = 7, 90, 12

    assert limits.of(make_team(tier=tier)) == limits.Limits(list_bytes, storage_bytes, downloads)


def test_no_tier_sends_more_than_the_operator_lets_through(settings: Settings) -> None:
    settings.FREE_UPLOAD_MB, settings.UPLOAD_MAX_MB = 30, 20

    assert limits.of_tier(Tier.FREE).list_mb == 20


def test_a_list_that_is_too_large_for_the_plan_is_refused_with_the_plans_limit(
    client: Client, settings: Settings
) -> None:
    settings.FREE_UPLOAD_MB = 1
    job = make_job(team=make_team(), input_name="")
    client.force_login(job.creator)
    content = b"Recipient name\n" + b"Amina Okonkwo\n" * 80_000

    answer = client.post(
        f"/jobs/{job.pk}/recipients?by=file", {"recipients": SimpleUploadedFile("people.csv", content)}
    )

    assert answer.status_code == 422
    assert "the limit of your plan is 1 MB" in answer.content.decode()


def test_a_team_keeps_pictures_up_to_its_tiers_limit(settings: Settings) -> None:
    team = make_team()
    first = assets.upload(team=team, file=picture(10), by=None)
    settings.FREE_STORAGE_MB = first.size / limits.MB  # full to the byte

    with pytest.raises(Conflict) as refusal:
        assets.upload(team=team, file=picture(90), by=None)
    Team.objects.filter(pk=team.pk).update(tier=Tier.ENTERPRISE)
    team.refresh_from_db()
    second = assets.upload(team=team, file=picture(90), by=None)

    assert refusal.value.code == "storage_full"
    assert "Delete pictures that no design uses" in refusal.value.mend
    assert list(Asset.objects.for_team(team).order_by("created_at")) == [first, second]
    assert storage.used(team) == first.size + second.size


def test_what_other_teams_keep_takes_no_room(settings: Settings) -> None:
    settings.FREE_STORAGE_MB = 0.05
    assets.upload(team=make_team(), file=picture(90), by=None)

    assert storage.used(make_team()) == 0
