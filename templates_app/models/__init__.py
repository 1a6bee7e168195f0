"""Designs, their numbered versions, and the pictures they use."""

from templates_app.models.asset import Asset
from templates_app.models.brand import BrandColour, BrandFont, BrandLogo
from templates_app.models.grant import DesignGrant
from templates_app.models.template import Template
from templates_app.models.version import TemplateVersion

__all__ = ["Asset", "BrandColour", "BrandFont", "BrandLogo", "DesignGrant", "Template", "TemplateVersion"]
