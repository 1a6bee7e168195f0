"""Faults of a whole batch. What is wrong with one row comes back as a `RenderFailure` instead."""

from iconikcerts.common.errors import DomainError


class RenderError(DomainError):
    """The design cannot be rendered for anybody."""

    code = "render_failed"


class BrowserMissing(RenderError):
    """No usable Chromium on this machine."""

    code = "browser_missing"


class BrowserGone(RenderError):
    """The browser died or cannot be started just now. Worth another try later."""

    code = "browser_gone"


class BrowserTimeout(BrowserGone):
    """A chunk took longer than its limit; its browser was ended."""

    code = "timed_out"
