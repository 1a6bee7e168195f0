"""Reads of designs and pictures, always narrowed to what a team may see."""

from .gallery import DesignFilter, Facet, facets, gallery
from .library import (
    asset,
    assets,
    assets_named,
    design_by_slug,
    designs,
    designs_with_asset,
    known_asset_ids,
    library,
    newest_version,
    own_template,
    shipped,
    shipped_named,
    template,
    unpublished,
    version,
    versions,
)

__all__ = [
    "DesignFilter",
    "Facet",
    "asset",
    "assets",
    "assets_named",
    "design_by_slug",
    "designs",
    "designs_with_asset",
    "facets",
    "gallery",
    "known_asset_ids",
    "library",
    "newest_version",
    "own_template",
    "shipped",
    "shipped_named",
    "template",
    "unpublished",
    "version",
    "versions",
]
