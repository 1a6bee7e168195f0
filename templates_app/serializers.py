"""Designs as the API tells them. Each field is named: what a model gains later is not told by itself."""

from django.conf import settings
from django.urls import reverse
from rest_framework import serializers

from templates_app.models import Template


class DesignSerializer(serializers.ModelSerializer[Template]):
    """`version`: the number of the published version, with which certificates are issued; null when there is none."""

    version = serializers.IntegerField(source="current_version.number", default=None, read_only=True)
    published_at = serializers.DateTimeField(
        source="current_version.published_at", default=None, read_only=True
    )
    fields_url = serializers.SerializerMethodField()
    schema_url = serializers.SerializerMethodField()

    class Meta:
        model = Template
        fields = [
            "id", "name", "slug", "description", "category", "tags", "is_shipped", "version", "published_at",
            "archived_at", "created_at", "fields_url", "schema_url",
        ]  # fmt: skip
        read_only_fields = fields

    def get_fields_url(self, design: Template) -> str:
        return _address("v1:design-fields", design)

    def get_schema_url(self, design: Template) -> str:
        return _address("v1:design-schema", design)


def _address(name: str, design: Template) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[design.pk])}"
