from django.urls import path

from templates_app.views import gallery, library

app_name = "designs"

urlpatterns = [
    path("designs", gallery.gallery, name="gallery"),
    path("designs/<slug:slug>", gallery.design, name="design"),
    path("designs/<slug:slug>/preview", library.preview, name="preview"),
    path("schemas/document-v1.json", library.schema, name="schema"),
]
