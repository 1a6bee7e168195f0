"""Redis (or Valkey): Celery's queue and the cache. State lives in rows, so results are not kept."""

from celery.schedules import crontab

from iconikcerts.settings import env

REDIS_URL = env.text("REDIS_URL")
# redis-py calls a socket `unix://`, Celery `redis+socket://`; the environment uses redis-py's name.
_is_socket = REDIS_URL.startswith("unix://")

_REDIS_CACHE = {
    "BACKEND": "iconikcerts.common.cache.ForgivingRedisCache",
    "LOCATION": REDIS_URL,
    "KEY_PREFIX": env.text("CACHE_PREFIX", "iconikcerts"),
    # A cache that hangs must not hang the pages that only count with it.
    "OPTIONS": {"socket_timeout": 2},
}
# A queue inside of a process (`memory://`: one command without workers) has its cache there too.
_INSIDE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {"default": _INSIDE if REDIS_URL.startswith("memory://") else _REDIS_CACHE}

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1) if _is_socket else REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": env.text("QUEUE_PREFIX", "iconikcerts:")}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_DEFAULT_QUEUE = "default"
# What needs a browser has its own queue, so that a large job never holds mails and housekeeping up.
CELERY_TASK_ROUTES = {
    "certificates.work_on_job": {"queue": "render"},
    "certificates.draw_row": {"queue": "render"},
    "certificates.draw_single": {"queue": "render"},
    "templates_app.make_preview": {"queue": "render"},
    "templates_app.draw_proof": {"queue": "render"},
    "certificates.send_mails": {"queue": "mail"},
    "accounts.mail_security_event": {"queue": "mail"},
}
CELERY_TIMEZONE = "UTC"
_heal_every_s = env.number("JOB_HEAL_EVERY_S", 15)
CELERY_BEAT_SCHEDULE = {
    "erase-teams": {
        "task": "accounts.erase_teams",
        "schedule": crontab(minute="40"),
        "options": {"expires": 1800},
    },
    # A beat that nobody took is worth nothing once the next one comes.
    "heal-jobs": {
        "task": "certificates.heal_jobs",
        "schedule": _heal_every_s,
        "options": {"expires": _heal_every_s},
    },
    "sweep-audit-trail": {
        "task": "accounts.sweep_audit_trail",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "write-uses-of-tokens": {
        "task": "accounts.write_uses_of_tokens",
        "schedule": 600,
        "options": {"expires": 600},
    },
    "mail-waiting-security-events": {
        "task": "accounts.mail_waiting_security_events",
        "schedule": 120,
        "options": {"expires": 120},
    },
    "renew-signing-key": {
        "task": "accounts.renew_signing_key",
        "schedule": crontab(hour="4", minute="10"),
        "options": {"expires": 3600},
    },
    # At RETENTION_RUN_AT; the later beats go on with what a dead worker or a long day left, and else find nothing to do.
    "apply-retention": {
        "task": "accounts.apply_retention",
        "schedule": crontab(minute="20", hour="3-23"),
        "options": {"expires": 3600},
    },
    "clear-exports": {
        "task": "accounts.clear_exports",
        "schedule": crontab(minute="20"),
        "options": {"expires": 3600},
    },
    "look-at-domains": {
        "task": "accounts.look_at_domains",
        "schedule": crontab(hour="5", minute="10"),
        "options": {"expires": 3600},
    },
    "read-metadata": {
        "task": "accounts.read_all_metadata",
        "schedule": crontab(hour="5", minute="20"),
        "options": {"expires": 3600},
    },
}
