"""``kill -9`` at any moment: every mail arrives, and a receiver that knows its numbers sees one."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from sites.notifications import outbox
from sites.notifications.models import Mail
from tests.sites.notifications.sink import Sink

ROOT = Path(__file__).resolve().parents[3]
MAILS = 400
CODE = {"code": "482913", "link": "https://p.exemple.fr/c/", "minutes": 15, "is_new": False}

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def address_of_the_database(folder: Path) -> str:
    """Where another process finds what this test has committed: on SQLite, in a copy."""
    if connection.vendor == "sqlite":
        copy = folder / "drill.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return f"sqlite:///{copy}"
    told = settings.DATABASES["default"]
    user = f"{told['USER']}:{told['PASSWORD']}" if told["PASSWORD"] else told["USER"]
    return f"postgres://{user}@{told['HOST']}:{told['PORT']}/{connection.settings_dict['NAME']}"


def kill_senders(sink: Sink, database: str, seed: int) -> int:
    """Run killing.py; how many it killed."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.sites.notifications.killing", str(sink.port), str(seed)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    return int(done.stdout.split()[-1])


def test_no_mail_is_lost_and_none_is_seen_twice(portal, tmp_path):
    mails = [outbox.post("code", f"a{n}@exemple.fr", CODE) for n in range(MAILS)]
    with Sink() as sink:
        sink.slow = 0.004  # so that many are killed while the server thinks: the worst moment
        killed = kill_senders(sink, address_of_the_database(tmp_path), seed=MAILS)
    copies = Counter(sink.ids)
    assert set(copies) == {mail.message_id for mail in mails}, "a mail was lost"
    assert killed >= 5, "nobody was killed while there was something to send"
    doubles = {number for number, count in copies.items() if count > 1}
    assert copies.total() - MAILS <= killed, "a mail left twice though its sender lived"
    if connection.vendor == "postgresql":
        assert not Mail.objects.open().exists()
        once = Mail.objects.filter(attempts=1).values_list("message_id", flat=True)
        assert doubles.isdisjoint(once)
    seen = {}
    for one in sink.received:  # as Gmail and Exchange do
        seen.setdefault((one.to, one.message_id), one)
    assert len(seen) == MAILS
    print(f"{killed} senders killed, {len(doubles)} of {MAILS} mails left twice")  # noqa: T201


SENDER = """
import sys
import time
import django
django.setup()
from django.conf import settings
from django.core.management import execute_from_command_line
settings.MAIL_BACKEND = "sites.notifications.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[1])
execute_from_command_line(["manage.py", "send_mails"])
"""


def test_a_sender_that_is_told_to_end_finishes_its_mail_and_begins_no_other(portal, tmp_path):
    first, second = [outbox.post("code", f"a{n}@exemple.fr", CODE) for n in range(2)]
    with Sink() as sink:
        sink.slow = 1.0
        database = address_of_the_database(tmp_path)
        sender = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", SENDER, str(sink.port)],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database,
                 "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
            stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while not sink.received and time.monotonic() < deadline:
            time.sleep(0.01)
        sender.send_signal(signal.SIGTERM)
        said, _errors = sender.communicate(timeout=30)
    assert sender.returncode == 0
    assert said.startswith("1 envoyés")
    assert sink.ids == [first.message_id]
    if connection.vendor == "postgresql":
        assert [Mail.objects.get(pk=m.pk).state for m in (first, second)] == ["sent", "waiting"]
