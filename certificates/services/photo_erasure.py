"""Photos of recipients, which their rows name: they are pictures of the team, and go when no other row names them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from certificates.models import Certificate, JobRow
from templates_app.document import fields_of
from templates_app.models import Asset, TemplateVersion
from templates_app.selectors import assets_called
from templates_app.services import assets


def erase(certificates: Collection[Certificate]) -> int:
    """Delete the pictures that only these certificates' values name, all of one team; not those that a design or the brand kit
    uses. Call it while the values stand. Returns how many."""
    keys = _keys({certificate.template_version_id for certificate in certificates})
    said = {
        str(certificate.data.get(key, ""))
        for certificate in certificates
        for key in keys.get(certificate.template_version_id, ())
    } - {""}
    if not said:
        return 0
    ids = [certificate.pk for certificate in certificates]
    team_id = next(iter(certificates)).team_id
    fields = {key for each in keys.values() for key in each}
    named = {asset.pk: asset for asset in assets_called(team_id=team_id, names=said).values()}
    alone = [asset for asset in named.values() if not _is_named_elsewhere(asset, fields, ids)]
    return sum(assets.forget(asset=asset) for asset in alone)


def _keys(version_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """The fields of each version that hold the name of a picture."""
    versions = TemplateVersion.objects.filter(pk__in=version_ids).only("document")
    return {
        version.pk: [field.key for field in fields_of(version.document) if field.type == "image"]
        for version in versions
    }


def _is_named_elsewhere(asset: Asset, fields: Collection[str], ids: Collection[UUID]) -> bool:
    """Whether a row of somebody else names the picture, by its name or its id."""
    wanted = Q(pk__in=[])
    for key in fields:
        for text in (asset.name, str(asset.pk), asset.pk.hex):
            wanted |= Q(**{f"values__{key}__icontains": text})
    rows = JobRow.objects.filter(wanted, job__team_id=asset.team_id)
    return rows.exclude(certificate__in=ids).exists()
