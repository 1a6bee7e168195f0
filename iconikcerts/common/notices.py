"""Words that the next page shows: in a cookie, and in the session when they do not fit."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NoticeCookie(CookieStorage):
    """Django's, under a name that says for whom it is (`COOKIE_PREFIX`)."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class NoticeStorage(FallbackStorage):
    storage_classes = (NoticeCookie, SessionStorage)
