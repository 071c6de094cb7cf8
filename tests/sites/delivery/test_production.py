"""What production's settings do to a real request, in a process of its own."""

import json
import os
import socketserver
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
COMPLETE = {
    "SECRET_KEY": "x" * 20 + "a-long-secret-of-more-than-fifty-characters-123456",
    "ADMIN_HOST": "admin.quartiers.example",
    "DATABASE_URL": "postgres://quartiers@127.0.0.1:1/quartiers",  # nobody listens there
    "REDIS_URL": "redis://127.0.0.1:1/0",
}
ASK = """
import json, sys, django
django.setup()
from django.conf import settings
from django.test import Client
host, path, secure = json.loads(sys.argv[1])
client = Client(headers={"host": host}, raise_request_exception=False)
response = client.get(path, headers={"x-forwarded-proto": "https"} if secure else {})
print(json.dumps({
    "status": response.status_code,
    "headers": dict(response.items()),
    "cookies": [
        settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.STATE_COOKIE_NAME
    ],
    "secure": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
}))
"""


def ask(host: str, path: str, secure: bool = True, **more) -> dict:
    return json.loads(run(ASK, json.dumps([host, path, secure]), **more).stdout)


def run(script: str, *arguments: str, **more) -> subprocess.CompletedProcess:
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "LOG_LEVEL": "CRITICAL",
            **COMPLETE,
            **more,
        },
    )
    assert done.returncode == 0, done.stderr
    return done


def test_health_is_answered_without_database_redis_or_tls():
    answer = ask("10.0.0.3:8001", "/healthz", secure=False)
    assert answer["status"] == 200
    assert ask("10.0.0.3:8001", "/readyz", secure=False)["status"] == 503


def test_pages_are_unavailable_without_a_database():
    answer = ask("lba.quartiers.example", "/")
    assert answer["status"] == 503
    assert answer["headers"]["Retry-After"]
    assert answer["headers"]["Content-Security-Policy"]


def test_the_admin_is_redirected_to_tls_and_cookies_are_bound_to_their_host():
    answer = ask("admin.quartiers.example", "/admin/login/", secure=False)
    assert answer["status"] == 301
    assert answer["headers"]["Location"] == "https://admin.quartiers.example/admin/login/"
    assert answer["cookies"] == ["__Host-session", "__Host-csrf", "__Host-state"]
    assert answer["secure"] == [True, True]


def test_the_admin_under_tls_keeps_browsers_there():
    answer = ask("admin.quartiers.example", "/admin/")
    assert answer["headers"]["Location"] == "/compte/connexion/?next=/admin/"
    assert "max-age=31536000" in answer["headers"]["Strict-Transport-Security"]


@pytest.mark.parametrize("domain", ["", "medias.quartiers.example"])
def test_pictures_may_come_from_the_storage_only(domain):
    more = {"S3_BUCKET": "q", "S3_FILES_BUCKET": "q-files", "S3_CUSTOM_DOMAIN": domain}
    answer = ask("nobody.example", "/healthz", **more)
    images = answer["headers"]["Content-Security-Policy"].split("img-src ")[1].split(";")[0]
    assert images == ("'self' https://medias.quartiers.example" if domain else "'self'")


LOG = """
import logging
from django.conf import settings
from django.utils.log import configure_logging
configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
for name, level in (("wagtail", 20), ("django_tasks", 20), ("django.request", 30), ("sites", 10)):
    logging.getLogger(name).log(level, "routine work")
for name, level in (("wagtail", 30), ("django_tasks", 30), ("django.request", 40), ("sites", 20)):
    logging.getLogger(name).log(level, "said by %s", name)
"""


def test_the_log_holds_what_somebody_should_read():
    log = run(LOG, LOG_LEVEL="info").stderr
    assert "routine work" not in log
    for name in ("wagtail", "django_tasks", "django.request", "sites"):
        assert f"said by {name}" in log
    assert run(LOG, LOG_LEVEL="CRITICAL").stderr == ""


REFUSED = """
import logging
from django.conf import settings
from django.utils.log import configure_logging
configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
path = "/compte/connexion/lien/" + "a" * 43 + "/"
logging.getLogger("django.security.csrf").warning("Forbidden (%s): %s", "no cookie", path)
logging.getLogger("django.request").error("Internal Server Error: " + path)
"""


def test_the_log_holds_no_key_out_of_the_address_of_a_page():
    log = run(REFUSED, LOG_LEVEL="info").stderr
    assert log.count("/compte/connexion/lien/…/") == 2
    assert "aaaa" not in log


CACHE = """
from django.core.cache import cache
print(cache.get("x", "nothing"), cache.set("x", 1), cache.get_many(["x"]), cache.delete("x"))
"""


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"220 mail\r\n", b"*x\r\n"]
)
def test_what_answers_in_the_place_of_redis_is_ignored(answer):
    """A wrong port in REDIS_URL makes pages slower, not broken."""

    class Nonsense(socketserver.BaseRequestHandler):
        def handle(self):
            self.request.recv(1000)
            self.request.sendall(answer)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Nonsense) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"redis://127.0.0.1:{server.server_address[1]}/0"
        assert run(CACHE, REDIS_URL=url).stdout.startswith("nothing ")
        server.shutdown()
