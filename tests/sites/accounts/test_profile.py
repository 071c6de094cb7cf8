"""What a person sees and changes of their account."""

import pytest
from django.db import IntegrityError, transaction

from sites.accounts import renaming
from sites.accounts.models import PseudonymChange, User
from sites.councils import role_groups
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

PROFILE = "/compte/"


def test_shows_the_roles_held_in_each_council(
    client_for, council, other_council, make_user, resident
):
    user = make_user("editor", council)
    user.groups.add(role_groups.group_for("moderator", other_council))
    user.groups.add(role_groups.group_for("coordinator"))
    response = client_for(council, user).get(PROFILE)
    assert [(held.role, held.council) for held in response.context["roles"]] == [
        ("Coordination", ""),
        ("Rédaction", "Louis Blanc – Aqueduc"),
        ("Modération", "Château d’Eau – Lancry"),
    ]
    assert "Aucun rôle particulier" in client_for(council, resident).get(PROFILE).content.decode()


def test_a_pseudonym_is_changed_on_every_site(client_for, council, portal, resident):
    client = client_for(council, resident)
    response = client.post(PROFILE, {"pseudonym": "  Bleuet   du  canal "}, follow=True)
    assert "Votre pseudonyme est enregistré." in response.content.decode()
    assert "Bleuet du canal" in client_for(portal, resident).get(PROFILE).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Remplissez ce champ"),
        ("a", "deux caractères"),
        ("x" * 10_000, "40"),
        ("moi@exemple.fr", "adresse"),
        ("Li\u202elas", "invisibles"),
        ("Li\u200blas", "invisibles"),
        ("Li\x07las", "invisibles"),
        ("Li\u3164las", "invisibles"),
        ("\u3164\u3164", "invisibles"),
        ("T\u034filleul", "invisibles"),
        ("Lilas\ufe0f", "invisibles"),
        ("Li\u2800las", "invisibles"),
        ("Lilas\U000e0100", "invisibles"),
        ("\u0410li\u0441e", "alphabet"),
        ("Sur\u03b5au", "alphabet"),
        ("\uff27\uff41rance", "déjà pris"),
        ("…!?", "lettre"),
        ("GARANCE", "déjà pris"),
        ("Ga\u0301rance", "déjà pris"),
        ("Ge\u0302net", "Gênet"),
        ("Жасмин", "Жасмин"),
        ("Ῥόδον", "Ῥόδον"),
        ("林さん", "林さん"),
        ("Lilas du 10ᵉ", "Lilas du 10e"),
    ],
)
def test_a_pseudonym_nobody_could_read_is_refused_and_kept_in_the_form(
    client_for, council, resident, make_user, typed, words
):
    make_user(pseudonym="Garance")
    response = client_for(council, resident).post(PROFILE, {"pseudonym": typed})
    if response.status_code == 302:
        assert User.objects.get(pk=resident.pk).pseudonym == words
        return
    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert response.context["form"]["pseudonym"].value() == typed
    assert User.objects.get(pk=resident.pk).pseudonym == "Sureau"


def test_a_pseudonym_taken_between_check_and_save_is_refused(
    client_for, council, resident, make_user, monkeypatch
):
    make_user(pseudonym="Garance")
    monkeypatch.setattr(renaming, "is_free", lambda text, account: True)
    response = client_for(council, resident).post(PROFILE, {"pseudonym": "Gárance"})
    assert "déjà pris" in response.content.decode()
    assert response.context["form"]["pseudonym"].value() == "Gárance"
    assert not PseudonymChange.objects.exists()


@pytest.mark.parametrize(
    "twin",
    [
        {"email": "SUREAU@exemple.fr"},
        {"pseudonym": "sUREAU"},
        {"pseudonym": "Sureau"},
        {"pseudonym": "Ѕureau"},
    ],
)
def test_the_database_holds_one_account_per_address_and_pseudonym(resident, twin):
    fields = {"email": "autre@exemple.fr", "pseudonym": "Autre"} | twin
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(password=PASSWORD, **fields)


@pytest.mark.parametrize("missing", ["email", "pseudonym"])
def test_an_account_needs_an_address_and_a_pseudonym(missing):
    fields = {"email": "lilas@exemple.fr", "pseudonym": "Lilas"} | {missing: ""}
    with pytest.raises(ValueError, match="needs an e-mail"):
        User.objects.create_user(password=PASSWORD, **fields)


def test_a_new_profile_costs_few_queries(
    client_for, council, resident, settings, django_assert_max_num_queries
):
    settings.HOST_TABLE_MAX_AGE = 3600  # as in production: not at each look at the stamps
    client = client_for(council, resident)
    client.get("/")
    with django_assert_max_num_queries(5):
        client.get(PROFILE)


def preferences(client, **typed):
    return client.post("/compte/preferences/", typed, follow=True)


def test_ties_are_ticked_as_one_likes_and_taken_back(client_for, council, resident):
    client = client_for(council, resident)
    preferences(client, ties=["lives_here", "studies_here"], language="")
    person = User.objects.get(pk=resident.pk)
    assert (person.lives_here, person.works_here, person.studies_here) == (True, False, True)
    assert client.get(PROFILE).context["about_form"]["ties"].value() == [
        "lives_here",
        "studies_here",
    ]
    preferences(client, language="")
    person.refresh_from_db()
    assert not (person.lives_here)
    assert not (person.works_here)
    assert not (person.studies_here)


def test_a_tie_that_is_not_offered_changes_nothing(client_for, council, resident):
    page = preferences(client_for(council, resident), ties=["is_superuser"], language="xx")
    assert "Cochez des réponses" in page.content.decode()
    assert "Choisissez une langue" in page.content.decode()
    person = User.objects.get(pk=resident.pk)
    assert not person.is_superuser
    assert not person.language


@pytest.mark.parametrize("path", ["", "image/", "image/retirer/", "preferences/", "mon-quartier/"])
def test_nobody_changes_a_profile_without_an_account(client_for, council, path):
    response = client_for(council).post(f"/compte/{path}", {"pseudonym": "Intrus"})
    assert response.status_code == 302
    assert "/compte/connexion/" in response["Location"]


def test_roles_that_wait_for_a_second_factor_are_said_so(client_for, council, make_user):
    user = make_user("editor", council)
    page = client_for(council, user).get(PROFILE)
    assert page.context["roles_wait"] is False
    assert "seconde preuve" not in page.content.decode()
