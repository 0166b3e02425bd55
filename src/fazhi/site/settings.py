"""Django settings: SQLite on a laptop by default, PostgreSQL by DATABASE_URL; data lives under FAZHI_HOME."""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from .modules import FACES, KERNEL, MODULES

ROOT = Path(__file__).resolve().parents[3]
HOME = Path(os.environ.get("FAZHI_HOME") or ROOT / "var").resolve()
HOME.mkdir(parents=True, exist_ok=True)
# Characters are read one by one; the dictionary of phrases would only cost half a second at every start.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
# Many small products: threads that wait for each other make the search and its training slower, and take other requests' cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def secret_key() -> str:
    """The key of this installation, made once and readable by its owner alone."""
    path = HOME / "secret.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


SECRET_KEY = os.environ.get("FAZHI_SECRET_KEY") or secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("FAZHI_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("FAZHI_ORIGINS", "").split(",") if origin]
SECURE_COOKIES = bool(os.environ.get("FAZHI_HTTPS"))
# Behind a proxy of ours the visitor's address is the last one that it has added.
BEHIND_PROXY = bool(os.environ.get("FAZHI_PROXY"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    *KERNEL,
    *MODULES,
    *FACES,
    "fazhi.city",
    "fazhi.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "fazhi.site.middleware.without_nul",
    "fazhi.site.middleware.in_the_chosen_language",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fazhi.site.middleware.known_to_the_ledger",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "fazhi.site.urls"
WSGI_APPLICATION = "fazhi.site.wsgi.application"

FORM_RENDERER = "fazhi.faces.look.renderer.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "fazhi.faces.look.templatetags.look"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "fazhi.faces.desk.shell.look",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    # FULL: the ledger lives in this file, and an acknowledged act must survive a power cut.
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
    "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;",
}


def database() -> dict:
    """One database: DATABASE_URL, or a SQLite file in FAZHI_HOME."""
    settings = dj_database_url.config(default=f"sqlite:///{HOME / 'fazhi.sqlite3'}", conn_max_age=60)
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = SQLITE_OPTIONS
    return settings


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "org.Account"
AUTHENTICATION_BACKENDS = ["fazhi.kernel.org.entering.InOffice"]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username",)},
    },
    {"NAME": "fazhi.kernel.org.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]  # chosen by the reader: what a browser prefers changes nothing
LOCALE_PATHS = [HOME / "locale"]
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_AGE, LANGUAGE_COOKIE_SAMESITE = "language", 31_536_000, "Lax"
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SECURE = True, SECURE_COOKIES
TIME_ZONE = "Asia/Shanghai"
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
SAMPLE = (HOME / "sample").exists()  # 示例数据: left by `fazhi demo`, shown on every page
MEDIA_ROOT = HOME / "files"
LEDGER_ORIGIN = os.environ.get(
    "FAZHI_LOG", "fazhi.local/log"
)  # the log's name in every entry and checkpoint; never changed once published
# Keys lie apart from the database and its backups: a folder of its own, or wherever FAZHI_KEYS says.
KEYS = LEDGER_KEYS = Path(os.environ.get("FAZHI_KEYS") or HOME / "keys")
# What was erased, one line each; never in a backup, so that a restored backup can be erased again (fazhi privacy replay).
ERASED = Path(os.environ.get("FAZHI_ERASED") or HOME / "erased" / "erased.jsonl")
FIELD_CIPHER = {"aes": "a", "sm4": "s"}[os.environ.get("FAZHI_CIPHER") or "aes"]  # of keys that are made from now on
LEDGER_SUITE = os.environ.get("FAZHI_LOG_SUITE", "sha256")  # or sm3; a log is of one suite from its first entry to its last
LEDGER_SIGNING = Path(os.environ.get("FAZHI_SIGNING") or HOME / "signing")  # the publisher's alone: keys and signed checkpoints
LEDGER_PUBLISHED = Path(os.environ.get("FAZHI_PUBLISHED") or HOME / "log")  # written by the publisher, read by everybody
LEDGER_WITNESSES = Path(os.environ.get("FAZHI_WITNESSES") or HOME / "witnesses")  # lines of key and address; nobody else is asked
# Who puts seals on papers: the dotted path of a kernel.documents.seals.Sealer; a bureau's seal server has its own.
SEALER = os.environ.get("FAZHI_SEALER", "fazhi.kernel.documents.seals.pades.TestCertificate")
# A model of meaning that the house has as files (docs/search.md); the search of the law does without.
ENCODER = Path(os.environ["FAZHI_ENCODER"]).resolve() if os.environ.get("FAZHI_ENCODER") else None
SEAL_KEYS = KEYS / "seals"
BADGES_KEPT = 15  # seconds that the numbers in the navigation may be old; one's own acts show at once
FILE_UPLOAD_HANDLERS = ["fazhi.site.uploads.InMemory"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # scripts read the token from the page
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preload lists take whole domains, and a bureau's host stands below its city's
if SECURE_COOKIES:
    # The prefix binds a cookie to this very host: no neighbour below the city's domain can set it.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
