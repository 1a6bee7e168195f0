from django.urls import path

from templates_app.views import assets, beginning, editor, gallery, library

app_name = "designs"

urlpatterns = [
    path("designs", gallery.gallery, name="gallery"),
    path("designs/new", beginning.new, name="new"),
    path("designs/matrix", editor.matrix, name="matrix"),
    path("designs/assets", assets.pictures, name="assets"),
    path("designs/assets/new", assets.upload, name="new-asset"),
    path("designs/assets/<uuid:asset_id>", assets.picture, name="asset"),
    path("designs/assets/<uuid:asset_id>/thumbnail", assets.thumbnail, name="asset-thumbnail"),
    path("designs/<uuid:template_id>/edit", editor.edit, name="edit"),
    path("designs/<uuid:template_id>/draft", editor.draft, name="draft"),
    path("designs/<uuid:template_id>/publish", editor.publish, name="publish"),
    path("designs/<slug:slug>", gallery.design, name="design"),
    path("designs/<slug:slug>/preview", library.preview, name="preview"),
    path("designs/<slug:slug>/customise", beginning.customise, name="customise"),
    path("schemas/document-v1.json", library.schema, name="schema"),
]
