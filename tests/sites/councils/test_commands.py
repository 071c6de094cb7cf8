"""Commands for operators: one line of French, whatever happens."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from sites.councils.models import Council, Portal

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().strip()


SEVENTH = ("create_council", "--name", "Septième – Ajouté", "--host", "sept.quartiers.localhost")


def test_a_seventh_council_in_one_command(portal, client_for):
    assert run(*SEVENTH) == "Créé : Septième – Ajouté – http://sept.quartiers.localhost:8000/"
    assert Council.objects.get(code="sa").slug == "septieme-ajoute"
    assert client_for("sept.quartiers.localhost").get("/").status_code == 200
    assert run(*SEVENTH).startswith("Déjà là, complété : ")


def test_the_portal_in_one_command(bare):
    line = run("create_portal", "--name", "Portail", "--district", "10e", "--host", "p.exemple.fr")
    assert line == "Créé : Portail – https://p.exemple.fr/"
    assert Portal.objects.get().district == "10e"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--code", "lba"), "code : Ce code est déjà pris"),
        (("--slug", "louis-blanc-aqueduc"), "déjà pris"),
        (("--port", "99999"), "65535"),
        (("--name", "x" * 10_000), "nom : "),
        (("--host", "http://x.fr/"), "n’est pas un nom d’hôte"),
        (("--name", "–"), "vide"),
    ],
)
def test_what_is_refused_is_said_in_one_line(council, more, words):
    with pytest.raises(CommandError) as refused:
        run(*SEVENTH, *more)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_database_that_is_not_ready_is_said_in_one_line(monkeypatch):
    from sites.councils import onboarding

    def away():
        raise OperationalError("no such table: wagtailcore_page\nLINE 1: …")

    monkeypatch.setattr(onboarding, "lock", away)
    with pytest.raises(CommandError, match=r"^La base de données ne répond pas") as refused:
        run(*SEVENTH)
    assert "\n" not in str(refused.value)
