"""The product's own settings, with the addresses of `scripts.shots.site.urls`."""

from iconikcerts.settings import *  # noqa: F403

ROOT_URLCONF = "scripts.shots.site.urls"
