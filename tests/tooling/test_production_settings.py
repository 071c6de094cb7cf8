"""Production starts only when nothing is missing, and is sound by Django's own checks."""

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
