"""What a mail of a list tells mail programs: known names, one line each, nothing else."""

import pytest
from django.core.mail import BadHeaderError

from sites.notifications import outbox, sending
from sites.notifications.rendering import Made

pytestmark = pytest.mark.django_db
MADE = Made("Objet", "Texte\n")
URL = "<https://exemple.fr/abonnements/arreter/1-2:abc/>"


def row(headers):
    sender = "Quartiers <q@exemple.fr>"
    return outbox.row("essai", "lilas@exemple.fr", MADE, sender=sender, headers=headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"Bcc": "tous@exemple.fr"},
        {"From": "autre@exemple.fr"},
        {"list-id": "<a.b>"},
        {"List-Id": "<a.b>\r\nBcc: tous@exemple.fr"},
        {"List-Id": "<a.b>\nBcc: tous@exemple.fr"},
        {"List-Id": ""},
        {"List-Id": "<é.b>"},
        {"List-Id": "<a\x00b>"},
        {"List-Unsubscribe": "<" + "a" * 1000 + ">"},
    ],
)
def test_anything_else_is_refused(headers):
    with pytest.raises(BadHeaderError):
        row(headers)


def test_they_reach_the_message_and_go_with_its_text():
    mail = row({"List-Unsubscribe": URL, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"})
    outbox.write_all([mail])
    headers = sending.as_message(mail).extra_headers
    assert headers["List-Unsubscribe"] == URL
    sending.run()
    mail.refresh_from_db()
    assert (mail.state, mail.headers) == ("sent", {})


def test_most_mails_have_none():
    mail = outbox.write("essai", "lilas@exemple.fr", MADE, sender="Quartiers <q@exemple.fr>")
    assert not any(name.startswith("List") for name in sending.as_message(mail).extra_headers)
