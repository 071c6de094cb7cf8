"""A mail that cannot be sent: nothing of the visitor's is lost, and the log says so."""

import logging

import pytest

from cms.pages.models import FormPage


class Form:
    """A filled-in form, as FormPage.notify() sees it."""

    def __init__(self, sender: str = ""):
        self.sender = sender

    def sender_address(self) -> str:
        return self.sender

    def as_message(self) -> str:
        return "Message :\nIl manque une latte."


@pytest.mark.django_db
@pytest.mark.parametrize("failing", ["send", "as_message"])
def test_it_is_logged_and_does_not_reach_the_visitor(council, monkeypatch, caplog, failing):
    def fail(*args, **kwargs):
        raise OSError("mail server away")

    form, page = Form(), FormPage.objects.descendant_of(council.site.root_page).first()
    page.to_address = "equipe@exemple.fr"
    if failing == "send":
        monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    else:
        form.as_message = fail
    with caplog.at_level(logging.ERROR):
        page.notify(form)
    assert "mail server away" in caplog.text
    assert f"form {page.pk}" in caplog.text
