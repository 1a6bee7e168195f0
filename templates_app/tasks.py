"""Background work on designs: ids in, one service call, outcome on the row."""

from uuid import UUID

from celery import Task, shared_task

_RETRY_AFTER_S = 10


@shared_task(name="templates_app.make_preview", bind=True, max_retries=3, time_limit=120)
def make_preview(self: Task, version_id: str) -> None:
    """Draw the preview of a version; a browser that died is tried again."""
    from templates_app.models import TemplateVersion
    from templates_app.rendering import BrowserGone
    from templates_app.services import previews

    version = TemplateVersion.objects.select_related("template").filter(pk=UUID(version_id)).first()
    if version is None:
        return  # a draft that was deleted meanwhile
    try:
        previews.make(version=version)
    except BrowserGone as error:
        raise self.retry(exc=error, countdown=_RETRY_AFTER_S) from error


# A person waits for it: what was not drawn in half a minute is asked for again, or nobody looks any more.
@shared_task(name="templates_app.draw_proof", expires=30, time_limit=90)
def draw_proof(team_id: str, key: str) -> None:
    """Print a draft for one recipient, for whoever designs it."""
    from templates_app.services import proofs

    proofs.draw(team_id=UUID(team_id), key=key)
