"""Mails of this install: one that cannot be made costs the visitor nothing, packages' wait too."""

import logging

import pytest
from django.conf import settings as configured
from django.core.mail import BadHeaderError, EmailMultiAlternatives, get_connection, send_mail

from cms.pages.models import FormPage
from sites.notifications.backend import OutboxBackend
from sites.notifications.models import Mail

pytestmark = pytest.mark.django_db
BACKEND = "sites.notifications.backend.OutboxBackend"


class Form:
    """A filled-in form, as FormPage.notify() sees it."""

    def sender_address(self) -> str:
        return ""

    def written(self):
        raise OSError("no words for it")


def test_a_mail_that_cannot_be_made_is_logged_and_does_not_reach_the_visitor(council, caplog):
    page = FormPage.objects.descendant_of(council.site.root_page).first()
    page.to_address = "equipe@exemple.fr"
    with caplog.at_level(logging.ERROR):
        page.notify(Form())
    assert "no words for it" in caplog.text
    assert f"form {page.pk}" in caplog.text


class TestPackages:
    """Wagtail tells editors of comments and of work to approve with ``send_mail``."""

    @pytest.fixture(autouse=True)
    def _through_the_outbox(self, settings):
        settings.EMAIL_BACKEND = BACKEND  # Django's tests put their own in its place

    def test_write_to_the_outbox_and_are_sent_from_there(self, db, posted):
        assert send_mail("Objet", "Texte", None, ["a@exemple.fr", "b@exemple.fr"]) == 1
        assert Mail.objects.filter(state=Mail.State.WAITING).count() == 2
        sent = posted()
        assert [message.to for message in sent] == [["a@exemple.fr"], ["b@exemple.fr"]]
        assert {message.subject for message in sent} == {"Objet"}
        assert {message.from_email for message in sent} == {configured.DEFAULT_FROM_EMAIL}

    def test_keep_their_html_and_their_address_to_answer_to(self, db, posted):
        message = EmailMultiAlternatives("O", "T", None, ["a@exemple.fr"], reply_to=["c@d.fr"])
        message.attach_alternative("<p>T</p>", "text/html")
        assert message.send() == 1
        (sent,) = posted()
        assert sent.alternatives[0][0] == "<p>T</p>"
        assert sent.reply_to == ["c@d.fr"]

    @pytest.mark.parametrize("quiet", [True, False])
    def test_are_told_of_an_address_that_is_none(self, db, quiet):
        connection = get_connection(BACKEND, fail_silently=quiet)
        assert isinstance(connection, OutboxBackend)
        message = EmailMultiAlternatives("O", "T", None, ["nobody"], connection=connection)
        if quiet:
            assert message.send(fail_silently=True) == 0
        else:
            with pytest.raises(BadHeaderError):
                message.send()
        assert not Mail.objects.exists()
