"""What goes of designs when a team is erased: all that no certificate was made with."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError

from accounts.models import Team
from templates_app import selectors, thumbnails
from templates_app.models import Asset, BrandColour, BrandFont, BrandLogo, Template
from templates_app.services import previews


def erase(team: Team) -> None:
    """Designs that nothing was issued with go with their pictures and fonts; the others stay as they were printed."""
    for template in Template.objects.owned_by(team):
        _forget(template)
    BrandColour.objects.filter(team=team).delete()
    BrandLogo.objects.filter(team=team).delete()
    for asset in Asset.objects.filter(team=team):
        if not selectors.designs_with_asset(asset=asset):
            _forget_file(str(asset.file), thumbnails.name_of_small(str(asset.file)))
            asset.delete()
    for font in BrandFont.objects.filter(team=team):
        if not selectors.designs_with_family(team=team, family=font.family):
            _forget_file(str(font.file))
            font.delete()


def _forget(template: Template) -> None:
    shown = [version.preview for version in template.versions.only("preview") if version.preview]
    try:
        with transaction.atomic():
            template.delete()
    except ProtectedError:
        return  # certificates were made with it
    for preview in shown:
        remove = partial(previews.remove, storage=preview.storage, name=str(preview))
        transaction.on_commit(remove, robust=True)


def _forget_file(*names: str) -> None:
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name), robust=True)
