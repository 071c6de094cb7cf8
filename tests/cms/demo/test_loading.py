"""Loading: once, repeatable, all or nothing, dated from its day, never in production."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry

from cms.demo import loading, making, places, warming, wiping
from cms.demo.content.accounts import PASSWORD, everybody
from cms.demo.content.sites import CODES
from cms.demo.models import Loading
from cms.pages.blocks import BodyBlock
from cms.pages.models import CouncilDocument, CouncilFile, NewsPage, Picture, PictureRendition
from cms.publications.models import Placement, Publication
from cms.publications.publishing import differences
from forum.board.forum.models import Forum
from forum.board.forum_conversation.counters import differences as forum_differences
from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.models import Post, Topic
from forum.discussions.models import Discussion
from forum.drafts.models import Draft
from forum.facts import facts_of
from forum.summaries.making import make_waiting
from forum.summaries.showing import summary_of
from sites.accounts.models import User
from sites.councils.models import Council, Portal
from sites.moderation.models import Case, Decision, ModerationEntry, Report
from sites.notifications.models import Mail

from .conftest import NOW

pytestmark = pytest.mark.django_db

# The last: what was made and deleted before the demo came.
FLEETING = {"django_session", "quartiers_councils_stamp", "wagtailcore_pagelogentry"}


@pytest.fixture
def rows() -> Callable[[], dict[str, int]]:
    """``rows()``: how many rows every table holds."""

    def count() -> dict[str, int]:
        models = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed]
        tables = {m._meta.db_table for m in models if not m._meta.proxy} - FLEETING
        with connection.cursor() as cursor:
            counted = {}
            for table in sorted(tables):
                cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
                counted[table] = cursor.fetchone()[0]
        return counted

    return count


def digest() -> str:
    """Of everything that readers see of the demo."""
    found = sha256()
    for model in (NewsPage, CouncilDocument, Publication, Placement, Topic, Post, Council, Portal):
        found.update(serializers.serialize("json", model.objects.order_by("pk")).encode())
    return found.hexdigest()


def silent(name: str, seconds: float) -> None:
    pass


def stored() -> set[str]:
    """Names of the pictures and files that lie in the storage."""
    places = [("default", "original_images"), ("default", "images"), ("files", "documents")]
    return {f"{folder}/{name}" for place, folder in places for name in _listed(place, folder)}


def _listed(place: str, folder: str) -> list[str]:
    storage = storages[place]
    return storage.listdir(folder)[1] if storage.exists(folder) else []


def test_loading_tells_of_each_step(demo):
    names = [name for name, _step in loading.STEPS]
    assert demo == [str(name) for name in (*names, loading.LAST_STEP)]
    assert len(demo) == loading.STEP_COUNT


def test_loading_again_changes_nothing(demo, rows):
    before = rows(), digest()
    assert loading.load(8000, silent) == loading.Loaded(is_new=False)
    assert (rows(), digest()) == before


@pytest.mark.slow
def test_reset_brings_back_what_was_changed_moves_all_dates_and_takes_old_files_away(
    demo, rows, django_capture_on_commit_callbacks
):
    before = rows()
    old, paper = Picture.objects.first().file.name, CouncilFile.objects.first().file.name
    attached = Attachment.objects.first().names()
    news = NewsPage.objects.get(title__startswith="Carnaval")
    distance = NOW.date() - news.date
    news.delete()
    later = NOW + timedelta(days=30)
    with django_capture_on_commit_callbacks() as callbacks:
        assert loading.reset(8000, silent, later).is_new
    assert rows() == before
    again = NewsPage.objects.get(title__startswith="Carnaval")
    assert again.date == later.date() - distance
    assert Loading.objects.get().day == later.date()
    assert not differences()
    owners = [getattr(one, "__self__", None) for one in callbacks]
    (files,) = [one for one in owners if isinstance(one, wiping.Files)]
    pictures = {name for storage, name in files.found if storage == default_storage}
    papers = {name for storage, name in files.found if storage == storages["files"]}
    assert old in pictures
    assert Picture.objects.first().file.name not in pictures
    assert {paper, *attached} <= papers
    waiting = Report.objects.order_by("sent_at")
    assert [report.case.state for report in waiting] == ["open"] * 3
    assert waiting.last().sent_at <= later


@pytest.mark.parametrize("place", ["default", "files"])
def test_files_that_nothing_points_to_are_deleted(place):
    storage = storages[place]
    name = storage.save("left.txt", ContentFile(b"left"))
    wiping.Files(found=((storage, name), (storage, "was-never-there.txt"))).delete()
    assert not storage.exists(name)


@pytest.mark.parametrize("run", [loading.load, loading.reset])
def test_a_database_that_holds_something_else_is_refused(demo, rows, run):
    Loading.objects.all().delete()
    before = rows()
    with pytest.raises(ValidationError, match="autre chose que la démonstration"):
        run(8000, silent)
    assert rows() == before


@pytest.mark.parametrize("arguments", [("load_demo",), ("load_demo", "--reset"), ("demo",)])
def test_the_commands_refuse_it_too_before_any_migration(demo, rows, monkeypatch, arguments):
    Loading.objects.all().delete()
    monkeypatch.setattr("cms.demo.management.commands.demo.call_command", None)
    before = rows()
    with pytest.raises(CommandError, match="autre chose que la démonstration") as refused:
        call_command(*arguments, "--any-database")
    assert "\n" not in str(refused.value)
    assert rows() == before


def test_an_account_alone_is_something_else(make_user):
    wiping.wipe()
    assert wiping.is_empty()
    make_user()
    assert not wiping.is_empty()


@pytest.mark.parametrize("arguments", [("load_demo",), ("load_demo", "--reset"), ("demo",)])
def test_the_database_of_a_server_is_refused_unless_told(monkeypatch, arguments):
    server = SimpleNamespace(vendor="postgresql", introspection=connection.introspection)
    monkeypatch.setattr(loading, "connection", server)
    with pytest.raises(CommandError, match="--any-database"):
        call_command(*arguments)


def test_the_database_of_a_server_is_taken_when_told(demo, monkeypatch, capsys):
    server = SimpleNamespace(vendor="postgresql", introspection=connection.introspection)
    monkeypatch.setattr(loading, "connection", server)
    call_command("load_demo", "--any-database")
    assert "déjà là" in capsys.readouterr().out


def test_a_database_without_tables_is_fine(monkeypatch):
    nothing = SimpleNamespace(table_names=list)
    monkeypatch.setattr(
        loading, "connection", SimpleNamespace(vendor="sqlite", introspection=nothing)
    )
    loading.check_database(any_database=False)


@pytest.mark.parametrize(
    ("more", "expected"), [((), 8123), (("--port=9000",), 9000), (("--port", "9000"), 9000)]
)
def test_a_reset_keeps_the_port_unless_told(demo, settings, monkeypatch, more, expected):
    settings.WAGTAILADMIN_BASE_URL = ""  # put back after the test
    places.answer_on(8123)
    asked = []
    monkeypatch.setattr(
        loading, "reset", lambda port, report: asked.append(port) or loading.Loaded(is_new=False)
    )
    call_command("load_demo", "--reset", "--any-database", *more)
    assert asked == [expected]


@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "8000;id", "80 81", "²", "9" * 5000])
@pytest.mark.parametrize("command", ["demo", "load_demo"])
def test_what_is_no_port_is_refused_in_one_line(demo, command, port):
    with pytest.raises(CommandError, match="n’est pas un numéro de port") as refused:
        call_command(command, "--any-database", f"--port={port}")
    assert "\n" not in str(refused.value)


@pytest.mark.slow
def test_a_failure_leaves_neither_rows_nor_files(demo, rows, monkeypatch):
    def fail(demo):
        raise RuntimeError("in the middle")

    steps = [*loading.STEPS[:7], ("fails", fail)]
    monkeypatch.setattr(loading, "STEPS", steps)
    before, files = rows(), stored()
    with pytest.raises(RuntimeError, match="in the middle"):
        loading.reset(8000, silent)
    assert rows() == before
    assert stored() == files


@pytest.mark.parametrize("arguments", [("load_demo",), ("load_demo", "--reset"), ("demo",)])
def test_production_refuses_the_demo(demo, rows, settings, arguments):
    settings.DEMO_ALLOWED = False
    before = rows()
    with pytest.raises(CommandError, match="configuration de production"):
        call_command(*arguments)
    assert rows() == before


def test_the_read_model_and_the_counters_agree_with_the_demo(demo):
    assert not differences()
    assert not list(forum_differences())


def test_the_indexes_hold_what_saving_again_would_put_there(demo):
    def indexed() -> tuple[set, set]:
        words = IndexEntry.objects.values_list("content_type", "object_id", "title", "body")
        links = ReferenceIndex.objects.values_list("object_id", "to_object_id", "content_path")
        return set(words), set(links)

    before = indexed()
    assert all(before)
    for model in (NewsPage, CouncilDocument, Picture):
        for thing in model.objects.order_by("-pk")[:12]:
            thing.save()
    assert indexed() == before


def test_what_is_saved_after_loading_is_found_at_once(demo):
    news = NewsPage.objects.live().first()
    news.title = "Ornithorynque"
    news.save()
    assert list(NewsPage.objects.search("ornithorynque")) == [news]


def test_nothing_is_published_after_the_day_of_loading(demo):
    told = Publication.objects.filter(starts_at=None)  # meetings are announced for a day to come
    assert told.order_by("-sort_at").first().sort_at <= NOW
    pages = Publication.objects.filter(page__isnull=False)
    assert pages.order_by("-changed_at").first().changed_at <= NOW
    assert not Post.objects.filter(created__gt=NOW).exists()


def test_every_block_of_a_body_is_used(demo):
    used = set()
    for model in apps.get_app_config("quartiers_pages").get_models():
        if any(field.name == "body" for field in model._meta.fields):
            for page in model.objects.filter(live=True):
                used |= {block.block_type for block in page.body}
    assert used == set(BodyBlock().child_blocks)


def test_the_awkward_cases_are_there(demo, sites):
    news = NewsPage.objects.live()
    assert max(len(page.title) for page in news) >= 120
    assert news.filter(lead_image=None).exists()
    assert CouncilDocument.objects.live().filter(file=None).exclude(body=[]).exists()
    assert Topic.objects.filter(posts_count=60).exists()
    assert Forum.objects.filter(state=Forum.State.ARCHIVED).count() == 1
    private = Topic.objects.get(subject__startswith="Qui tient la sono")
    assert facts_of(private) is None
    talk = Discussion.objects.get()
    assert talk.topic.posts_count == 5
    assert facts_of(talk.topic) is not None
    assert Post.objects.filter(approved=False).exclude(hidden_on=None).count() == 1
    assert Placement.objects.filter(council=None, kind="news").count() > 20
    for code in CODES:
        assert Placement.objects.filter(council=sites[code], kind="news").count() >= 3


def test_reports_wait_for_the_moderators_of_one_council(demo, sites, client_for):
    cases = Case.objects.filter(state="open")
    assert {case.council for case in cases} == {sites["lba"]}
    reports = Report.objects.order_by("sent_at")
    assert [bool(report.reporter) for report in reports] == [True, False, False]
    assert max(report.sent_at for report in reports) <= NOW
    assert max(entry.at for entry in ModerationEntry.objects.all()) <= NOW
    assert not Mail.objects.filter(kind__in=["report_received", "cases_waiting"]).exists()
    moderator = User.objects.get(email__startswith="moderation@")
    page = client_for("admin", moderator).get("/admin/moderation/").content.decode()
    assert page.count("data-case-link") == cases.count() == 2


def test_the_hidden_message_is_a_decided_case(demo, sites, client_for):
    made = Decision.objects.select_related("case", "author")
    decision = made.exclude(outcome=Decision.Outcome.ARRANGED).get()
    assert (decision.outcome, decision.rule) == ("hidden", "respect")
    assert decision.statement
    assert (decision.case.council, decision.case.state) == (sites["psd"], "decided")
    assert decision.decided_by.email.startswith("moderation@")
    post = Post.objects.get(pk=decision.case.key)
    assert not post.approved
    answer = Post.objects.get(topic=post.topic, number=post.number + 1)
    assert post.created < decision.case.opened_at <= decision.decided_at < answer.created
    mail = Mail.objects.get(kind="decision", person=decision.author)
    assert decision.statement in " ".join(mail.text.split())
    page = client_for("admin", decision.decided_by).get(f"/admin/moderation/{decision.case.pk}/")
    assert decision.statement in page.content.decode().replace("\xa0", " ")


def test_a_resident_has_begun_an_answer_and_a_topic(demo, client_for):
    author = User.objects.get(email__startswith="habitant1.lba@")
    assert {bool(draft.topic_id) for draft in author.forum_drafts.all()} == {True, False}
    assert max(draft.saved_at for draft in Draft.objects.all()) <= NOW
    page = client_for("lba.quartiers.localhost:8000", author).get("/compte/brouillons/")
    for draft in author.forum_drafts.all():
        assert (draft.title or draft.topic.subject)[:12] in page.content.decode()


def test_the_long_topic_in_brief_names_what_people_thanked_for(demo):
    make_waiting()
    shown = summary_of(Topic.objects.get(posts_count=60))
    assert [(one.number, one.thanks) for one in shown.thanked] == [(1, 3), (17, 2), (38, 1)]


def test_a_message_can_be_compared_with_what_it_said(demo, client_for):
    post = Post.objects.exclude(versions=None).get()
    assert (post.versions.count(), post.updates_count) == (1, 1)
    assert post.created < post.updated <= NOW
    path = f"{post.topic.get_absolute_url()}{post.number}/post/history/"
    page = client_for("lba.quartiers.localhost:8000").get(path).content.decode()
    assert "<del>" in page
    assert "<ins>" in page


@pytest.mark.parametrize(
    ("title", "posts"),
    [("Nouveaux dans", 7), ("Livraisons", 11), ("Prêt d", 5), ("Terrasses", 4)],
)
def test_the_topics_have_the_posts_one_can_read(demo, title, posts):
    assert Topic.objects.get(subject__startswith=title).posts_count == posts


def test_every_picture_says_what_it_shows(demo):
    assert not Picture.objects.filter(description="").exists()
    assert not Publication.objects.exclude(picture=None).filter(picture__alt="").exists()


def test_larger_sizes_are_made_beside_the_server_and_only_once(demo):
    before = PictureRendition.objects.count()
    assert warming.warm() == Picture.objects.count()
    made = PictureRendition.objects.count()
    assert made > before
    warming.warm()
    assert PictureRendition.objects.count() == made


def test_the_sites_answer_on_the_port_that_is_asked_for(demo, sites, settings, client_for):
    settings.WAGTAILADMIN_BASE_URL = ""  # put back after the test
    assert places.answer_on(8123) == len(sites)
    assert settings.WAGTAILADMIN_BASE_URL == "http://admin.quartiers.localhost:8123"
    page = client_for("lba.quartiers.localhost:8123").get("/").content.decode()
    assert "http://cel.quartiers.localhost:8123/" in page
    assert ":8000/" not in page
    assert places.answer_on(8123) == 0


def test_wiping_leaves_what_migrations_made(demo, rows):
    wiping.wipe()
    left = {table for table, count in rows().items() if count}
    assert left <= wiping.KEPT | {"wagtailcore_page", "wagtailcore_collection"}
    assert wiping.is_empty()


def test_every_account_opens_with_the_printed_password(demo, client):
    for account in everybody():
        assert client.login(username=account.email, password=PASSWORD), account.email


def test_the_steps_of_loading_are_those_of_making():
    made = {step for _name, step in loading.STEPS} | {making.make_talks}  # once pages are public
    assert {getattr(making, name) for name in making.__all__ if name.startswith("make_")} == made
