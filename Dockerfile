# One image for web, worker and beat; the command chooses (see compose.yaml).
FROM debian:12-slim AS build

RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 python3-venv ca-certificates \
    && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements.txt


FROM debian:12-slim

# The engine brings its own fonts: Chromium needs none of the system's. Playwright's driver needs libatomic1.
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 ca-certificates chromium-headless-shell libatomic1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 iconikcerts \
    && install -d -o iconikcerts -g iconikcerts /data/media /data/beat

COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY . .

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/app/collected \
    MEDIA_ROOT=/data/media \
    CHROMIUM_PATH=/usr/bin/chromium-headless-shell

# Settings are complete or the start stops; none of these values stays in the image's environment.
RUN SECRET_KEY=only-for-the-build SITE_URL=http://127.0.0.1:8000 DATABASE_URL=sqlite://:memory: \
    REDIS_URL=redis://127.0.0.1:6379/0 EMAIL_URL=consolemail:// \
    python manage.py collectstatic --noinput --verbosity 0

# Not root, so that Chromium keeps its own sandbox. The sandbox makes user namespaces, which Docker's default seccomp
# profile forbids: compose.yaml lifts the profile for the worker alone and takes all capabilities away in return.
# Where namespaces are not to be had, the engine goes on without the sandbox; pages it loads are its own either way.
USER iconikcerts
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "iconikcerts.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm"]
