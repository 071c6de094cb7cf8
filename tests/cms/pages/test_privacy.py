"""Somebody who did everything leaves nothing, takes everything along, and reads what is held."""

import csv
import io
import json
import uuid
import zipfile
from datetime import timedelta
from shutil import rmtree

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image
from wagtail.contrib.forms.models import FormSubmission
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply, Page
from wagtail.users.models import UserProfile

from cms.pages.models import Picture
from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.forum_attachments.models import Attachment, files
from forum.board.forum_conversation.forum_polls.models import (
    Ballot,
    TopicPoll,
    TopicPollOption,
    TopicPollVote,
)
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.services import Sent
from forum.board.forum_permission.models import ForumPermission, UserForumPermission
from forum.board.forum_tracking.reading import mark_seen
from sites.accounts import portraits
from sites.accounts.models import HomeChange, PseudonymChange, Recovery, User
from sites.accounts.privacy import erasure, exporting
from sites.accounts.privacy.proof import find
from sites.councils.role_groups import group_for
from sites.legal.models import LegalTrace
from sites.moderation.models import Appeal, Suspension
from sites.notifications import outbox, sending
from sites.themes.models import Change
from tests.cms import factories

pytestmark = pytest.mark.django_db

ADDRESS, OLD_ADDRESS = "zelie.oeillet@exemple.fr", "oeillet75010@exemple.fr"
PSEUDONYM, FIRST, LAST = "Violette-Zédé", "Zélie", "Œillet-Dupré"
OLD_NAME = "Pensée-du-Matin"
TERMS = (ADDRESS, OLD_ADDRESS, PSEUDONYM, OLD_NAME, FIRST, LAST)
CODE = {"code": "123456", "minutes": 15}
OTHER_ADDRESS, OTHER = "autre.personne@exemple.fr", "Hortensia-Quatre"


@pytest.fixture(autouse=True)
def _no_files_of_other_tests(settings):
    """A test that rolls back leaves its files: they are none of the next one's traces."""
    yield
    for folder in (settings.FILES_ROOT, settings.MEDIA_ROOT):
        rmtree(folder, ignore_errors=True)


@pytest.fixture
def other(make_user, council) -> User:
    make_user("lead", council)
    make_user("lead", council)
    return make_user("moderator", council, email=OTHER_ADDRESS, pseudonym=OTHER, is_superuser=True)


@pytest.fixture
def busy(make_user, council, other, client_for, settings, tmp_path) -> User:
    """Somebody who did everything one can do here."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    user = make_user(
        "editor",
        council,
        email=ADDRESS,
        pseudonym=PSEUDONYM,
        first_name=FIRST,
        last_name=LAST,
        date_joined=timezone.now() - timedelta(days=100),
    )
    user.groups.add(group_for("moderator", council))
    _ways_in(user)
    _as_a_neighbour(user, other, council)
    _in_the_forum(user, other, council)
    _for_the_council(user, other, council)
    _elsewhere(user, council, client_for)
    return user


def _ways_in(user: User) -> None:
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    EmailAddress.objects.create(user=user, email=OLD_ADDRESS)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "s"})
    SocialAccount.objects.create(
        user=user, provider="oidc", uid="u-1", extra_data={"given_name": FIRST, "email": ADDRESS}
    )


def _as_a_neighbour(user: User, other: User, council) -> None:
    """A portrait, an earlier name, a home, a suspension with its appeal, help with a lost key."""
    portraits.put(user, Image.new("RGB", (80, 80)))
    PseudonymChange.objects.create(user=user, number=1, old=OLD_NAME, new=PSEUDONYM)
    HomeChange.objects.create(user=user, number=1, after=council)
    now = timezone.now()
    days = {"starts_at": now - timedelta(days=9), "ends_at": now - timedelta(days=2)}
    words = {"rule": "insult", "statement": f"{PSEUDONYM} a écrit à {ADDRESS}", **days}
    against = Suspension.objects.create(
        account=user, council=council, decided_by=other, decided_by_name=OTHER, **words
    )
    Appeal.objects.create(suspension=against, account=user, text=f"Je suis {FIRST} {LAST}.")
    words["statement"] = f"{PSEUDONYM} vous l’a demandé deux fois."
    Suspension.objects.create(
        account=other, council=council, decided_by=user, decided_by_name=PSEUDONYM, **words
    )
    Recovery.objects.create(person=user, expires_at=now + timedelta(days=1))


def _in_the_forum(user: User, other: User, council) -> None:
    forum = Forum.objects.filter(parent__scope__council=council).first()
    sent = Sent(uuid.uuid4(), network="192.0.2.7")
    own = f"Je signe {FIRST} {LAST} et {PSEUDONYM}, écrivez à {ADDRESS} ou {OLD_ADDRESS.upper()}."
    topic = services.open_topic(forum.pk, user, f"{PSEUDONYM} se présente", own, sent=sent).topic
    services.reply(topic.pk, other, f"Bienvenue @{PSEUDONYM} ! Réponse privée de {OTHER}.")
    post = services.reply(topic.pk, user, "> Bienvenue\n\nMerci !", sent=Sent(network="192.0.2.8"))
    services.edit(post.pk, user, "Merci à toutes !", sent=sent)
    moderating.lock(topic.pk, other, f"{PSEUDONYM} insiste")
    moderating.unlock(topic.pk, other, "C’est réglé")
    theirs = services.open_topic(forum.pk, other, "Un autre sujet", "Bonjour.", sent=sent).topic
    moderating.lock(theirs.pk, user, "C’est réglé")
    mark_seen(user, topic, 3)
    topic.subscribers.add(user)
    token = uuid.uuid4().hex
    image = Attachment(post=post, token=token, width=1, height=1)
    image.file.name = image.names()[0]
    image.save()
    for name in image.names():
        files().save(name, ContentFile(ADDRESS.encode()))
    poll = TopicPoll.objects.create(topic=topic, question="?")
    option = TopicPollOption.objects.create(poll=poll, text="Oui")
    ballot = Ballot.objects.create(poll=poll, voter=user)
    TopicPollVote.objects.create(poll_option=option, ballot=ballot)
    UserForumPermission.objects.create(
        forum=forum, user=user, permission=ForumPermission.objects.first(), has_perm=True
    )


def _for_the_council(user: User, other: User, council) -> None:
    page = factories.news(council, title="La fête")
    page.owner = user
    page.save()
    page.save_revision(user=user, log_action=True).publish()
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user)
    remark = Comment.objects.create(
        page=page, user=user, text=f"Relu par {PSEUDONYM}", contentpath="title"
    )
    CommentReply.objects.create(comment=remark, user=user, text=f"{ADDRESS} ?")
    CommentReply.objects.create(comment=remark, user=other, text=f"Merci @{PSEUDONYM}")
    factories.picture(council, uploaded_by_user=user, title="Le square")
    UserProfile.objects.create(
        user=user, avatar=ContentFile(factories.image_bytes("PNG"), "zélie.png")
    )
    log(user, "wagtail.edit", user=other)  # an administrator changed the account
    Change.objects.create(site=council.site, kind="activation", by=user, by_name=PSEUDONYM)


def _elsewhere(user: User, council, client_for) -> None:
    form = factories.section(council, "contact")
    for address in (ADDRESS.upper(), OTHER_ADDRESS):
        answer = {"votre_nom": address, "adresse": address, "message": f"De {address}"}
        FormSubmission.objects.create(page=form, form_data=answer)
    client = client_for(council, user)
    client.get("/compte/donnees/")
    sending.run()
    export = exporting.ask(user, council.site)
    exporting.make_small(export)
    call_command("make_exports")
    outbox.post("code", ADDRESS, CODE | {"link": f"/?qui={PSEUDONYM}"}, person=user)
    outbox.post("code", OTHER_ADDRESS, CODE | {"link": f"/{PSEUDONYM}"})


def places() -> list[str]:
    return [trace.place for trace in find(TERMS) if not trace.is_restricted]


def test_somebody_who_did_everything_leaves_nothing(busy, django_capture_on_commit_callbacks):
    before = places()
    assert len(before) > 15, before
    with django_capture_on_commit_callbacks(execute=True):
        erasure.close(User.objects.get(pk=busy.pk))
    later = time_machine.travel(timezone.now() + timedelta(days=14, minutes=1))
    with later, django_capture_on_commit_callbacks(execute=True):
        call_command("erase_accounts")
    assert places() == []
    call_command("find_traces", *TERMS)  # succeeds


def test_what_the_law_keeps_is_kept_apart_and_for_a_year(busy):
    erasure.erase(busy)
    restricted = {trace.place for trace in find(TERMS) if trace.is_restricted}
    assert restricted == {
        "default:quartiers_legal_legaltrace.address",
        "default:quartiers_legal_legaltrace.pseudonym",
    }
    assert set(LegalTrace.objects.values_list("act", flat=True)) == {
        *("created", "changed", "closed"),
    }
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        call_command("retain")
    assert not LegalTrace.objects.exists()


def test_what_others_need_stays(busy, other):
    posts, topics = Post.objects.count(), Topic.objects.count()
    erasure.erase(busy)
    assert (Post.objects.count(), Topic.objects.count()) == (posts, topics)
    assert {str(post.author_name) for post in Post.objects.filter(poster=busy)} == {
        "Compte supprimé"
    }
    assert TopicPollVote.objects.count() == 1, "results do not change"
    assert Picture.objects.get(title="Le square").file
    assert FormSubmission.objects.get().form_data["adresse"] == OTHER_ADDRESS
    other.refresh_from_db()
    assert (other.email, str(other)) == (OTHER_ADDRESS, OTHER)
    assert f"Réponse privée de {OTHER}." in Post.objects.get(number=2).content.raw


def rows_of_everything() -> dict:
    from django.apps import apps

    volatile = {  # sessions end, mails are written: that is what closing does
        *("quartiers_accounts.Closure", "quartiers_accounts.SignIn", "quartiers_councils.Stamp"),
        *("quartiers_accounts.HostSession", "quartiers_notifications.Mail"),
    }
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label not in volatile
    }


def test_undone_every_row_of_the_install_is_as_it_was(busy):
    before = rows_of_everything()
    closure = erasure.close(User.objects.get(pk=busy.pk))
    during = rows_of_everything()
    assert during != before
    erasure.undo(closure.pk)
    after = rows_of_everything()
    through = "quartiers_accounts.User_groups"  # its keys are new, its pairs are the same
    for rows in (before, after):
        rows[through] = sorted((row["user_id"], row["group_id"]) for row in rows[through])
    assert {label for label in before if before[label] != after[label]} == set()


# Copies ------------------------------------------------------------------------------------------


def copy_of(user: User) -> zipfile.ZipFile:
    export = exporting.ask(user, None)
    exporting.make_waiting()
    export.refresh_from_db()
    return zipfile.ZipFile(io.BytesIO(export.file.read()))


def test_a_copy_tells_everything_of_oneself(busy):
    archive = copy_of(busy)
    told = json.loads(archive.read("donnees.json"))
    asked = (
        "compte adresses roles moyens-de-connexion identites copies messages sujets lectures "
        "suivis courriels connexions votes-du-forum pages actes-sur-les-pages autres-actes "
        "profil pseudonymes conseils suspensions recours commentaires-de-redaction "
        "reponses-de-redaction images themes formulaires"
    )
    assert set(asked.split()) <= set(told)
    assert [row["content"] for row in told["messages"]][1] == "Merci à toutes !"
    assert told["formulaires"][0]["answer"]["adresse"] == ADDRESS.upper()
    files = [name for name in archive.namelist() if name.startswith("fichiers/")]
    assert {name.split("/")[1] for name in files} == {"forum", "images", "portrait"}
    text = archive.read("messages.csv").decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text), delimiter=";"))) == 2


def test_a_copy_holds_nothing_of_anybody_else(busy, other):
    """Not their words, names or addresses; not the secrets of one's own keys either."""
    archive = copy_of(busy)
    whole = b"\n".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "ignore")
    assert ADDRESS in whole
    for foreign in (OTHER, OTHER_ADDRESS, "Réponse privée", '"secret"', busy.password):
        assert foreign not in whole
    theirs = copy_of(other)
    words = b"\n".join(theirs.read(name) for name in theirs.namelist()).decode("utf-8", "ignore")
    for foreign in (ADDRESS, OLD_ADDRESS, FIRST, LAST, f"{PSEUDONYM} se présente"):
        assert foreign not in words


def test_two_thousand_posts_are_copied_at_once(make_user, council, django_assert_max_num_queries):
    import time
    import tracemalloc

    user = make_user()
    forum = Forum.objects.filter(parent__scope__council=council).first()
    topic = services.open_topic(forum.pk, user, "Long", "Début").topic
    Post.objects.bulk_create(
        Post(topic=topic, poster=user, number=n + 2, content="mot " * 500, approved=True)
        for n in range(2000)
    )
    export = exporting.ask(user, None)
    tracemalloc.start()
    began = time.monotonic()
    with django_assert_max_num_queries(80):
        assert exporting.make_waiting() == 1
    took, peak = time.monotonic() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took < 60
    assert peak < 60 * 1024 * 1024
    export.refresh_from_db()
    assert export.state == "ready"


# The page ----------------------------------------------------------------------------------------


def test_the_privacy_page_shows_what_the_code_holds(client_for, council, settings):
    from sites.accounts.privacy.registry import holdings

    page = client_for(council).get("/donnees-personnelles/").content.decode()
    table = page[page.index("<table") : page.index("</table>")]
    assert table.count('<th scope="row">') == len(holdings())
    assert "Vos sujets et messages dans le forum" in table
    assert "14 jours, puis tout est effacé" in table.replace("\u00a0", " ")
    assert "un an après la contribution" in table.replace("\u00a0", " ")
    settings.RETENTION = settings.RETENTION | {
        "closed_account": settings.RETENTION["closed_account"] | {"days": 21}
    }
    changed = client_for(council).get("/donnees-personnelles/").content.decode()
    assert "21 jours, puis tout est effacé" in changed.replace("\u00a0", " ")


def test_editors_still_write_that_page(client_for, council):
    page = factories.section(council, "donnees-personnelles")
    page.body = [("text", "<p>Nous sommes trois bénévoles.</p>")]
    page.save_revision().publish()
    shown = client_for(council).get("/donnees-personnelles/").content.decode()
    assert "Nous sommes trois bénévoles." in shown
    assert "<caption>Données gardées</caption>" in shown


def test_other_legal_texts_have_no_table(client_for, council):
    assert "<table" not in client_for(council).get("/mentions-legales/").content.decode()


def test_the_page_asks_no_query_more(client_for, council, django_assert_max_num_queries):
    client = client_for(council)
    client.get("/donnees-personnelles/")
    with django_assert_max_num_queries(12):
        client.get("/donnees-personnelles/")
