"""« Modération » in the admin: who finds what, and that a decision is never half seen."""

import pytest

from forum.board.forum_conversation import services
from sites.councils import roles
from sites.councils.roles import ADMINISTRATOR, MODERATOR
from sites.moderation.cases import appealing
from sites.moderation.models import Case, Decision, DecisionAppeal

from .conftest import SECRET, STATEMENT

pytestmark = pytest.mark.django_db

QUEUE = "/admin/moderation/"
HIDE = {"decision": "hidden", "regle": "privacy", "motif": STATEMENT}


def one(case, act: str = "") -> str:
    return f"{QUEUE}{case.pk}/{act}"


@pytest.fixture
def browser(client_for, moderator):
    return client_for("admin", moderator)


# Who gets in --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [r.key for r in roles.ROLES])
def test_only_moderators_and_administrators_find_anything(
    client_for, make_user, case, council, role
):
    per_council = {r.key: r.per_council for r in roles.ROLES}[role]
    browser = client_for("admin", make_user(role, council if per_council else None))
    allowed = role in (MODERATOR, ADMINISTRATOR)
    for path in (QUEUE, one(case)):
        assert browser.get(path).status_code == (200 if allowed else 404), path
    assert ('href="/admin/moderation/"' in browser.get("/admin/").content.decode()) or not allowed


def test_a_resident_and_a_stranger_are_sent_to_sign_in(client_for, resident):
    for user in (None, resident):
        assert client_for("admin", user).get(QUEUE).status_code == 302


ACTS = [
    ("get", ""),
    ("post", "decider/"),
    ("post", "prendre/"),
    ("post", "annuler/"),
    ("get", "recours/"),
    ("post", "recours/"),
]


@pytest.mark.parametrize(("method", "act"), ACTS)
@pytest.mark.parametrize("is_decided", [True, False])
def test_another_councils_case_is_not_there(
    client_for, case, colleague, other_moderator, moderator, decide, post, method, act, is_decided
):
    if is_decided:
        appealing.send(decide(moderator, case, "masked", passages=(SECRET,)).pk, "Non.")
    browser = client_for("admin", other_moderator)
    sent = HIDE | {"reponse": "reversed", "motif": "Si."}
    answer = getattr(browser, method)(one(case, act), sent if method == "post" else {})
    assert answer.status_code == 404
    for state in ("a-traiter", "traites", "recours"):
        assert "Les pavés" not in browser.get(QUEUE, {"etat": state}).content.decode()
    post.refresh_from_db()
    assert post.approved


def test_another_councils_case_is_not_kept_in_bulk(client_for, case, other_moderator):
    browser = client_for("admin", other_moderator)
    browser.post(f"{QUEUE}garder/", {"dossier": [case.pk, "x", "-1"]})
    case.refresh_from_db()
    assert case.is_open


@pytest.mark.parametrize(("method", "act"), ACTS)
def test_a_case_about_oneself_is_not_there(
    client_for, report, regular, forum, moderator, colleague, method, act
):
    own = services.open_topic(forum.pk, moderator, "Moi", "Je.")
    case = report(regular(), own).case
    browser = client_for("admin", moderator)
    assert getattr(browser, method)(one(case, act), HIDE).status_code == 404
    assert "Moi" not in browser.get(QUEUE).content.decode()


def test_what_one_reported_can_be_read_and_not_decided(client_for, report, moderator, post):
    case = report(moderator, post).case
    browser = client_for("admin", moderator)
    page = browser.get(one(case)).content.decode()
    assert "C’est vous qui l’avez signalé" in page
    assert 'name="decision"' not in page
    browser.post(one(case, "decider/"), HIDE)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("act", ["decider/", "prendre/", "annuler/"])
def test_a_get_changes_nothing(browser, case, act):
    assert browser.get(one(case, act), HIDE).status_code == 405
    assert browser.get(f"{QUEUE}garder/", {"dossier": case.pk}).status_code == 405
    case.refresh_from_db()
    assert (case.is_open, case.assignee) == (True, None)


def test_a_form_from_elsewhere_is_refused(client_for, moderator, case):
    browser = client_for("admin", moderator, enforce_csrf_checks=True)
    for act in ("decider/", "prendre/", "annuler/"):
        assert browser.post(one(case, act), HIDE).status_code == 403
    assert browser.post(f"{QUEUE}garder/", {"dossier": case.pk}).status_code == 403
    case.refresh_from_db()
    assert case.is_open


# The queue ----------------------------------------------------------------------------------------


def test_what_was_reported_comes_before_what_is_to_be_read_over(
    browser, case, kind, post, head, council
):
    from sites.moderation.cases.opening import open_case
    from sites.moderation.subjects import find

    Case.objects.update(opened_at="2026-01-02T00:00Z")
    fresh, _new = open_case(find("forum.post", str(head.pk)), "newcomer")
    Case.objects.filter(pk=fresh.pk).update(opened_at="2026-01-01T00:00Z")
    page = browser.get(QUEUE).content.decode()
    assert page.index(one(case)) < page.index(one(fresh))
    page = browser.get(QUEUE, {"origine": "newcomer"}).content.decode()
    assert one(case) not in page
    assert one(fresh) in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"motif": "privacy"}, True),
        ({"motif": "law"}, False),
        ({"qui": "personne"}, True),
        ({"qui": "moi"}, False),
        ({"conseil": "lba"}, True),
        ({"conseil": "cel"}, False),
        ({"type": "forum.post"}, True),
        ({"type": "address"}, False),
        ({"etat": "traites"}, False),
        ({"etat": "recours"}, False),
        ({"motif": "faux", "qui": "x", "type": "y", "etat": "z"}, True),
    ],
)
def test_filters(browser, case, asked, found):
    page = browser.get(QUEUE, asked)
    assert page.status_code == 200
    assert (one(case) in page.content.decode()) is found


def test_an_empty_queue_says_so(browser):
    assert "Rien n’attend" in browser.get(QUEUE).content.decode()


def test_keeping_several_at_once(browser, report, regular, post, head, moderator, author, forum):
    reporter = regular()
    cases = [report(reporter, one_post).case for one_post in (post, head)]
    mine = report(regular(), services.open_topic(forum.pk, moderator, "Moi", "Je.")).case
    answer = browser.post(f"{QUEUE}garder/", {"dossier": [one.pk for one in (*cases, mine)]})
    assert answer.status_code == 302
    assert set(Case.objects.filter(state="decided")) == set(cases)
    assert all(one.outcome == "kept" for one in Decision.objects.all())


def test_what_changed_since_the_queue_showed_it_is_not_kept_unread(browser, case, post, author):
    services.edit(post.pk, author, "Achetez mes pavés.")
    browser.post(f"{QUEUE}garder/", {"dossier": case.pk})
    case.refresh_from_db()
    assert case.is_open


def test_the_queue_costs_the_same_however_many_cases(
    browser, report, regular, forum, author, django_assert_max_num_queries, settings
):
    settings.HOST_TABLE_MAX_AGE = 3600
    reporter = regular()
    for n in range(12):
        post = services.open_topic(forum.pk, author, f"Sujet {n}", "Bonjour.")
        report(reporter, post)
    browser.get(QUEUE)
    with django_assert_max_num_queries(22):  # six are ours; the frame and the menu take the rest
        page = browser.get(QUEUE).content.decode()
    assert page.count("data-case-link") == 12


# One case -----------------------------------------------------------------------------------------


def test_a_case_says_all_that_is_needed(browser, report, case, post, head, make_user):
    report(make_user(), post, reason="respect", text="Il recommence.")
    page = browser.get(one(case)).content.decode()
    for words in ("12 rue Perdue", "Il recommence.", "Deux pavés manquent.", "Marguerite"):
        assert words in page
    assert 'value="privacy" selected' in page
    assert "Votre message donne un renseignement privé" in page


def test_who_reported_is_told_to_nobody(browser, report, make_user, post):
    whistle = make_user(pseudonym="Capucine", email="capucine@exemple.fr")
    case = report(whistle, post).case
    page = browser.get(one(case)).content.decode()
    assert "Capucine" not in page
    assert "capucine@" not in page


def test_deciding_leads_to_the_next_case_and_says_what_was_done(
    browser, case, report, regular, head, post
):
    other = report(regular(), head).case
    answer = browser.post(one(case, "decider/"), HIDE)
    assert answer["Location"] == one(other)
    page = browser.get(answer["Location"]).content.decode()
    assert "Masqué" in page
    assert one(case) in page
    post.refresh_from_db()
    assert not post.approved
    answer = browser.post(one(other, "decider/"), {"decision": "kept"})
    assert answer["Location"] == QUEUE


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"decision": ""}, "Choisissez une décision"),
        ({"regle": ""}, "Choisissez la règle"),
        ({"motif": "  "}, "Écrivez pourquoi"),
        ({"motif": "x" * 3001}, "raccourcissez-le"),
        ({"decision": "masked"}, "Écrivez au moins un passage"),
        ({"decision": "masked", "passages": "rue Trouvée"}, "rue Trouvée"),
        ({"version": "0" * 64}, "a changé depuis"),
    ],
)
def test_what_is_wrong_is_said_and_given_back(browser, case, post, wrong, words):
    sent = HIDE | wrong
    answer = browser.post(one(case, "decider/"), sent)
    assert answer.status_code in (200, 422)
    assert words in answer.content.decode().replace("\u00a0", " ")
    assert sent["motif"] in answer.content.decode()
    case.refresh_from_db()
    assert case.is_open


def test_masking_a_passage(browser, case, post):
    browser.post(
        one(case, "decider/"), HIDE | {"decision": "masked", "passages": f"\n{SECRET}\r\n"}
    )
    post.refresh_from_db()
    assert SECRET not in post.content.raw
    assert post.approved


def test_taking_care_of_it_and_leaving_it(browser, case, moderator):
    browser.post(one(case, "prendre/"), {"prendre": "1"})
    case.refresh_from_db()
    assert case.assignee == moderator
    browser.post(one(case, "prendre/"), {})
    case.refresh_from_db()
    assert case.assignee is None


def test_undoing_from_the_screen(browser, case, decide, moderator, post):
    decide(moderator, case, "hidden")
    assert "Annuler la décision" in browser.get(one(case)).content.decode()
    browser.post(one(case, "annuler/"))
    post.refresh_from_db()
    case.refresh_from_db()
    assert (post.approved, case.is_open) == (True, True)


def test_answering_an_appeal(client_for, case, decide, moderator, colleague, post, browser):
    appealing.send(decide(moderator, case, "hidden").pk, "C’est un commerce.")
    assert browser.get(one(case, "recours/")).status_code == 404  # who decided
    judge = client_for("admin", colleague)
    assert one(case) in judge.get(QUEUE, {"etat": "recours"}).content.decode()
    assert "C’est un commerce." in judge.get(one(case, "recours/")).content.decode()
    assert "motif" in judge.post(one(case, "recours/"), {"reponse": "reversed"}).content.decode()
    assert DecisionAppeal.objects.get().is_open
    judge.post(one(case, "recours/"), {"reponse": "reversed", "motif": "En effet."})
    assert DecisionAppeal.objects.get().state == "reversed"
    post.refresh_from_db()
    assert post.approved


def test_what_people_typed_cannot_harm_the_screens(
    browser, report, regular, forum, author, decide, moderator
):
    bad = "<script>alert(1)</script><img src=x onerror=alert(2)> [x](javascript:alert(3))"
    post = services.open_topic(forum.pk, author, "<script>alert(4)</script>", bad)
    case = report(regular(), post, text=f'"><script>alert(5)</script>{bad}').case
    for path in (QUEUE, one(case)):
        page = browser.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page
    decide(moderator, case, "hidden", statement="<script>alert(6)</script>")
    assert "<script>alert" not in browser.get(one(case)).content.decode()


def test_a_name_may_be_a_script(browser, report, regular, make_user, forum):
    writer = make_user(pseudonym="<b>Lilas</b>")
    case = report(regular(), services.open_topic(forum.pk, writer, "Un titre", "Un texte.")).case
    assert "<b>Lilas</b>" not in browser.get(one(case)).content.decode()


# The first screen ---------------------------------------------------------------------------------


def test_what_waits_is_on_the_first_screen_of_the_admin(browser, client_for, case, other_moderator):
    assert "Un signalement à traiter" in browser.get("/admin/").content.decode()
    elsewhere = client_for("admin", other_moderator).get("/admin/").content.decode()
    assert "Un signalement à traiter" not in elsewhere
