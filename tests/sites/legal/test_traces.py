"""The legal trace: apart, looked into with a reason only, every look noted, gone after a year."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sites.accounts.models import User
from sites.legal import traces
from sites.legal.models import AppendOnly, LegalAccess, LegalTrace

pytestmark = pytest.mark.django_db

WHO = {"operator": "Ada Diallo", "reason": "Réquisition 2026/118"}


@pytest.fixture
def noted(resident) -> LegalTrace:
    traces.note("forum.post:12", "created", resident, network="192.0.2.7", host="lba.example")
    return LegalTrace.objects.get()


def ask(**options) -> str:
    out = StringIO()
    call_command("legal_trace", stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    "term",
    [
        {"reference": "forum.post:12"},
        {"address": "SUREAU@exemple.fr"},
        {"pseudonym": "sureau"},
        {"network": "192.0.2.7"},
    ],
)
def test_a_requisition_is_answered_and_noted(noted, term):
    said = ask(**WHO, **term)
    assert "forum.post:12" in said
    assert "address=sureau@exemple.fr" in said
    assert "network=192.0.2.7" in said
    access = LegalAccess.objects.get()
    assert (access.operator, access.reason, access.found) == (*WHO.values(), 1)
    assert next(iter(term.values())) in access.asked


def test_a_look_that_finds_nothing_is_noted_too(noted):
    assert "Aucune trace" in ask(**WHO, address="autre@exemple.fr")
    assert LegalAccess.objects.get().found == 0
    assert "(0) address=autre@exemple.fr – Réquisition 2026/118" in ask(accesses=True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"reason": WHO["reason"], "account": "1"}, "qui demande"),
        ({"operator": "Ada", "account": "1"}, "pourquoi"),
        ({"operator": "Ada", "reason": "     ok     ", "account": "1"}, "pourquoi"),
        (WHO, "ce que vous cherchez"),
        ({**WHO, "account": "  "}, "ce que vous cherchez"),
        ({**WHO, "account": "1 OR 1=1"}, "numéro"),
    ],
)
def test_without_a_name_a_reason_or_a_question_nothing_is_shown(noted, options, words):
    with pytest.raises(CommandError, match=words):
        ask(**options)
    assert not LegalAccess.objects.exists()


def test_what_was_noted_is_never_rewritten(noted):
    ask(**WHO, account=str(noted.account))
    access = LegalAccess.objects.get()
    access.reason = "Autre chose"
    for tamper in (
        access.save,
        access.delete,
        LegalAccess.objects.all().delete,
        lambda: LegalAccess.objects.update(reason="x"),
    ):
        with pytest.raises(AppendOnly):
            tamper()
    rewrite = "UPDATE quartiers_legal_legalaccess SET reason = 'x'"
    refused = pytest.raises(DatabaseError, match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(rewrite)
    assert LegalAccess.objects.get().reason == WHO["reason"]


def test_the_tables_hang_on_nothing():
    for model in (LegalTrace, LegalAccess):
        assert [f for f in model._meta.get_fields() if f.is_relation] == []
        assert not Permission.objects.filter(content_type__model=model._meta.model_name).exists()


def test_no_screen_of_ours_reads_them(client_for, make_user, noted):
    client = client_for("admin", make_user("administrator", is_superuser=True, is_staff=True))
    for path in ("/admin/", "/admin/reports/", "/admin/snippets/", "/admin/settings/"):
        assert "legal" not in client.get(path, follow=True).content.decode().lower()


def test_a_trace_is_gone_after_a_year_and_the_log_of_looks_after_three(noted):
    ask(**WHO, account=str(noted.account))

    def left(days: int) -> tuple[int, int]:
        with time_machine.travel(timezone.now() + timedelta(days=days, seconds=1)):
            call_command("purge_legal_traces")
        return LegalTrace.objects.count(), LegalAccess.objects.count()

    assert [left(364), left(365), left(1094), left(1095)] == [(1, 1), (0, 1), (0, 1), (0, 0)]


def test_closing_is_noted_for_who_contributed(noted, resident, make_user):
    reader = make_user()
    for user in (resident, reader):
        traces.note_closing(user)
    closed = LegalTrace.objects.get(act="closed")
    assert (closed.account, closed.address) == (resident.pk, "sureau@exemple.fr")


def test_the_trace_outlives_the_account(noted, resident):
    User.objects.filter(pk=resident.pk).delete()
    assert LegalTrace.objects.count() == 1


def test_the_schedule_purges_them(settings):
    assert settings.RETENTION["legal_trace"]["days"] == 365
    assert settings.RETENTION["legal_trace"]["command"] == "purge_legal_traces"
    assert "retain" in settings.ROUTINE


def test_a_long_answer_is_cut_not_refused(resident, monkeypatch):
    monkeypatch.setattr(traces, "MOST_LINES", 2)
    for number in range(3):
        traces.note(f"forum.post:{number}", "created", resident, network="192.0.2.7")
    assert len(traces.consult(**WHO, account=str(resident.pk))) == 2
