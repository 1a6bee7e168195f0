"""Project package: settings, wiring (URLs, Celery, WSGI) and the kernel `common`."""

from iconikcerts.celery import app as celery_app

__all__ = ["celery_app"]
