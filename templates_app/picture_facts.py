"""What scripts know of a picture."""

from typing import Any

from django.urls import reverse

from templates_app.models import Asset


def facts_of(asset: Asset) -> dict[str, Any]:
    """`width` × `height` in px, `bytes` of the file; the px of a vector drawing say its proportions alone."""
    return {
        "id": str(asset.pk),
        "name": asset.name,
        "width": asset.width,
        "height": asset.height,
        "bytes": asset.size,
        "isVector": asset.is_vector,
        "url": reverse("designs:asset", args=[asset.pk]),
        "thumbnail": reverse("designs:asset-thumbnail", args=[asset.pk]),
    }
