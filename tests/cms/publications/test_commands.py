"""``manage.py publications rebuild|check`` as an operator's script reads it."""

import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.publications.models import Publication
from tests.cms import factories

pytestmark = pytest.mark.django_db


def run(action: str) -> str:
    out = StringIO()
    call_command("publications", action, stdout=out)
    return out.getvalue()


def test_check_of_a_right_table_is_one_line(council):
    count = Publication.objects.count()
    assert run("check") == f"{count} publications, toutes justes.\n"


def test_check_of_a_wrong_table_fails_and_says_what_to_do(council):
    page = factories.news(council)
    Publication.objects.filter(page_id=page.pk).delete()
    with pytest.raises(CommandError) as failed:
        run("check")
    found = str(failed.value).replace("\u00a0", " ").splitlines()
    assert found == [f"page:{page.pk}: missing", "Lancez « manage.py publications rebuild »."]
    assert failed.value.returncode == 1


def test_check_changes_nothing(council, snapshot):
    Publication.objects.update(title="x")
    before = snapshot()
    with pytest.raises(CommandError):
        run("check")
    assert snapshot() == before


def test_rebuild_is_one_line_and_mends(council):
    page = factories.news(council)
    Publication.objects.all().delete()
    assert run("rebuild") == f"{Publication.objects.count()} publications.\n"
    assert Publication.objects.filter(page_id=page.pk).exists()
    run("check")


def test_an_unknown_action_is_refused():
    done = subprocess.run(
        [sys.executable, "manage.py", "publications", "nettoyer"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "nettoyer" in done.stderr
    assert "Traceback" not in done.stderr
