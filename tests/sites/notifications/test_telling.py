"""What any feature can tell one person: once, for ever, as they chose."""

import pytest
from django.utils import timezone

from sites.moderation.models import Suspension
from sites.notifications import composing
from sites.notifications.models import Mail
from sites.notifications.telling import choosing, kinds, mailing, reading
from sites.notifications.telling.announcing import tell
from sites.notifications.telling.cadence import Cadence
from sites.notifications.telling.models import Notice

pytestmark = pytest.mark.django_db

WORDS = {
    "key": "moderation:7:decision",
    "title": "Votre message a été masqué",
    "text": "Il donnait l’adresse d’une personne.",
    "path": "/forum/",
}


def mails(monkeypatch) -> list[Mail]:
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + mailing.SECOND_THOUGHTS)
    mailing.run(float("inf"))
    monkeypatch.undo()
    return [mail for mail in Mail.objects.filter(kind="notice") if composing.fill(mail)]


def test_it_is_told_on_the_site_and_by_mail(resident, council, monkeypatch, client_for):
    assert tell(resident, "moderation", site=council.site, **WORDS)
    page = client_for(council, resident).get("/compte/notifications/")
    assert WORDS["title"] in page.content.decode()
    assert page.context["unread"] == 1
    (mail,) = mails(monkeypatch)
    assert mail.subject == WORDS["title"]
    assert WORDS["text"] in mail.text
    assert f"http://{council.site.hostname}:8000/forum/" in mail.text
    assert "parce qu’une décision vous concerne" in mail.text
    assert "List-Unsubscribe" not in mail.headers


def test_twice_is_once(resident):
    assert tell(resident, "moderation", **WORDS)
    assert not tell(resident, "moderation", **WORDS)
    assert Notice.objects.count() == 1


def test_what_has_a_mail_of_its_own_is_not_mailed_again(resident, monkeypatch):
    tell(resident, "moderation", is_mailed=True, **WORDS)
    assert mails(monkeypatch) == []


def test_who_did_it_is_not_told_nor_a_closed_account(resident, make_user):
    assert not tell(resident, "moderation", by=resident, **WORDS)
    gone = make_user(closed_at=timezone.now(), is_active=False)
    assert not tell(gone, "moderation", **WORDS)


def test_a_suspended_person_is_told_of_decisions(resident, council):
    Suspension.objects.create(
        account=resident, council=council, rule="respect", starts_at=timezone.now()
    )
    assert tell(resident, "moderation", **WORDS)
    assert len(reading.entries(resident)[0]) == 1


def test_nobody_else_sees_it(resident, make_user):
    tell(resident, "moderation", **WORDS)
    assert reading.entries(make_user())[0] == []


def test_somebody_who_wants_only_the_site_gets_no_mail(resident, monkeypatch):
    choosing.choose(resident.pk, {"moderation": Cadence.SITE})
    tell(resident, "moderation", **WORDS)
    assert mails(monkeypatch) == []


def test_a_kind_whose_feature_is_gone_breaks_nothing(resident):
    tell(resident, "moderation", **WORDS)
    Notice.objects.update(kind="disparu")
    (entry,), _gone = reading.entries(resident)
    assert entry.title == WORDS["title"]
    assert kinds.find("disparu").default == Cadence.SITE


def test_a_source_that_is_gone_shows_nothing(resident):
    tell(resident, "moderation", **WORDS)
    notice = Notice.objects.get()
    type(notice.happening).objects.update(source="disparue")
    found, gone = reading.entries(resident)
    assert (found, gone) == ([], [notice.pk])
