"""Reads of designs and pictures, always narrowed to what a team may see."""

from .assets import (
    asset,
    asset_called,
    assets,
    assets_by_id,
    assets_named,
    designs_with_asset,
    picture_finder,
)
from .gallery import DesignFilter, Facet, facets, gallery
from .library import (
    design_by_slug,
    designs,
    library,
    newest_version,
    numbered_version,
    own_template,
    shipped,
    shipped_named,
    template,
    unpublished,
    version,
    versions,
    versions_with_sizes,
)

__all__ = [
    "DesignFilter",
    "Facet",
    "asset",
    "asset_called",
    "assets",
    "assets_by_id",
    "assets_named",
    "design_by_slug",
    "designs",
    "designs_with_asset",
    "facets",
    "gallery",
    "library",
    "newest_version",
    "numbered_version",
    "own_template",
    "picture_finder",
    "shipped",
    "shipped_named",
    "template",
    "unpublished",
    "version",
    "versions",
    "versions_with_sizes",
]
