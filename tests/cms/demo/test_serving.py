"""The demo's server: what it does beside serving, and how it stops."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from cms.demo import serving, upkeep, warming
from sites.delivery import ticking

ROOT = Path(__file__).resolve().parents[3]
STOPPED = """
import time
import django
django.setup()
from cms.demo import serving
serving.stop_when_told()
try:
    print("serving", flush=True)
    time.sleep(20)
except KeyboardInterrupt:
    print("tidying", flush=True)
    time.sleep(1)
    print("done", flush=True)
"""


@pytest.mark.parametrize("again", [signal.SIGINT, signal.SIGTERM])
def test_a_second_ctrl_c_does_not_interrupt_the_tidying_up(again):
    process = subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", STOPPED],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "serving\n"
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "tidying\n"
    process.send_signal(again)
    out, errors = process.communicate(timeout=20)
    assert (out, errors, process.returncode) == ("done\n", "", 0)


def eventually(is_so) -> None:
    deadline = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_what_is_due_is_done_at_once_and_again_until_the_server_stops(monkeypatch):
    runs = []
    monkeypatch.setattr(ticking, "run", lambda: runs.append(time.monotonic()))
    with upkeep.beside(every=0.05) as thread:
        eventually(lambda: len(runs) >= 3)
    assert not thread.is_alive()


def test_it_is_done_while_the_demo_serves(monkeypatch, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    runs = []
    monkeypatch.setattr(ticking, "run", lambda: runs.append(None))
    server = SimpleNamespace(
        set_app=lambda app: None,
        serve_forever=lambda: eventually(lambda: runs),
        server_close=lambda: None,
    )
    serving.serve(server)
    assert "upkeep" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.parametrize(("error", "is_traced"), [(OperationalError, False), (KeyError, True)])
def test_a_failure_is_logged_and_the_next_minute_comes(monkeypatch, caplog, error, is_traced):
    runs = []

    def fail():
        runs.append(None)
        raise error("database is locked")

    monkeypatch.setattr(ticking, "run", fail)
    with upkeep.beside(every=0.05) as thread:
        eventually(lambda: len(runs) >= 2)
        assert thread.is_alive()
    assert "database is locked" in caplog.text
    assert ("Traceback" in caplog.text) is is_traced


def test_pictures_that_cannot_be_made_now_are_no_traceback(monkeypatch, caplog):
    def busy():
        raise OperationalError("database is locked")

    monkeypatch.setattr(warming, "warm", busy)
    warming.warm_beside().join(10)
    assert "database is locked" in caplog.text
    assert "Traceback" not in caplog.text
