"""The Celery application. Workers: `celery -A iconikcerts worker -Q render,mail,default`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iconikcerts.settings")

app = Celery("iconikcerts")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
