"""« Équipe » in the admin: whose it is, and that nothing of another council's is there."""

import pytest
from django.urls import reverse

from sites.councils.role_groups import group_for
from sites.councils.roles import CONTRIBUTOR, EDITOR, LEAD, MODERATOR
from sites.teams import changing, holding, inviting
from sites.teams.handover import running
from sites.teams.models import Invitation, TeamEntry

pytestmark = pytest.mark.django_db
NOT_FOUND, OPEN, SENT = 404, 200, 302


@pytest.fixture
def browse(client_for):
    """``browse(user)``: their browser in the admin."""
    return lambda user: client_for("admin", user)


@pytest.fixture
def addresses(council, editor, invitation, lead) -> dict[str, tuple[str, str]]:
    """Every screen of the team of ``council``: its method and its address."""
    handover = running.choose(lead, council, [running.Choice(editor.pk)])
    code = council.code
    person, offer = [code, editor.pk], [code, invitation.pk]
    found = {
        "team": ("get", [code]),
        "invite": ("get", [code]),
        "resend": ("post", offer),
        "revoke": ("post", offer),
        "person": ("get", person),
        "remove": ("post", person),
        "pause": ("post", person),
        "resume": ("post", person),
        "handover": ("get", [code]),
        "handover_move": ("post", [code]),
        "handover_end": ("post", [code]),
        "handover_stop": ("post", [code]),
        "handover_report": ("get", [code, handover.pk]),
    }
    return {name: (how, reverse(f"teams:{name}", args=args)) for name, (how, args) in found.items()}


def state(council, editor) -> tuple:
    roles = frozenset(holding.everybody(council).items())
    return roles, frozenset(Invitation.objects.values_list("outcome", "sendings"))


@pytest.mark.parametrize("who", ["contributor", "editor", "stranger", "moderator", "coordinator"])
def test_every_screen_is_nothing_to_others(
    who, request, browse, make_user, addresses, council, editor
):
    """An editor of the council, its moderator, the lead of another, somebody of the portal."""
    if who in ("moderator", "coordinator"):
        user = make_user(who, council if who == "moderator" else None)
    else:
        user = request.getfixturevalue(who)
    before, client, lines = state(council, editor), browse(user), TeamEntry.objects.count()
    for name, (_how, address) in addresses.items():
        for method in ("get", "post"):
            answer = getattr(client, method)(address, {"rang": LEAD, "adresse": "x@exemple.fr"})
            assert answer.status_code == NOT_FOUND, (name, method)
            assert "Plume" not in answer.content.decode(), name
            assert "lilas@exemple.fr" not in answer.content.decode(), name
    assert state(council, editor) == before
    assert TeamEntry.objects.count() == lines


def test_each_screen_opens_for_a_lead(browse, lead, second, addresses):
    client = browse(lead)
    for name, (how, address) in addresses.items():
        if how == "get":
            assert client.get(address).status_code == OPEN, name
        else:
            assert client.get(address).status_code == 405, name  # a GET changes nothing


@pytest.mark.parametrize("name", ["resend", "revoke", "person", "remove", "pause", "resume"])
def test_what_is_another_council_s_is_not_in_one_s_own(
    name, browse, stranger, other_council, editor, invitation
):
    """The lead of B asks, under B's address, for A's person and A's invitation."""
    pk = invitation.pk if name in ("resend", "revoke") else editor.pk
    address = reverse(f"teams:{name}", args=[other_council.code, pk])
    client = browse(stranger)
    assert client.post(address, {"rang": LEAD}).status_code == NOT_FOUND
    assert holding.roles_of(editor, other_council) == frozenset()
    invitation.refresh_from_db()
    assert (invitation.outcome, invitation.sendings) == ("", 1)


def test_a_person_without_a_role_is_not_there(browse, lead, council, resident):
    address = reverse("teams:person", args=[council.code, resident.pk])
    assert browse(lead).get(address).status_code == NOT_FOUND
    assert browse(lead).post(address, {"rang": LEAD}).status_code == NOT_FOUND


def test_unknown_words_in_the_address(browse, lead):
    for code in ("xxx", "LBA", "lba'", "portal"):
        address = reverse("teams:team", args=[code])
        assert browse(lead).get(address).status_code == NOT_FOUND, code


@pytest.mark.parametrize("role", ["administrator", "moderator", "coordinator", "nonsense", ""])
def test_a_tampered_form_gives_nothing(role, browse, lead, second, editor, council):
    address = reverse("teams:person", args=[council.code, editor.pk])
    answer = browse(lead).post(address, {"rang": role, "roles": [role]})
    assert answer.status_code == OPEN  # the form, with its error
    assert answer.context["form"].errors
    assert holding.roles_of(editor, council) == {EDITOR}


def test_a_tampered_invitation_is_not_sent(browse, lead, council):
    address = reverse("teams:invite", args=[council.code])
    typed = {"adresse": "x@exemple.fr", "rang": "administrator", "mot": "Bonjour !"}
    answer = browse(lead).post(address, typed)
    assert answer.context["form"].errors["rang"]
    assert "Bonjour !" in answer.content.decode()  # nothing typed is lost
    assert not Invitation.objects.exists()


def test_inviting_from_the_screen(browse, lead, council):
    address = reverse("teams:invite", args=[council.code])
    answer = browse(lead).post(address, {"adresse": " X@Exemple.fr", "rang": CONTRIBUTOR})
    assert answer.status_code == SENT
    invitation = Invitation.objects.get()
    assert (invitation.address, invitation.roles) == ("x@exemple.fr", [CONTRIBUTOR])
    page = browse(lead).get(answer.url).content.decode()
    assert "x@exemple.fr" in page
    again = browse(lead).post(address, {"adresse": "x@exemple.fr", "rang": CONTRIBUTOR})
    assert "attend déjà" in again.content.decode()


def test_the_last_but_one_lead_is_told_what_to_do(browse, lead, second, council):
    address = reverse("teams:remove", args=[council.code, second.pk])
    page = browse(lead).post(address, follow=True).content.decode()
    assert "doit garder deux responsables" in page
    assert holding.roles_of(second, council) == {LEAD}


def test_two_councils_two_teams(browse, lead, council, other_council):
    lead.groups.add(group_for(LEAD, other_council))
    page = browse(lead).get(reverse("teams:index")).content.decode()
    for one in (council, other_council):
        assert one.name in page
        assert reverse("teams:team", args=[one.code]) in page


def test_one_s_own_roles_for_who_leads_nothing(browse, contributor, council, other_council):
    page = browse(contributor).get(reverse("teams:index"))
    text = page.content.decode()
    assert reverse("teams:leave", args=[council.code]) in text
    assert f'"{reverse("teams:team", args=[council.code])}"' not in text
    assert other_council.name not in text


def test_leaving_by_oneself(browse, contributor, council, other_council):
    client = browse(contributor)
    elsewhere = reverse("teams:leave", args=[other_council.code])
    assert client.get(elsewhere).status_code == NOT_FOUND
    assert client.post(elsewhere).status_code == NOT_FOUND
    address = reverse("teams:leave", args=[council.code])
    assert client.get(address).status_code == OPEN
    assert holding.roles_of(contributor, council) == {CONTRIBUTOR}
    assert client.post(address).url.startswith(council.site.root_url)
    assert holding.roles_of(contributor, council) == frozenset()


def test_a_needed_lead_does_not_leave(browse, lead, second, council):
    address = reverse("teams:leave", args=[council.code])
    answer = browse(lead).post(address)
    assert answer.status_code == 409
    assert holding.roles_of(lead, council) == {LEAD}


def test_the_list_tells_no_address_of_an_account(browse, lead, second, editor, council):
    page = browse(lead).get(reverse("teams:team", args=[council.code])).content.decode()
    assert "Plume" in page
    assert editor.email not in page


def test_an_invitation_to_a_known_address_shows_no_name(browse, lead, council, make_user):
    make_user(email="connue@exemple.fr", pseudonym="Secrète")
    inviting.invite(lead, council, "connue@exemple.fr", frozenset({EDITOR}))
    page = browse(lead).get(reverse("teams:team", args=[council.code])).content.decode()
    assert "connue@exemple.fr" in page
    assert "Secrète" not in page


def test_an_administrator_sees_all(browse, administrator, council, other_council):
    client = browse(administrator)
    page = client.get(reverse("teams:index")).content.decode()
    for code in (council.code, other_council.code, "portal"):
        address = reverse("teams:team", args=[code])
        assert address in page
        assert client.get(address).status_code == OPEN
    assert client.get(reverse("teams:handover", args=["portal"])).status_code == NOT_FOUND


def test_the_menu_has_it_for_those_it_concerns(browse, lead, contributor, make_user):
    for user, is_there in ((lead, True), (contributor, True), (make_user("integrator"), False)):
        page = browse(user).get(reverse("wagtailadmin_home")).content.decode()
        assert (reverse("teams:index") in page) == is_there, user


def test_the_list_asks_as_much_for_many_as_for_few(
    browse, lead, second, council, make_user, django_assert_max_num_queries
):
    client, address = browse(lead), reverse("teams:team", args=[council.code])
    client.get(address)
    for _number in range(15):
        make_user(EDITOR, council)
    with django_assert_max_num_queries(60):
        client.get(address)


# Administrators on Wagtail's own screens ----------------------------------------------------------


def edit(client, user, **changed):
    address = reverse("wagtailusers_users:edit", args=[user.pk])
    fields = {
        "email": user.email,
        "pseudonym": user.pseudonym,
        "first_name": "",
        "last_name": "",
        "is_active": "on",
        "groups": [group.pk for group in user.groups.all()],
    }
    fields |= changed
    return client.post(
        address, {name: value for name, value in fields.items() if value is not None}
    )


def test_taking_a_group_there_is_noted_and_warned_of(browse, administrator, lead, second, council):
    client = browse(administrator)
    answer = edit(client, second, groups=[group_for(EDITOR, council).pk])
    assert answer.status_code == SENT, answer.context["form"].errors
    told = [str(message) for message in client.get(answer.url).context["messages"]]
    assert any("n’a plus que 1 responsable" in text.replace("\u00a0", " ") for text in told), told
    entry = TeamEntry.objects.get()
    assert (entry.by, entry.account, entry.council) == (administrator, second, council)
    assert entry.facts == {"before": [LEAD], "roles": [EDITOR]}


def test_switching_an_account_off_is_warned_of(browse, administrator, lead, second):
    client = browse(administrator)
    answer = edit(client, second, is_active=None)
    told = [str(message) for message in client.get(answer.url).context["messages"]]
    assert any("responsable" in text for text in told), told


def test_other_changes_there_warn_of_nothing(browse, administrator, lead, second, third):
    client = browse(administrator)
    answer = edit(client, third, is_active=None)  # two leads stay
    told = [str(message) for message in client.get(answer.url).context["messages"]]
    assert not any("donnez ce rôle" in text for text in told), told
    assert not TeamEntry.objects.exists()


def test_somebody_suspended_sees_nothing(browse, lead, second, third, editor, council):
    changing.pause(second, lead, council)
    lead.groups.add(group_for(MODERATOR, council))  # waits as well
    answer = browse(lead).get(reverse("teams:team", args=[council.code]))
    assert answer.status_code != OPEN
