"""Background work: ids in, one service call, outcome on the rows."""

from uuid import UUID

from celery import shared_task
from celery.signals import worker_ready


# A lane that meets an unforeseen fault (the database away, a bug) tries again; its rows were given back, and each
# counts its tries. Whatever ends a lane for good, the healer starts another.
@shared_task(
    name="certificates.work_on_job",
    time_limit=900,
    autoretry_for=(Exception,),
    max_retries=5,
    retry_backoff=1,
    retry_backoff_max=30,
)
def work_on_job(job_id: str) -> None:
    """One chunk, then to the back of the queue: jobs of all teams take turns, however large one is."""
    from certificates.services import issuing, jobs

    if issuing.issue_chunk(job_id=UUID(job_id)):
        work_on_job.delay(job_id)
    else:
        jobs.finish_if_done(job_id=UUID(job_id))


@shared_task(name="certificates.package_job", time_limit=3600)
def package_job(job_id: str) -> None:
    from certificates.services import packaging

    packaging.package(job_id=UUID(job_id))


# The personal data of some of its certificates was erased, and with it the ZIP that held them.
@shared_task(name="certificates.repack_job", time_limit=3600)
def repack_job(job_id: str) -> None:
    from certificates.services import packaging

    packaging.repack(job_id=UUID(job_id))


# The largest list that is taken (100,000 rows) is read in a minute or two.
@shared_task(
    name="certificates.read_list",
    time_limit=1800,
    autoretry_for=(Exception,),
    max_retries=2,
    retry_backoff=1,
)
def read_list(job_id: str) -> None:
    from certificates.services import readings

    readings.perform(job_id=UUID(job_id))


# Like a lane: whatever ends it, the healer starts another, and no message goes out twice.
@shared_task(
    name="certificates.send_mails",
    time_limit=280,
    autoretry_for=(Exception,),
    max_retries=5,
    retry_backoff=1,
    retry_backoff_max=30,
)
def send_mails(job_id: str) -> None:
    """One batch, then to the back of the queue: jobs of all teams take turns."""
    from certificates.services import delivery

    if delivery.send_batch(job_id=UUID(job_id)):
        send_mails.delay(job_id)


# A person waits for it: what was not drawn in half a minute is asked for again, or nobody looks any more.
@shared_task(name="certificates.draw_row", expires=30, time_limit=90)
def draw_row(job_id: str, line: int, page: int) -> None:
    from certificates.services import row_pictures

    row_pictures.draw(job_id=UUID(job_id), line=line, page=page)


# A mail server that is away is tried for a while; the page of requests tells the same.
@shared_task(
    name="certificates.tell_of_erasure_request",
    autoretry_for=(Exception,),
    max_retries=3,
    retry_backoff=10,
    time_limit=120,
)
def tell_of_erasure_request(request_id: str, member_id: str) -> None:
    from certificates.services import erasure_mails

    erasure_mails.tell_of_request(request_id=UUID(request_id), member_id=UUID(member_id))


@shared_task(name="certificates.heal_jobs", time_limit=300)
def heal_jobs() -> None:
    from certificates.services import healing

    healing.heal()


# A person waits for it: what was not drawn in half a minute is asked for again, or nobody looks any more.
@shared_task(name="certificates.draw_single", expires=30, time_limit=90)
def draw_single(team_id: str, key: str) -> None:
    from certificates.services import single_pictures

    single_pictures.draw(team_id=UUID(team_id), key=key)


@worker_ready.connect
def heal_at_start(**_: object) -> None:
    """A worker that comes up first looks for what a dead one left."""
    heal_jobs.delay()
