"""Mails to whoever reported name the thing as it may be named when they leave."""

import pytest

from sites.notifications import composing, sending
from sites.notifications.models import Mail

pytestmark = pytest.mark.django_db

TITLE = "Les pavés"


@pytest.fixture
def told(case):
    """``told(kind)``: the mail that waits, as it would leave now."""

    def now(kind: str) -> str:
        mail = Mail.objects.get(kind=kind)
        assert TITLE not in mail.subject + mail.text + mail.html
        assert composing.fill(mail)
        return mail.subject + mail.text + mail.html

    return now


def test_an_acknowledgement_does_not_name_what_is_forbidden_since(told, decide, moderator, case):
    assert TITLE in told("report_received")
    decide(moderator, case, "illegal")
    assert TITLE not in told("report_received")


def test_nor_does_it_say_what_is_masked_since(told, decide, moderator, report, regular, head):
    case = report(regular(), head).case
    decide(moderator, case, "masked", passages=("pavés",))
    mail = Mail.objects.filter(kind="report_received").latest("pk")
    assert composing.fill(mail)
    assert TITLE not in mail.subject + mail.text + mail.html


def test_nothing_is_told_once_the_report_is_gone(case, mailoutbox):
    mail = Mail.objects.get(kind="report_received")
    case.reports.all().delete()
    sending.run()
    mail.refresh_from_db()
    assert mail.state == Mail.State.EXPIRED
    assert mail.to not in [to for one in mailoutbox for to in one.to]
