from django.urls import path

from templates_app.views import library

app_name = "designs"

urlpatterns = [
    path("designs/<slug:slug>/preview", library.preview, name="preview"),
    path("schemas/document-v1.json", library.schema, name="schema"),
]
