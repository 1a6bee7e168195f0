"""Types and answers for pages that htmx may ask for in part."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxHttpRequest(HttpRequest):
    """A request after django-htmx's middleware: `request.htmx` is truthy when htmx asks."""

    htmx: HtmxDetails
