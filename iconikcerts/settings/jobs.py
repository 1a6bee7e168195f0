"""How bulk jobs are cut and watched."""

from iconikcerts.settings import env

# Rows that one task claims, renders and stores before it hands the worker back.
JOB_CHUNK_ROWS = env.number("JOB_CHUNK_ROWS", 50)
# Tasks of one job that may be under way at once; more would only push other teams' jobs back.
JOB_LANES = env.number("JOB_LANES", 4)
# A claim older than this belongs to a dead worker; must exceed the longest chunk.
JOB_LEASE_S = env.number("JOB_LEASE_S", 120)
# A running job without any progress for so long is sent to the workers again.
JOB_STALE_S = env.number("JOB_STALE_S", 30)
UPLOAD_MAX_MB = env.number("UPLOAD_MAX_MB", 50)
FREE_CERTIFICATES_PER_MONTH = env.number("FREE_CERTIFICATES_PER_MONTH", 250)
