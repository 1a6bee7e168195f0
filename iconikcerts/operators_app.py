"""Puts `OperatorsSite` in the place of Django's own admin site."""

from django.contrib.admin.apps import AdminConfig


class OperatorsConfig(AdminConfig):
    default_site = "iconikcerts.operators.OperatorsSite"
