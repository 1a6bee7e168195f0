"""Endpoints about designs and their fields: what a program must know to issue with one."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSet

from accounts.permissions import Capability
from accounts.rest.endpoint import TeamEndpoint
from iconikcerts.common.errors import Conflict
from templates_app import selectors
from templates_app.document.recipient_schema import recipient_schema
from templates_app.field_facts import field_facts, registry_facts
from templates_app.models import Template, TemplateVersion
from templates_app.serializers import DesignSerializer

SCHEMA_TYPE = "application/schema+json"


class Fields(TeamEndpoint, ViewSet):
    """The fields that designs are made with: one registry, which the editor and the reading of lists have too."""

    capability = Capability.DESIGN_VIEW

    def list(self, request: Request) -> Response:
        return Response({"next": None, "previous": None, "results": registry_facts()})


class Designs(TeamEndpoint, ListModelMixin, GenericViewSet[Template]):
    """The designs that the team can issue with: its own and the shipped ones."""

    capability = Capability.DESIGN_VIEW
    serializer_class = DesignSerializer
    lookup_url_kwarg, lookup_value_converter = "template_id", "uuid"

    def get_queryset(self) -> QuerySet[Template]:
        return selectors.designs(team=self.team).defer("current_version__document")

    def retrieve(self, request: Request, template_id: UUID) -> Response:
        """Also one that is put away or was never published. Raises NotFound."""
        found = selectors.template(team=self.team, template_id=template_id)
        return Response(DesignSerializer(found, context=self.get_serializer_context()).data)

    @action(detail=True, url_path="fields", url_name="fields")
    def asked_fields(self, request: Request, template_id: UUID) -> Response:
        """What the published version asks of a recipient. Raises NotFound, Conflict when there is none."""
        version = self._published(template_id)
        said = {"design": str(template_id), "version": version.number, **field_facts(version.document)}
        return Response({"next": None, "previous": None, **said})

    @action(detail=True, url_path="fields/schema", url_name="schema")
    def fields_schema(self, request: Request, template_id: UUID) -> Response:
        """The same as a JSON Schema of one recipient. Raises NotFound, Conflict."""
        version = self._published(template_id)
        title = f"{version.template.name}, version {version.number}"
        return Response(recipient_schema(version.document, title=title), content_type=SCHEMA_TYPE)

    def _published(self, template_id: UUID) -> TemplateVersion:
        found = selectors.template(team=self.team, template_id=template_id)
        if found.current_version is None:
            raise Conflict("This design was never published.", mend="Publish it in the editor first.")
        found.current_version.template = found
        return found.current_version

    def get_serializer_context(self) -> dict[str, Any]:
        return {"request": self.request}
