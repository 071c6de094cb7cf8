"""Mails speak as their site does, in their reader's language, and a theme cannot break them."""

import re
from datetime import timedelta

import pytest
from django.core.mail import BadHeaderError
from django.utils import timezone

from sites.notifications import outbox, rendering
from sites.notifications.models import Mail
from sites.notifications.voices import voice_of
from sites.themes.stack import Layer, Stack, base
from tests.sites.themes.building import theme_files

pytestmark = pytest.mark.django_db

CODE = {
    "code": "482913",
    "link": "https://portail.exemple.fr/compte/connexion/code/?c=x&n=1",
    "minutes": 15,
    "is_new": False,
    "asked_from": "Firefox sur Linux",
}
NOTICE = {
    "link": "https://portail.exemple.fr/compte/securite/",
    "new_address": "neuve@exemple.fr",
    "method": "une clé d’accès",
    "minutes": 60,
    "at": timezone.now(),
    "asked_from": "Safari sur iPhone",
}
KINDS = ("address_old", "address_new", "address_changed", "second_factor_added",
         "second_factor_removed", "password_changed", "new_sign_in")  # fmt: skip


def mail(kind="code", to="sureau@exemple.fr", context=CODE, **told) -> Mail:
    return outbox.post(kind, to, context, **told)


@pytest.fixture
def themed(monkeypatch):
    """``themed({"mail/…": text})``: every site wears a theme with these templates."""

    def wear(templates: dict[str, str], **parts) -> Stack:
        from sites.themes import manifest

        files = theme_files(templates=templates, **parts)
        read, _findings = manifest.read(files)
        stack = Stack((Layer(files, read), base().top))
        monkeypatch.setattr("sites.notifications.voices.stack_of", lambda pk: stack)
        return stack

    return wear


def test_a_mail_speaks_for_the_site_it_comes_from(portal, council):
    here, there = mail(site=council.site), mail()
    assert here.sender == f"{council.name} <ne-pas-repondre@quartiers.localhost>"
    assert here.site == council.site
    assert there.site == portal.site
    for one, site in ((here, council.site), (there, portal.site)):
        assert f'href="{site.root_url}/"' in one.html
        assert f"{site.root_url}/" in one.text
    assert council.name in here.text
    assert council.name not in there.text


def test_values_are_written_as_they_are_in_text_and_escaped_in_html(other_council):
    one = mail(site=other_council.site, context={**CODE, "asked_from": "d’ici <b> & l'autre"})
    assert "d’ici <b> & l'autre" in one.text
    assert CODE["link"] in one.text
    assert "<b>" not in one.html
    assert CODE["link"].replace("&", "&amp;") in one.html
    assert other_council.name in one.subject


@pytest.mark.parametrize("kind", KINDS)
def test_every_notice_has_both_forms_and_its_link_in_each(council, kind):
    one = mail(kind, context=NOTICE, site=council.site)
    assert len(one.subject) <= 70
    assert NOTICE["link"] in one.text
    assert f'href="{NOTICE["link"]}"' in one.html
    assert "{{" not in one.text + one.html
    assert "\n\n\n" not in one.text


def test_somebody_unknown_is_invited(council):
    assert "Personne n’a encore de compte" in mail(context={**CODE, "is_new": True}).text
    assert "Personne n’a encore de compte" not in mail().text


def test_a_mail_that_has_only_a_text_is_dressed_all_the_same(council, themed):
    """Its footer is said once."""
    name = "mail/no_such_kind.txt"
    subject = "{% block subject %}Objet{% endblock %}"
    words = "{% block words %}Ici : https://exemple.fr/a?b=1&c=2 <b>{% endblock %}"
    themed({name: '{% extends "mail/base.txt" %}' + subject + words})
    html = mail("no_such_kind", context={}, site=council.site).html
    assert '<a href="https://exemple.fr/a?b=1&amp;c=2"' in html
    assert "&lt;b&gt;" in html
    assert html.count("Vous recevez ce message") == 1


def test_a_person_is_written_to_in_their_language(council, make_user, monkeypatch):
    person = make_user()
    person.language = "en"
    seen = []
    monkeypatch.setattr(
        rendering.translation, "override", _noting(seen, rendering.translation.override)
    )
    assert 'lang="en"' in mail(person=person).html
    person.language = "xx"
    assert 'lang="fr"' in mail(person=person).html
    assert 'lang="fr"' in mail().html
    assert seen == ["en", "fr", "fr"]


def _noting(seen, override):
    def noted(language):
        seen.append(language)
        return override(language)

    return noted


class TestALook:
    def test_is_in_every_element_and_asks_for_nothing(self, council):
        html = mail(site=council.site).html
        assert re.search(r'<p[^>]* style="[^"]*letter-spacing', html)
        assert base().tokens.resolved("color-action") in html
        assert base().tokens.resolved("color-surface", "dark") in html
        assert "@media (prefers-color-scheme: dark)" in html
        assert "var(" not in html
        for nothing in ("<img", "<script", "<link", "url(", "@import"):
            assert nothing not in html

    def test_is_the_sites_theme(self, council, themed):
        stack = themed({}, tokens={"palette-action": {"type": "color", "value": "#7a1f00"}})
        assert stack.tokens.resolved("color-action") == "#7a1f00"
        assert "#7a1f00" in mail(site=council.site).html

    def test_of_a_theme_may_have_words_of_its_own(self, council, themed):
        text = "{{ site_name }} : {{ code }}\n{{ code }} {{ link }}"
        themed({"mail/code.txt": text})
        assert mail(site=council.site).subject == f"{council.name} : {CODE['code']}"

    @pytest.mark.parametrize(
        ("name", "source"),
        [
            ("mail/code.txt", "Bonjour\n{{ site_name }}"),  # no code, no link
            ("mail/code.txt", ""),
            ("mail/code.txt", '{% include "no/such.html" %}'),
            ("mail/code.html", "<html><head></head><body>Rien</body></html>"),
            ("mail/base.html", "{% load no_such_library %}"),
        ],
    )
    def test_that_is_broken_is_passed_over(self, council, themed, caplog, name, source):
        themed({name: source})
        one = mail(site=council.site)
        assert CODE["code"] in one.text
        assert "mail-code" in one.html
        assert "made without it" in caplog.text


class TestHeaders:
    @pytest.mark.parametrize(
        "to",
        ["a@b.fr\nBcc: x@y.fr", "a@b.fr\r\n", "a@b.fr, c@d.fr", "", "sureau", "a@b.fr\x00",
         '"a,b"@c.fr', f"a@{'é' * 64}.fr"],
    )  # fmt: skip
    def test_an_address_is_one_address(self, council, to):
        with pytest.raises(BadHeaderError):
            mail(to=to)
        assert not Mail.objects.exists()

    def test_a_subject_is_one_line(self, council, themed):
        themed({"mail/code.txt": "A\x0bBcc: x@y.fr\rz\n{{ code }} {{ link }}"})
        assert mail(site=council.site).subject == "A Bcc: x@y.fr z"

    def test_a_bad_address_to_answer_to_costs_nobody_the_mail(self, council):
        assert mail(reply_to="a@b.fr\nBcc: x@y.fr").reply_to == ""
        assert mail(reply_to="a@b.fr").reply_to == "a@b.fr"

    def test_a_sites_name_cannot_break_out_of_the_sender(self, council):
        council.name = 'A" <x@y.fr>\nBcc: z@y.fr'
        council.save()
        sender = mail(site=council.site).sender
        assert "\n" not in sender
        assert sender.endswith("<ne-pas-repondre@quartiers.localhost>")

    def test_every_mail_has_a_number_of_its_own_for_good(self, council):
        one, two = mail(), mail()
        assert one.message_id != two.message_id
        assert re.fullmatch(r"<[0-9a-f]{32}@quartiers\.localhost>", one.message_id)


def test_before_any_site_exists_a_mail_is_plain():
    voice = voice_of(None)
    made = rendering.render("code", CODE, voice, "fr")
    assert CODE["code"] in made.text


def test_an_expiry_is_counted_from_now(council):
    one = mail(expires_in=timedelta(minutes=15))
    assert one.expires_at - one.created_at == timedelta(minutes=15)
