"""« Suspensions » in the admin: who finds what there, and that a decision is never half seen."""

import pytest

from forum.board.forum.models import Forum
from forum.board.forum_conversation import services
from sites.councils import roles
from sites.councils.roles import ADMINISTRATOR, EDITOR, LEAD, MODERATOR
from sites.moderation import appealing, deciding, sanctions
from sites.moderation.models import Appeal, Suspension
from sites.moderation.rights import circle_of

pytestmark = pytest.mark.django_db

LIST, FIND = "/admin/suspensions/", "/admin/suspensions/suspendre/"
WRITTEN = {"regle": "respect", "motif": "Le 21 novembre, deux insultes.", "duree": "7"}


def one(suspension, act: str = "") -> str:
    return f"/admin/suspensions/{suspension.pk}/{act}"


@pytest.fixture
def neighbour(make_user, council):
    """Somebody who has written in the forum of ``council``."""
    neighbour = make_user(pseudonym="Glycine", email="glycine@exemple.fr")
    forum = Forum.objects.filter(parent__scope__council=council).first()
    services.open_topic(forum.pk, neighbour, "Les pavés", "Deux pavés manquent.")
    return neighbour


@pytest.fixture
def browser(client_for, moderator):
    return client_for("admin", moderator)


# Who gets in --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [r.key for r in roles.ROLES])
def test_only_moderators_and_administrators_find_anything(
    client_for, make_user, suspend, moderator, resident, council, role
):
    suspension = suspend(moderator, resident, council)
    per_council = {r.key: r.per_council for r in roles.ROLES}[role]
    user = make_user(role, council if per_council else None)
    browser = client_for("admin", user)
    allowed = role in (MODERATOR, ADMINISTRATOR)
    for path in (LIST, FIND, one(suspension), one(suspension, "lever/")):
        assert browser.get(path).status_code == (200 if allowed else 404), path
    assert ("/admin/suspensions/" in browser.get("/admin/").content.decode()) is allowed


def test_a_resident_and_a_stranger_are_sent_to_sign_in(client_for, resident):
    for user in (None, resident):
        assert client_for("admin", user).get(LIST).status_code == 302


PATHS = [
    ("get", ""), ("get", "lever/"), ("post", "lever/"), ("get", "recours/"), ("post", "recours/"),
    ("post", "confirmer/"), ("get", "ecarter/"), ("post", "ecarter/"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "act"), PATHS)
def test_another_councils_suspension_is_not_there(
    client_for, suspend, moderator, colleague, other_moderator, resident, council, method, act
):
    suspension = suspend(moderator, resident, council)
    appealing.send(suspension.pk, "Non.")
    browser = client_for("admin", other_moderator)
    sent = {"motif": "Si.", "reponse": "reversed"}
    answer = getattr(browser, method)(one(suspension, act), sent if method == "post" else {})
    assert answer.status_code == 404
    assert "Sureau" not in browser.get(LIST).content.decode()
    assert sanctions.active(resident, council)


def test_ones_own_is_not_ones_to_see(client_for, suspend, administrator, make_user, council):
    from sites.councils.role_groups import group_for

    both = make_user(MODERATOR, council)
    other = Suspension.objects.none()
    suspension = suspend(administrator, both, council)
    both.groups.add(group_for(ADMINISTRATOR))
    browser = client_for("admin", both)
    assert browser.get(one(suspension)).status_code == 404
    assert browser.post(one(suspension, "lever/"), {"motif": "Moi."}).status_code == 404
    assert not other.exists()


def test_everywhere_concerns_every_moderator(
    client_for, suspend, moderator, other_moderator, resident
):
    suspension = suspend(moderator, resident, None)
    browser = client_for("admin", other_moderator)
    assert browser.get(one(suspension)).status_code == 200
    assert "Une suspension à confirmer" in browser.get("/admin/").content.decode()
    assert browser.get(one(suspension, "confirmer/")).status_code == 405
    browser.post(one(suspension, "confirmer/"))
    assert sanctions.bars(resident)
    assert "à confirmer" not in browser.get("/admin/").content.decode()


def test_without_the_second_factor_nothing_is_there(client_for, moderator, monkeypatch):
    browser = client_for("admin", moderator)
    monkeypatch.setattr(type(moderator), "acts_with_roles", False, raising=False)
    answer = browser.get(LIST)
    assert (answer.status_code, answer["Location"]) == (302, f"/compte/connexion/?next={LIST}")


# Finding ------------------------------------------------------------------------------------------


def test_by_pseudonym_among_those_who_take_part(browser, neighbour, resident, make_user, council):
    make_user(EDITOR, council, pseudonym="Plume")

    def found(query: str) -> str:
        return browser.get(FIND, {"q": query}).content.decode()

    assert f"{FIND}{neighbour.pk}/" in found("glyc")
    assert "Plume" in found("plume")
    assert f"{FIND}{resident.pk}/" not in found("Sureau")  # never took part here
    assert f"{FIND}{neighbour.pk}/" not in found("glycine@exemple.fr")
    assert "glycine@exemple.fr" not in found("glyc")


def test_an_administrator_finds_anybody_by_address_too(client_for, administrator, resident):
    page = client_for("admin", administrator).get(FIND, {"q": "SUREAU@exemple.fr"})
    assert f"{FIND}{resident.pk}/" in page.content.decode()


def test_the_form_of_somebody_from_elsewhere_is_not_there(
    client_for, other_moderator, neighbour, browser, moderator
):
    path = f"{FIND}{neighbour.pk}/"
    assert client_for("admin", other_moderator).get(path).status_code == 404
    assert browser.get(path).status_code == 200
    assert browser.get(f"{FIND}{moderator.pk}/").status_code == 404
    assert browser.get(f"{FIND}999999/").status_code == 404


# Suspending ---------------------------------------------------------------------------------------


def test_first_it_says_what_it_touches_then_it_does_it(posted, browser, neighbour, council):
    path, sent = f"{FIND}{neighbour.pk}/", {**WRITTEN, "ou": str(council.pk)}
    page = browser.post(path, {**sent, "confirmer": "1"}).content.decode()
    assert "Ce que cela touchera" in page
    assert "1 message dans le forum, dont 1 ces 30" in page
    assert "Le 21 novembre, deux insultes." in page
    assert not Suspension.objects.exists()
    answer = browser.post(path, {**sent, "confirmer": "1", "vu": str(council.pk)})
    suspension = Suspension.objects.get()
    assert answer["Location"] == one(suspension)
    assert sanctions.active(neighbour, council)
    assert posted()[-1].to == [neighbour.email]


def test_who_then_chooses_another_place_is_shown_again(browser, neighbour, council):
    path = f"{FIND}{neighbour.pk}/"
    sent = {**WRITTEN, "ou": "partout", "confirmer": "1", "vu": str(council.pk)}
    page = browser.post(path, sent).content.decode()
    assert "seconde personne" in page
    assert not Suspension.objects.exists()
    browser.post(path, {**sent, "vu": "partout"})
    assert Suspension.objects.waiting().count() == 1


def test_another_councils_key_in_the_form_is_refused(browser, neighbour, other_council):
    sent = {**WRITTEN, "ou": str(other_council.pk), "confirmer": "1", "vu": str(other_council.pk)}
    assert browser.post(f"{FIND}{neighbour.pk}/", sent).status_code == 200
    assert not Suspension.objects.exists()


def test_what_is_missing_is_said_and_what_is_written_stays(browser, neighbour):
    page = browser.post(f"{FIND}{neighbour.pk}/", {"motif": "Mes mots."}).content.decode()
    assert "Mes mots." in page
    assert page.count("Remplissez ce champ.") == 2


def test_a_higher_role_is_refused_in_words(browser, make_user, council):
    lead = make_user(LEAD, council)
    sent = {**WRITTEN, "ou": str(council.pk), "confirmer": "1", "vu": str(council.pk)}
    page = browser.post(f"{FIND}{lead.pk}/", sent).content.decode()
    assert "rôle plus élevé" in page
    assert not Suspension.objects.exists()


def test_the_last_leads_are_not_lost_silently(client_for, administrator, make_user, council):
    lead = make_user(LEAD, council)
    make_user(LEAD, council)
    browser = client_for("admin", administrator)
    path = f"{FIND}{lead.pk}/"
    sent = {**WRITTEN, "ou": str(council.pk), "confirmer": "1", "vu": str(council.pk)}
    page = browser.post(path, sent).content.decode()
    assert "ne restera pas deux responsables" in page
    assert "Rôle mis de côté" in page
    assert not Suspension.objects.exists()
    browser.post(path, {**sent, "compris": "1"})
    assert sanctions.active(lead, council)


# One suspension -----------------------------------------------------------------------------------


def test_the_page_shows_the_decision_and_its_history(
    browser, suspend, moderator, resident, council
):
    suspension = suspend(moderator, resident, council)
    page = browser.get(one(suspension)).content.decode()
    for words in ("Sureau", "Le 21 novembre", "Suspension décidée", "Modératrice", "lever/"):
        assert words in page


def test_lifting_asks_for_a_reason(browser, suspend, moderator, resident, council):
    suspension = suspend(moderator, resident, council)
    assert "Remplissez" in browser.post(one(suspension, "lever/"), {}).content.decode()
    assert sanctions.active(resident, council)
    browser.post(one(suspension, "lever/"), {"motif": "Apaisé."})
    assert not sanctions.active(resident, council)
    again = browser.post(one(suspension, "lever/"), {"motif": "Encore."}, follow=True)
    assert "plus rien à décider" in again.content.decode()


def test_an_appeal_is_answered_by_another_person(
    client_for, browser, contested, colleague, resident, council
):
    suspension = contested.suspension
    assert browser.get(one(suspension, "recours/")).status_code == 404
    assert "Une autre personne" in browser.get(one(suspension)).content.decode()
    theirs = client_for("admin", colleague)
    assert "Un recours à trancher" in theirs.get("/admin/").content.decode()
    assert "Un recours" not in browser.get("/admin/").content.decode()
    assert "Je n’ai rien fait." in theirs.get(one(suspension, "recours/")).content.decode()
    page = theirs.post(
        one(suspension, "recours/"), {"reponse": "shortened", "motif": "Trop long."}
    ).content.decode()
    assert "Choisissez la nouvelle durée." in page
    assert "Trop long." in page
    theirs.post(one(suspension, "recours/"), {"reponse": "reversed", "motif": "Erreur."})
    assert Appeal.objects.get().state == "reversed"
    assert not sanctions.active(resident, council)


def test_a_moderator_from_elsewhere_sees_the_appeal_nobody_else_can_judge(
    client_for, contested, other_moderator
):
    browser = client_for("admin", other_moderator)  # the author is the council's only moderator
    path = one(contested.suspension, "recours/")
    assert browser.get(path).status_code == 200
    assert browser.get(one(contested.suspension, "lever/")).status_code == 404
    browser.post(path, {"reponse": "confirmed", "motif": "Relu."})
    assert Appeal.objects.get().decided_by == other_moderator
    assert browser.get(one(contested.suspension)).status_code == 404  # and no longer theirs


@pytest.mark.parametrize(
    ("etat", "shown"),
    [("en-cours", "running"), ("a-confirmer", "proposed"), ("recours", "appealed"),
     ("passees", "lifted"), ("quoi", "running")],
)  # fmt: skip
def test_filters(browser, suspend, moderator, make_user, council, etat, shown):
    people = {
        name: make_user(pseudonym=name) for name in ("running", "proposed", "appealed", "lifted")
    }
    suspend(moderator, people["running"], council)
    suspend(moderator, people["proposed"], None)
    appealing.send(suspend(moderator, people["appealed"], council).pk, "Non.")
    lifted = suspend(moderator, people["lifted"], council)
    deciding.lift(circle_of(moderator), lifted.pk, "Erreur.")
    page = browser.get(LIST, {"etat": etat}).content.decode()
    listed = {name for name in people if f"<bdi>{name}</bdi>" in page}
    assert shown in listed
    assert listed <= {shown, "appealed"}


def test_a_get_changes_nothing(browser, contested, row_counts):
    before = row_counts()
    for path in (LIST, FIND, one(contested.suspension), one(contested.suspension, "lever/")):
        browser.get(path)
    assert row_counts() == before
