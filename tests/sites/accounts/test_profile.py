"""What a person sees and changes of their account."""

import pytest
from django.db import IntegrityError, transaction

from sites.accounts.models import User
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
        ("Ga\u0301rance", "G\u00e1rance"),
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
    from sites.accounts.forms import PseudonymForm

    make_user(pseudonym="Garance")
    monkeypatch.setattr(PseudonymForm, "clean_pseudonym", lambda self: "Garance")
    monkeypatch.setattr(PseudonymForm, "_post_clean", lambda self: None)
    monkeypatch.setattr(
        PseudonymForm,
        "save",
        lambda self: User.objects.filter(pk=self.instance.pk).update(pseudonym="Garance"),
    )
    response = client_for(council, resident).post(PROFILE, {"pseudonym": "Garance"})
    assert "Ce pseudonyme est déjà pris." in response.content.decode()


@pytest.mark.parametrize(
    "twin", [{"email": "SUREAU@exemple.fr"}, {"pseudonym": "sUREAU"}, {"pseudonym": "Sureau"}]
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
    client_for, council, resident, django_assert_max_num_queries
):
    client = client_for(council, resident)
    client.get("/")
    with django_assert_max_num_queries(8):
        client.get(PROFILE)
