"""Reads of pictures, always narrowed to those of a team."""

import re
from collections.abc import Callable, Iterable
from pathlib import PurePath
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import Team
from iconikcerts.common.errors import NotFound
from templates_app.models import Asset, TemplateVersion

_LONGEST_NAME = 255
# What PostgreSQL can neither keep nor be asked for: no name holds it.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_FILE_NAME = re.compile(r"\.(png|jpe?g|webp|gif|svg|pdf)\Z", re.IGNORECASE)


def assets(*, team: Team) -> QuerySet[Asset]:
    """The pictures of a team, newest first."""
    return Asset.objects.for_team(team).order_by("-created_at", "name")


def asset_called(*, team_id: UUID, said: str) -> Asset | None:
    """A picture of a team by its id, as designs write it; or by its name, with or without the ending of a file name, as
    lists of recipients do: then the newest of that name."""
    return assets_called(team_id=team_id, names=[said]).get(said)


def assets_called(*, team_id: UUID, names: Iterable[str]) -> dict[str, Asset]:
    """Those of many names, ids among them, that `asset_called` would find a picture for, with that picture."""
    of_team = Asset.objects.filter(team_id=team_id)
    keys: dict[str, UUID] = {}
    meant: dict[str, set[str]] = {}
    for said in names:
        if key := asset_key(said):
            keys[said] = key
        elif 0 < len(said) <= _LONGEST_NAME and not _UNKEPT.search(said):
            meant[said] = _names(said)
    by_id = of_team.in_bulk(keys.values())
    wanted = {name for each in meant.values() for name in each}
    # The newest comes last, and is the one that stays under a name.
    by_name = {each.name: each for each in of_team.filter(name__in=wanted).order_by("created_at")}
    found = {said: by_id[key] for said, key in keys.items() if key in by_id}
    for said, each in meant.items():
        if called := [by_name[name] for name in each if name in by_name]:
            found[said] = max(called, key=lambda asset: asset.created_at)
    return found


def picture_finder(*, team_id: UUID) -> Callable[[str], bool]:
    """Tells of many values whether `asset_called` would find a picture; asks the database once, and not before the first."""
    known: dict[str, None] | None = None

    def is_known(said: str) -> bool:
        nonlocal known
        if known is None:
            rows = Asset.objects.filter(team_id=team_id).values_list("pk", "name")
            known = {text: None for key, name in rows for text in (str(key), name)}
        key = asset_key(said)
        return str(key) in known if key else bool(_names(said) & known.keys())

    return is_known


def _names(said: str) -> set[str]:
    """What a picture may be called when a row names it so: with and without the ending of a file name."""
    return {said, PurePath(said).stem if _FILE_NAME.search(said) else said}


def assets_named(*, team: Team, text: str) -> QuerySet[Asset]:
    """Those of the pictures whose names hold all words of `text`, newest first."""
    found = Asset.objects.for_team(team).order_by("-created_at", "pk")
    if _UNKEPT.search(text):
        return found.none()
    for word in text.split():
        found = found.filter(name__icontains=word)
    return found


def designs_with_asset(*, asset: Asset) -> list[str]:
    """The names of the designs of its team of which some version uses a picture, in any way that its id is written."""
    document = Cast("document", TextField())
    versions = TemplateVersion.objects.filter(template__team_id=asset.team_id).annotate(written=document)
    used = versions.filter(Q(written__icontains=str(asset.pk)) | Q(written__icontains=asset.pk.hex))
    return sorted(set(used.values_list("template__name", flat=True)))


def asset(*, team: Team, asset_id: UUID) -> Asset:
    """A picture of the team. Raises NotFound."""
    found = Asset.objects.for_team(team).filter(pk=asset_id).first()
    if found is None:
        raise NotFound("There is no such picture.", mend="Upload it first.")
    return found


def assets_by_id(*, team: Team | None, asset_ids: Iterable[str]) -> dict[str, Asset]:
    """The pictures of the team among these ids, by the id as a document writes it: in other ways than addresses do, perhaps."""
    keys = {written: key for written in asset_ids if (key := asset_key(written))}
    if team is None or not keys:
        return {}
    found = Asset.objects.for_team(team).in_bulk(keys.values())
    return {written: found[key] for written, key in keys.items() if key in found}


def asset_key(text: str) -> UUID | None:
    """The key of a picture that a text names by its id, however that is written; None for a text that is no id."""
    try:
        return UUID(text)
    except ValueError:
        return None
