"""Production starts only when nothing is missing, and is sound by Django's own checks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "x" * 20 + "a-long-secret-of-more-than-fifty-characters-123456",
    "ADMIN_HOST": "admin.quartiers.example",
    "DATABASE_URL": "postgres://quartiers@127.0.0.1:5432/quartiers",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}


def manage(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,  # this machine's own .env says nothing here
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            **environment,
        },
    )


@pytest.mark.parametrize("missing", COMPLETE)
def test_a_missing_value_is_named_in_one_line(missing):
    environment = {name: value for name, value in COMPLETE.items() if name != missing}
    done = manage("check", **environment)
    assert done.returncode == 1
    assert missing in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_deployment_checks_are_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "foo"),
        ("REDIS_URL", "foo"),
        ("PROXIES", "un"),
        ("HTTPS", "peutetre"),
        ("LOG_LEVEL", "verbose"),
        ("EMAIL_URL", "xx"),
        ("SECURE_HSTS_SECONDS", "un an"),
        ("ADMIN_HOST", "https://admin.quartiers.example"),
        ("ADMIN_HOST", "admin.quartiers.example:8000"),
        ("ADMIN_HOST", "admin quartiers"),
        ("ADMIN_HOST", "admin..example"),
    ],
)
def test_a_malformed_value_is_named_in_one_line(name, value):
    done = manage("check", **COMPLETE | {name: value})
    assert done.returncode == 1
    assert f"{name} est mal écrite" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_documents_need_a_bucket_of_their_own():
    done = manage("check", **COMPLETE, S3_BUCKET="pictures")
    assert "S3_FILES_BUCKET manque" in done.stderr


def test_nobody_edits_without_a_second_factor():
    done = manage("check", **COMPLETE, SECOND_FACTOR="invited")
    assert done.returncode == 1
    assert "SECOND_FACTOR" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


SHOW = """
import importlib, json, os
from cms.settings.environment import choose_settings
choose_settings("cms.settings.development")
settings = importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"])
names = ("ADMIN_HOST", "WAGTAILADMIN_BASE_URL", "EMAIL_TIMEOUT", "__name__", "EMAIL_BACKEND",
         "MAIL_BACKEND", "MAIL_KEEPS_CONTENT", "MAIL_WAKES")
print(json.dumps([getattr(settings, name) for name in names]))
"""
PRODUCTION = {"DJANGO_SETTINGS_MODULE": "cms.settings.production"}


def seen(script: str = SHOW, **environment) -> subprocess.CompletedProcess:
    """What a process says of the settings that it chose."""
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, **environment},
    )


def test_the_admin_has_one_name_however_it_is_written():
    done = seen(**PRODUCTION | COMPLETE | {"ADMIN_HOST": " Admin.Mairie-Évry.Example. "})
    host = "admin.xn--mairie-vry-h7a.example"
    assert json.loads(done.stdout)[:2] == [host, f"https://{host}"], done.stderr


@pytest.mark.parametrize(
    ("url", "seconds"), [("smtp://mail.example:25", 10), ("smtp://mail.example:25?timeout=3", 3)]
)
def test_a_mail_server_that_does_not_answer_is_not_waited_for(url, seconds):
    assert json.loads(seen(**PRODUCTION, **COMPLETE, EMAIL_URL=url).stdout)[2] == seconds


@pytest.mark.parametrize(
    ("url", "backend"),
    [
        ("smtp://mail.example:25", "sites.notifications.smtp.EmailBackend"),
        ("console://", "django.core.mail.backends.console.EmailBackend"),
    ],
)
def test_mails_go_through_the_outbox_and_from_there_where_the_environment_says(url, backend):
    told = json.loads(seen(**PRODUCTION, **COMPLETE, EMAIL_URL=url).stdout)[4:]
    assert told == ["sites.notifications.backend.OutboxBackend", backend, False, True]


def test_a_server_that_cannot_start_says_why_and_is_not_tried_again():
    done = seen("import cms.wsgi", **COMPLETE | {"SECRET_KEY": ""})
    assert done.returncode == 3  # gunicorn stops at this one only
    assert done.stderr.startswith("Quartiers : la variable d’environnement SECRET_KEY manque")
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(("asked", "there"), [({}, "False"), ({"GALLERY": "1"}, "True")])
def test_the_gallery_is_there_only_when_asked_for(asked, there):
    script = "from django.conf import settings; print(settings.GALLERY)"
    assert seen(script, **PRODUCTION, **COMPLETE, **asked).stdout.strip() == there


@pytest.fixture
def env_file(tmp_path):
    lines = [f"{name}='{value}'" for name, value in COMPLETE.items()]
    lines.append("DJANGO_SETTINGS_MODULE=cms.settings.production")
    (tmp_path / ".env").write_text("\n".join(lines))
    return str(tmp_path / ".env")


def test_a_new_shell_finds_the_settings_that_env_names(env_file):
    assert json.loads(seen(ENV_FILE=env_file).stdout)[3] == "cms.settings.production"
    done = subprocess.run(
        [sys.executable, "manage.py", "load_demo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "ENV_FILE": env_file},
    )
    assert "configuration de production" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_is_in_the_environment_wins_over_env(env_file):
    environment = {"ENV_FILE": env_file, "ADMIN_HOST": "autre.example"}
    assert json.loads(seen(**environment).stdout)[0] == "autre.example"


def test_tests_read_no_env_file(env_file):
    """They would empty the database and the cache of the site that this machine serves."""
    done = subprocess.run(
        [sys.executable, "-c", "from cms.settings import test; print(test.DATABASES, test.CACHES)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={
            "PATH": os.environ["PATH"],
            "ENV_FILE": env_file,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        },
    )
    assert "memory" in done.stdout
    assert "redis" not in done.stdout
