"""Static files with hashed names from the web process; uploads and PDFs local or in S3."""

from iconikcerts.settings import env

STATIC_URL = "/static/"
STATIC_ROOT = str(env.BASE_DIR / env.text("STATIC_ROOT", "var/static"))
STATICFILES_DIRS = [env.BASE_DIR / "static"]

MEDIA_ROOT = str(env.BASE_DIR / env.text("MEDIA_ROOT", "var/media"))
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# Uploads above this size go to a temporary file, never whole into memory.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

S3_BUCKET = env.text("S3_BUCKET", "")

if S3_BUCKET:
    _default = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.text("S3_ENDPOINT_URL", "") or None,
            "region_name": env.text("S3_REGION", "") or None,
            "access_key": env.text("S3_ACCESS_KEY", "") or None,
            "secret_key": env.text("S3_SECRET_KEY", "") or None,
            "default_acl": None,
            "file_overwrite": True,
            "querystring_auth": True,
        },
    }
else:
    _default = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"allow_overwrite": True},
    }

if env.flag("DEBUG", False):
    _static = "django.contrib.staticfiles.storage.StaticFilesStorage"
elif env.flag("STATIC_COMPRESS", True):
    _static = "whitenoise.storage.CompressedManifestStaticFilesStorage"
else:
    _static = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"

STORAGES = {"default": _default, "staticfiles": {"BACKEND": _static}}
WHITENOISE_USE_FINDERS = env.flag("DEBUG", False)
