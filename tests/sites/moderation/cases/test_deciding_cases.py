"""Decisions: what becomes of the thing, who may, who is told, and that all of it can be undone."""

import pytest
from django.db import IntegrityError, transaction

from cms.publications.models import Publication
from cms.publications.publishing import differences as publication_differences
from forum.board.forum.models import Forum
from forum.board.forum_conversation import counters, services
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Gone, Masked
from forum.quotes import quotation
from forum.scope.tree import tree
from sites.moderation.cases import deciding, rights
from sites.moderation.cases.deciding import Choice
from sites.moderation.deciding import Outdated
from sites.moderation.models import Case, Decision, ModerationEntry
from sites.moderation.rights import NotAllowed, circle_of
from sites.moderation.subjects import NoSuchPassage
from sites.notifications import composing
from sites.notifications.models import Mail

from .conftest import SECRET, STATEMENT

pytestmark = pytest.mark.django_db

OUTCOMES = ["masked", "hidden", "illegal"]


def everything() -> tuple:
    """All that readers, lists, counters, feeds and search are made from."""
    return (
        list(Post.objects.order_by("pk").values()),
        list(Topic.objects.order_by("pk").values()),
        list(Forum.objects.order_by("pk").values()),
        [_without_key(row) for row in Publication.objects.order_by("source").values()],
    )


def _without_key(row: dict) -> dict:
    return {name: value for name, value in row.items() if name != "id"}


def do(decide, moderator, case, outcome) -> Decision:
    return decide(moderator, case, outcome, passages=(SECRET,) if outcome == "masked" else ())


# What becomes of the thing ------------------------------------------------------------------------


def test_hidden_is_seen_by_nobody_but_its_author(decide, moderator, case, post):
    decision = decide(moderator, case, "hidden")
    post.refresh_from_db()
    case.refresh_from_db()
    assert (post.approved, bool(post.hidden_on), post.removed_on) == (False, True, None)
    assert (case.state, decision.rule, decision.decided_by) == ("decided", "privacy", moderator)


def test_illegal_is_not_even_its_authors_to_see(decide, moderator, case, post):
    decide(moderator, case, "illegal")
    post.refresh_from_db()
    assert post.removed_on


def test_masked_in_part_shows_the_rest(decide, moderator, case, post):
    decide(moderator, case, "masked", passages=(SECRET,))
    post.refresh_from_db()
    assert post.approved
    assert "12 rue Perdue" not in post.content.raw + post.content.rendered
    assert "████" in post.content.rendered
    assert "<strong>pavés</strong>" in post.content.rendered


def test_masked_in_a_title_is_masked_in_its_address(report, regular, decide, moderator, head):
    case = report(regular(), head).case
    decide(moderator, case, "masked", passages=("pavés",))
    head.topic.refresh_from_db()
    head.refresh_from_db()
    assert (head.topic.subject, head.subject) == ("Les ████", "Les ████")
    assert "paves" not in head.topic.slug
    assert "pavés" not in head.content.raw


def test_a_passage_that_is_not_there_changes_nothing(decide, moderator, case, post):
    before = everything()
    with pytest.raises(NoSuchPassage):
        decide(moderator, case, "masked", passages=(SECRET, "rue Trouvée"))
    assert everything() == before
    assert not Decision.objects.exists()


def test_kept_stays_as_it_is(decide, moderator, case):
    before = everything()
    decide(moderator, case, "kept")
    assert everything() == before


def test_kept_shows_what_had_hidden_itself(report, regular, decide, moderator, post, author):
    residents = [regular() for _ in range(3)]
    before = everything()
    for user in residents:
        case = report(user, post).case
    assert everything() != before
    decide(moderator, case, "kept")
    assert everything() == before
    assert Mail.objects.get(kind="case_kept").to == author.email


def test_what_waits_is_approved_by_keeping_it(report, decide, moderator, forum, author, head, kind):
    Post.objects.filter(pk=head.pk).update(approved=False)
    Topic.objects.filter(pk=head.topic_id).update(approved=False)
    counters.recount_topic(head.topic_id)
    counters.recount_forums(forum.pk)
    before = everything()
    case = deciding.open_one(circle_of(moderator), kind, str(head.pk))
    decide(moderator, case, "kept")
    head.refresh_from_db()
    assert head.approved
    assert list(counters.differences()) == []
    deciding.undo(circle_of(moderator), case.pk)
    assert everything()[:3] == before[:3]
    assert Case.objects.get().is_open


# Undoing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("which", ["head", "post"])
def test_undoing_puts_back_everything_exactly(
    request, report, regular, decide, moderator, outcome, which, post
):
    subject = request.getfixturevalue(which)
    case = report(regular(), subject).case
    before = everything()
    passages = (SECRET,) if which == "post" else ("pavés",)
    decide(moderator, case, outcome, passages=passages)
    assert everything() != before
    assert list(counters.differences()) == []
    deciding.undo(circle_of(moderator), case.pk)
    assert everything() == before
    assert list(counters.differences()) == []
    assert list(publication_differences()) == []


def test_quotes_are_masked_by_the_same_decision_and_put_back_with_it(
    decide, moderator, case, post, regular
):
    quote = quotation(tree().nodes[post.topic.forum_id], post)
    answer = services.reply(post.topic_id, regular(), f"{quote}Vraiment ?")
    before = everything()
    decision = decide(moderator, case, "masked", passages=(SECRET,))
    answer.refresh_from_db()
    assert "rue Perdue" not in answer.content.raw + answer.content.rendered
    assert decision.before["text"]["quotes"][0]["post"] == answer.pk
    deciding.undo(circle_of(moderator), case.pk)
    assert everything() == before


def test_an_undone_case_waits_again_and_can_be_decided_again(decide, moderator, case, author):
    first = decide(moderator, case, "hidden")
    deciding.undo(circle_of(moderator), case.pk)
    case.refresh_from_db()
    first.refresh_from_db()
    assert case.is_open
    assert first.undone_by == moderator
    assert Mail.objects.get(kind="decision_undone").to == author.email
    second = decide(moderator, case, "kept")
    assert second != first


def test_undoing_a_kept_case_hides_again_what_had_hidden_itself(
    report, regular, decide, moderator, post
):
    for _ in range(3):
        case = report(regular(), post).case
    hidden = Post.objects.filter(pk=post.pk).values().get()
    decide(moderator, case, "kept")
    deciding.undo(circle_of(moderator), case.pk)
    assert Post.objects.filter(pk=post.pk).values().get() == hidden


def test_undoing_one_of_two_decisions_leaves_the_other(
    report, regular, decide, moderator, post, kind
):
    whole = post.content.raw
    first = report(regular(), post).case
    decide(moderator, first, "masked", passages=(SECRET,))
    second = report(regular(), post).case
    decide(moderator, second, "masked", passages=("la cour",))
    deciding.undo(circle_of(moderator), first.pk)
    post.refresh_from_db()
    assert "la cour" not in post.content.raw
    deciding.undo(circle_of(moderator), second.pk)
    post.refresh_from_db()
    assert (post.content.raw, post.masked_on) == (whole, None)


def test_a_mask_and_a_hiding_are_undone_apart(report, regular, decide, moderator, post):
    first = report(regular(), post).case
    decide(moderator, first, "masked", passages=(SECRET,))
    second = report(regular(), post).case
    decide(moderator, second, "hidden")
    deciding.undo(circle_of(moderator), first.pk)
    post.refresh_from_db()
    assert SECRET in post.content.raw
    assert not post.approved


def test_there_is_nothing_to_undo_twice(decide, moderator, case):
    decide(moderator, case)
    deciding.undo(circle_of(moderator), case.pk)
    with pytest.raises(Outdated):
        deciding.undo(circle_of(moderator), case.pk)


def test_undone_beside_a_new_case_it_does_not_wait_twice(report, regular, decide, moderator, post):
    case = report(regular(), post).case
    decide(moderator, case, "masked", passages=(SECRET,))
    newer = report(regular(), post).case
    deciding.undo(circle_of(moderator), case.pk)
    assert list(Case.objects.filter(state="open")) == [newer]


# Who may ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["resident", "author", "other_moderator"])
def test_only_moderators_of_the_council_decide(request, decide, case, post, who):
    with pytest.raises(NotAllowed):
        decide(request.getfixturevalue(who), case)
    post.refresh_from_db()
    assert post.approved


def test_an_administrator_decides_everywhere(decide, administrator, case):
    assert decide(administrator, case).decided_by == administrator


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_nobody_decides_on_what_they_wrote(
    report, regular, decide, make_user, forum, council, role
):
    judge = make_user(role, council if role == "moderator" else None)
    own = services.open_topic(forum.pk, judge, "Moi", "Je dis ce que je veux.")
    case = report(regular(), own).case
    with pytest.raises(NotAllowed):
        decide(judge, case)
    assert case not in rights.visible(circle_of(judge))


def test_nobody_decides_on_what_they_reported(report, decide, moderator, colleague, post):
    case = report(moderator, post).case
    with pytest.raises(NotAllowed):
        decide(moderator, case, "kept")
    assert decide(colleague, case, "kept")


def test_the_database_itself_refuses_the_author_as_judge(case, author):
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            case=case, outcome="kept", author=author, decided_by=author, decided_by_name="x"
        )


def test_the_database_itself_refuses_a_decision_without_reasons(case, moderator):
    for missing in ({"rule": "law"}, {"statement": "Parce que."}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(
                case=case, outcome="hidden", decided_by=moderator, decided_by_name="x", **missing
            )


def test_the_database_itself_refuses_two_decisions(case, decide, moderator, colleague):
    decide(moderator, case, "kept")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            case=case, outcome="kept", decided_by=colleague, decided_by_name="x"
        )


def test_what_lies_on_the_portal_is_for_administrators(
    report, regular, decide, moderator, administrator, shared_forum, author
):
    case = report(regular(), services.open_topic(shared_forum.pk, author, "Ici", "Bonjour.")).case
    assert case.council is None
    assert case not in rights.visible(circle_of(moderator))
    with pytest.raises(NotAllowed):
        decide(moderator, case, "kept")
    assert decide(administrator, case, "kept")


# Faster, changed, gone ----------------------------------------------------------------------------


def test_the_second_to_decide_is_told_what_the_first_did(decide, moderator, colleague, case):
    decide(moderator, case, "hidden")
    with pytest.raises(Outdated, match="Modératrice"):
        decide(colleague, case, "kept")


def test_nobody_decides_on_words_they_have_not_read(decide, moderator, case, post, author, kind):
    version = kind.find(case.key).version
    services.edit(post.pk, author, "Tout autre chose.")
    with pytest.raises(Outdated):
        decide(moderator, case, "hidden", version=version)
    assert decide(moderator, case, "hidden", version=kind.find(case.key).version)


def test_a_case_about_what_is_gone_can_be_closed(decide, moderator, case, post):
    post.delete()
    with pytest.raises(Outdated):
        decide(moderator, case, "hidden")
    decide(moderator, case, "kept")
    case.refresh_from_db()
    assert not case.is_open
    deciding.undo(circle_of(moderator), case.pk)


def test_a_hidden_or_masked_post_is_not_its_authors_to_change(
    report, regular, decide, moderator, post, author
):
    case = report(regular(), post).case
    decide(moderator, case, "masked", passages=(SECRET,))
    with pytest.raises(Masked):
        services.edit(post.pk, author, SECRET)
    decide(moderator, report(regular(), post).case, "hidden")
    with pytest.raises(Gone):
        services.edit(post.pk, author, SECRET)


def test_a_moderator_decides_at_once_on_what_nobody_reported(moderator, kind, post):
    choice = Choice("hidden", rule="privacy", statement=STATEMENT)
    deciding.decide_at_once(circle_of(moderator), kind, str(post.pk), choice)
    case = Case.objects.get()
    assert (case.origin, case.state) == ("moderator", "decided")
    assert not Mail.objects.filter(kind="cases_waiting").exists()


# Telling ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_author_reads_why_by_whom_nothing_and_how_to_contest(
    decide, moderator, case, author, outcome
):
    do(decide, moderator, case, outcome)
    mail = Mail.objects.get(kind="decision")
    assert mail.to == author.email
    for words in (mail.text, mail.html):
        assert STATEMENT in words
        assert "Pas de renseignement privé" in words
        assert "/moderation/decision/" in words
        assert "sans moyen automatisé" in words
        assert "Modératrice" not in words


def test_a_warning_says_so(decide, moderator, case):
    decide(moderator, case, "hidden", warns=True)
    assert "avertissement" in Mail.objects.get(kind="decision").text


def test_those_who_reported_hear_what_was_done_and_not_why(
    report, decide, moderator, case, post, make_user
):
    from django.contrib.auth.models import AnonymousUser

    report(AnonymousUser(), post, email="lilas@exemple.fr", text="Ma maison !")
    decide(moderator, case, "hidden")
    mails = list(Mail.objects.filter(kind="report_decided"))
    assert len(mails) == 2
    for mail in mails:
        assert composing.fill(mail)
        assert STATEMENT not in mail.text
        assert "retiré de la vue" in mail.text


def test_the_author_never_reads_who_reported_or_what_they_said(
    report, decide, moderator, post, make_user
):
    whistle = make_user(pseudonym="Capucine")
    case = report(whistle, post, text="Il m’a menacée.").case
    decide(moderator, case, "hidden")
    mail = Mail.objects.get(kind="decision")
    assert "Capucine" not in mail.text
    assert "menacée" not in mail.text + mail.html


def test_typed_html_stays_text_in_mails(decide, moderator, case):
    deciding.decide(
        circle_of(moderator),
        case.pk,
        Choice("hidden", rule="law", statement="<script>alert(1)</script>"),
    )
    assert "<script>" not in Mail.objects.get(kind="decision").html


def test_every_act_is_a_line_of_the_log(decide, moderator, case):
    deciding.assign(circle_of(moderator), case.pk, True)
    decide(moderator, case, "hidden")
    deciding.undo(circle_of(moderator), case.pk)
    acts = ModerationEntry.objects.filter(about_id=case.pk, about="case").order_by("pk")
    assert list(acts.values_list("act", flat=True)) == [
        "case.opened",
        "report.sent",
        "case.taken",
        "decision.hidden",
        "decision.undone",
    ]
    assert STATEMENT not in str(list(acts.values_list("facts", flat=True)))
