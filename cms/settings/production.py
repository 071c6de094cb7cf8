"""Production: PostgreSQL, Redis, object storage, several processes; all from the environment."""

from .base import *  # noqa: F403
from .base import ADMIN_CONTENT_SECURITY_POLICY, ADMIN_HOST, CONTENT_SECURITY_POLICY, STORAGES
from .base import EMAIL_BACKEND as OUTBOX
from .environment import env, required, second_factor_required

DEBUG = False
SECRET_KEY = required("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])  # earlier ones, while they are replaced
required("ADMIN_HOST")  # base has read it
DEMO_ALLOWED = False
second_factor_required()

DATABASES = {"default": env.dj_db_url("DATABASE_URL", required("DATABASE_URL"))}
DATABASES["default"].update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": 2,  # then a 503
    # Compiling a plan takes half a second, and pays for itself in reports over millions of rows.
    "options": "-c jit=off",
    **DATABASES["default"].get("OPTIONS", {}),
}

PROXIES = env.int("PROXIES", 1)

REDIS_URL = env.redis("REDIS_URL", required("REDIS_URL"))
CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        # A page must still be served when Redis is away, or when something else answers there.
        "OPTIONS": {
            "IGNORE_EXCEPTIONS": True,
            "PARSER_CLASS": "sites.delivery.redis_parser.Parser",
            "SOCKET_TIMEOUT": 1,
            "SOCKET_CONNECT_TIMEOUT": 1,
        },
    },
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "rend"},
}

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
if env.str("S3_BUCKET", ""):
    BUCKET = {
        "endpoint_url": env.str("S3_ENDPOINT_URL", None),
        "access_key": env.str("S3_ACCESS_KEY", None),
        "secret_key": env.str("S3_SECRET_KEY", None),
        "file_overwrite": False,
    }
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            **BUCKET,
            "bucket_name": env.str("S3_BUCKET"),
            "custom_domain": env.str("S3_CUSTOM_DOMAIN", None),
            "querystring_auth": False,
        },
    }
    STORAGES["files"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**BUCKET, "bucket_name": required("S3_FILES_BUCKET")},
    }
    if domain := env.str("S3_CUSTOM_DOMAIN", ""):  # pictures come from there
        for policy in (CONTENT_SECURITY_POLICY["DIRECTIVES"], ADMIN_CONTENT_SECURITY_POLICY):
            policy["img-src"] = [*policy["img-src"], f"https://{domain}"]

# HTTPS=off is for a machine behind no TLS at all (a bench, a drill); a real site keeps the default.
HTTPS = env.bool("HTTPS", True)
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    STATE_COOKIE_NAME, KEPT_COOKIE_NAME = "__Host-state", "__Host-kept"

EMAIL_CONFIG = env.email("EMAIL_URL", "smtp://localhost:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = EMAIL_CONFIG["EMAIL_TIMEOUT"] or 10  # seconds for each answer of the server
MAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"].replace(
    "django.core.mail.backends.smtp", "sites.notifications.smtp"
)
EMAIL_BACKEND = OUTBOX
WAGTAILADMIN_BASE_URL = f"{'https' if HTTPS else 'http'}://{ADMIN_HOST}"

# A line must mean something to do: a task queued, an index updated or a 404 does not.
LOG_LEVEL = env.log_level("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_keys": {"()": "sites.accounts.journal.WithoutKeys"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_keys"],
            "formatter": "line",
            "level": LOG_LEVEL,
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
