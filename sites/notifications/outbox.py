"""Mails, written down with what they tell of and sent afterwards."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.template import loader
from wagtail.models import Site


def post(
    kind: str,
    to: str,
    context: dict[str, Any],
    *,
    site: Site | None = None,
    person: models.Model | None = None,
) -> None:
    """Put the mail ``kind`` to the address ``to`` into the outbox, in the caller's transaction.

    ``mail/<kind>.txt`` is its text, whose first line is the subject. ``site`` is the site it comes
    from (None: the portal): its look, its name, its host in every link. ``person`` is the account
    it is for, if any.
    """
    subject, _newline, text = loader.render_to_string(f"mail/{kind}.txt", context).partition("\n")
    EmailMultiAlternatives(subject.strip(), text.strip(), to=[to]).send()
