from django.urls import path

from templates_app.views import (
    assets,
    beginning,
    brand,
    editor,
    gallery,
    library,
    proofs,
    sharing,
    shelf,
    versions,
)

app_name = "designs"

urlpatterns = [
    path("designs", gallery.gallery, name="gallery"),
    path("designs/new", beginning.new, name="new"),
    path("designs/import", shelf.bring_in, name="import"),
    path("designs/archived", shelf.archived, name="archived"),
    path("designs/matrix", editor.matrix, name="matrix"),
    path("designs/brand", brand.kit, name="brand"),
    path("designs/brand/fonts", brand.add_font, name="brand-add-font"),
    path("designs/brand/fonts/<uuid:font_id>", brand.font, name="brand-font"),
    path("designs/brand/fonts/<uuid:font_id>/delete", brand.delete_font, name="brand-delete-font"),
    path("designs/brand/colours", brand.add_colour, name="brand-add-colour"),
    path("designs/brand/colours/<uuid:colour_id>/remove", brand.remove_colour, name="brand-remove-colour"),
    path("designs/brand/logos", brand.add_logo, name="brand-add-logo"),
    path("designs/brand/logos/<uuid:logo_id>/remove", brand.remove_logo, name="brand-remove-logo"),
    path("designs/assets", assets.pictures, name="assets"),
    path("designs/assets/found", assets.found, name="found-assets"),
    path("designs/assets/new", assets.upload, name="new-asset"),
    path("designs/assets/<uuid:asset_id>", assets.picture, name="asset"),
    path("designs/assets/<uuid:asset_id>/thumbnail", assets.thumbnail, name="asset-thumbnail"),
    path("designs/<uuid:template_id>/edit", editor.edit, name="edit"),
    path("designs/<uuid:template_id>/draft", editor.draft, name="draft"),
    path("designs/<uuid:template_id>/publish", editor.publish, name="publish"),
    path("designs/<uuid:template_id>/name", shelf.name, name="name"),
    path("designs/<uuid:template_id>/duplicate", shelf.duplicate, name="duplicate"),
    path("designs/<uuid:template_id>/starter", shelf.offer, name="offer"),
    path("designs/<uuid:template_id>/archive", shelf.archive, name="archive"),
    path("designs/<uuid:template_id>/delete", shelf.delete, name="delete"),
    path("designs/<uuid:template_id>/grants", sharing.give, name="share"),
    path("designs/<uuid:template_id>/grants/<uuid:grant_id>/withdraw", sharing.withdraw, name="unshare"),
    path("designs/<uuid:template_id>/file", shelf.export, name="export"),
    path("designs/<uuid:template_id>/proof", proofs.proof, name="proof"),
    path("designs/proofs/<slug:key>/<int:number>", proofs.page, name="proof_page"),
    path("designs/<uuid:template_id>/changes", versions.changes, name="changes"),
    path("designs/<uuid:template_id>/versions", versions.versions, name="versions"),
    path("designs/<uuid:template_id>/summary", versions.summary, name="summary"),
    path("designs/<uuid:template_id>/compare", versions.compare, name="compare"),
    path("designs/<uuid:template_id>/versions/<int:number>", versions.version, name="version"),
    path("designs/<uuid:template_id>/versions/<int:number>/words", versions.describe, name="version_words"),
    path(
        "designs/<uuid:template_id>/versions/<int:number>/restore", versions.restore, name="version_restore"
    ),
    path(
        "designs/<uuid:template_id>/versions/<int:number>/picture", versions.picture, name="version_picture"
    ),
    path("designs/<uuid:template_id>/versions/<int:number>/figure", versions.figure, name="version_figure"),
    path("designs/<slug:slug>", gallery.design, name="design"),
    path("designs/<slug:slug>/preview", library.preview, name="preview"),
    path("designs/<slug:slug>/customise", beginning.customise, name="customise"),
    path("schemas/document-v1.json", library.schema, name="schema"),
]
