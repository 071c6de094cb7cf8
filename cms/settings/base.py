"""Settings that every environment shares; what differs is in development, test or production."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

from .environment import BASE_DIR, env
from .identities import identity_providers
from .retention import RETENTION  # noqa: F401

# Applications ------------------------------------------------------------------------------------
# Order matters twice: our templates and commands come before those of packages, and machina finds
# an overriding forum app by the *end* of its dotted path, so the packages are listed, not configs.

INSTALLED_APPS = [
    "cms.demo",
    "cms.editing",
    "cms.editing.review",
    "cms.editing.bin",
    "cms.editing.documents",
    "cms.editing.photos",
    "cms.editing.minutes",
    "cms.editing.writing",
    "cms.editing.journal",
    "cms.editing.messages",
    "cms.editing.proposals",
    "cms.gallery",
    "cms.meetings",
    "cms.pages",
    "cms.calendar",
    "cms.publications",
    "cms.translations",
    "forum.following",
    "forum.scope",
    "forum.thanks",
    "forum.acts",
    "forum.drafts",
    "forum.versions",
    "forum.managing",
    "forum.discussions",
    "forum.summaries",
    "forum.generating",
    "sites.delivery",
    "sites.themes",
    "sites.moderation",
    "sites.teams",
    "sites.notifications",
    "sites.accounts",
    "sites.councils",
    "sites.legal",
    "sites.searching",
    "forum.board.forum",
    "forum.board.forum_conversation",
    "forum.board.forum_conversation.forum_attachments",
    "forum.board.forum_conversation.forum_polls",
    "forum.board.forum_permission",
    "forum.board.forum_tracking",
    "forum.board.forum_member",
    "machina",
    "mptt",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "sites.accounts.wagtail_users.UsersConfig",  # wagtail.users with our screens
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # the widgets' templates, which ours may replace
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "sites.delivery.middleware.SecurityHeadersMiddleware",
    "sites.delivery.middleware.HealthMiddleware",
    "sites.councils.middleware.HostMiddleware",
    "sites.themes.middleware.ThemeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sites.moderation.middleware.SuspensionMiddleware",
    "sites.accounts.middleware.PersonalPagesMiddleware",
    "sites.accounts.language.LanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sites.accounts.factors.middleware.SecondFactorMiddleware",
    "cms.editing.isolation.guard.IsolationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sites.councils.middleware.SpellingMiddleware",  # after editors' own redirects
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            # A theme's templates first, then these two behind Django's own cache.
            "loaders": [
                (
                    "sites.themes.loader.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.pages.chrome.chrome",
                "sites.accounts.sections.account",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "sites.themes.templatetags.themes",
            ],
            "libraries": {"cache": "sites.themes.fragments"},  # its keys hold site and theme
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Hosts -------------------------------------------------------------------------------------------
# HostMiddleware is the gate: the table of hosts lives in the database, which Django cannot read
# where it iterates ALLOWED_HOSTS.

ALLOWED_HOSTS = ["*"]
ADMIN_HOST = env.host("ADMIN_HOST", "admin.quartiers.localhost")
START_PAGE_HOSTS: list[str] = []
START_PAGE_URLCONF = "cms.demo.urls"
UPLOAD_PATHS = ["/media/", "/fichiers/", "/forum/images/"]
SHARED_PATHS = [
    "/static/",
    "/themes/",
    *UPLOAD_PATHS,
    "/compte/connexion/",
    "/compte/retour/",
]  # what the admin's host serves besides /admin/
HOST_TABLE_MAX_AGE = 0.5  # seconds a process may trust its copy before it asks for the stamp
CSRF_TRUSTED_ORIGINS: list[str] = []
PROXIES = env.int("PROXIES", 0)  # how many of our own add to X-Forwarded-For

# Database ----------------------------------------------------------------------------------------

# Machina's migrations were written with AutoField; each of our AppConfigs asks for BigAutoField.
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"

# People ------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "quartiers_accounts.User"
LOGIN_URL = "accounts:login"
WAGTAILADMIN_LOGIN_URL = "accounts:login"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL  # Wagtail's own is not limited
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
WAGTAIL_PASSWORD_RESET_ENABLED = False  # passwords are for the portal only
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False  # nobody knows, or chooses, somebody else's
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # nobody takes an address without proving it is theirs
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "sites.accounts.passwords.HardToGuess"},
]
# django-allauth: the pipeline of a sign-in, second factors, outside identities. Its own limits are
# off because they live in the cache, which may be away: ours are in the database.
ACCOUNT_ADAPTER = "sites.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account is made after its address was proven
ACCOUNT_RATE_LIMITS = False
SECOND_FACTOR = "required"  # of whoever edits, moderates, administers; "invited": proposed
MFA_ADAPTER = "sites.accounts.factors.adapter.FactorAdapter"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds either way
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
IDENTITY_PROVIDERS = identity_providers()  # FranceConnect and the like; none unless configured
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [p.as_app() for p in IDENTITY_PROVIDERS]}}
STATE_COOKIE_NAME, KEPT_COOKIE_NAME = "state", "kept"  # see sites/accounts/{crossing,kept}
SESSION_ENGINE = "sites.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sites.delivery.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Language and time -------------------------------------------------------------------------------

LANGUAGE_CODE = env.str("LANGUAGE_CODE", "fr")
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["cms.settings.formats"]

# Again and again ---------------------------------------------------------------------------------

# Commands, and how often they are due; see `manage.py tick` (sites/delivery/periods.py).
ROUTINE = {
    "publish_scheduled": "minute",
    "tell_subscribers": "minute",
    "tell_people": "minute",
    "write_digests": "minute",  # of those whose hour (DIGESTS) has come
    "send_mails": "minute",
    "end_suspensions": "minute",
    "tell_moderators": "minute",
    "release_links": "minute",
    "release_images": "minute",
    "finish_recoveries": "minute",
    "make_exports": "minute",
    "tend_registrations": "minute",
    "settle_topics": "minute",
    "summarize_topics": "minute",
    "retain": "hour",  # every command of the table in retention.py
    "clearsessions": "03:40",
    "forum_counters": "04:10",
}
DIGESTS = {"daily": "07:30", "weekly": "monday 07:30"}  # up to when each of them tells
ROUTINE_PATIENCE: float | None = 20  # seconds after which the next job begins beside a slow one

# Files -------------------------------------------------------------------------------------------

VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var")  # everything that is not code: database, media
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
THEMES_ROOT = VAR_DIR / "themes"  # static files of themes, under names that never change
FILES_ROOT = VAR_DIR / "files"  # uploaded documents: never served but through /fichiers/
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "files": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_ROOT},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SERVE_MEDIA = env.bool("SERVE_MEDIA", False)  # a proxy or the object storage does it in production
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Security ----------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # sites.delivery sets X-Frame-Options by kind of host
    "templates.W003",  # {% load cache %} is ours on purpose
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Wagtail's admin needs inline styles (Draftail) and scripts; it is on a host of its own.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}

# Wagtail -----------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Quartiers"
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # Wagtail offers « localtime », which browsers refuse
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}  # it can be guessed
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 5
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""  # it tells the draft title of whatever page it finds
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "quartiers_pages.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.pages.picture_form.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp", "heic": "jpeg", "bmp": "jpeg"}
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 76
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILDOCS_DOCUMENT_MODEL = "quartiers_pages.CouncilFile"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # an upload is handed over, never run on a site
WAGTAILEMBEDS_FINDERS: list[dict] = []  # nothing is fetched from a third party

# Forum -------------------------------------------------------------------------------------------

MACHINA_MARKUP_LANGUAGE = ("forum.markup.render_markdown", {})
MACHINA_MARKUP_WIDGET = None
MACHINA_BASE_TEMPLATE_NAME = "forum/base.html"
MACHINA_DEFAULT_AUTHENTICATED_USER_FORUM_PERMISSIONS: list[str] = []
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}

# For people who make themes -----------------------------------------------------------------------

GALLERY = env.bool("GALLERY", False)  # /dev/galerie/ on every site

# Mail --------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", "Quartiers <ne-pas-repondre@quartiers.localhost>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_BACKEND = "sites.notifications.backend.OutboxBackend"  # nothing is sent within a request
MAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # how the outbox is emptied
MAIL_WAKES = True  # right after a commit; else by `manage.py send_mails` only
MAIL_KEEPS_CONTENT = False  # once a mail was sent
