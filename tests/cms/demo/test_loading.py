"""Loading: once, repeatable, all or nothing, dated from its day, never in production."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from cms.demo import loading, making, places, warming, wiping
from cms.demo.content.accounts import PASSWORD, everybody
from cms.demo.content.sites import CODES
from cms.demo.models import Loading
from cms.pages.blocks import BodyBlock
from cms.pages.models import CouncilDocument, NewsPage, Picture, PictureRendition
from cms.publications.models import Placement, Publication
from cms.publications.publishing import differences
from forum.board.forum_conversation.counters import differences as forum_differences
from forum.board.forum_conversation.models import Post, Topic
from sites.councils.models import Council, Portal

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
    folders = ("original_images", "images", "documents")
    return {f"{folder}/{name}" for folder in folders for name in _listed(folder)}


def _listed(folder: str) -> list[str]:
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def test_loading_tells_of_each_step(demo):
    assert demo == [str(name) for name, _step in loading.STEPS]


def test_loading_again_changes_nothing(demo, rows):
    before = rows(), digest()
    assert loading.load(8000, silent) == loading.Loaded(is_new=False)
    assert (rows(), digest()) == before


@pytest.mark.slow
def test_reset_brings_back_what_was_changed_and_moves_all_dates(demo, rows):
    before = rows()
    news = NewsPage.objects.get(title__startswith="Carnaval")
    distance = NOW.date() - news.date
    news.delete()
    later = NOW + timedelta(days=30)
    assert loading.reset(8000, silent, later).is_new
    assert rows() == before
    again = NewsPage.objects.get(title__startswith="Carnaval")
    assert again.date == later.date() - distance
    assert Loading.objects.get().day == later.date()
    assert not differences()


@pytest.mark.slow
def test_reset_takes_the_files_of_the_old_demo_away(demo, django_capture_on_commit_callbacks):
    old = Picture.objects.first().file.name
    with django_capture_on_commit_callbacks() as callbacks:
        loading.reset(8000, silent)
    deleted = [one.__self__.names for one in callbacks if one.__name__ == "delete"]
    assert len(deleted) == 1
    assert old in deleted[0]
    assert Picture.objects.first().file.name not in deleted[0]


def test_files_that_nothing_points_to_are_deleted():
    name = default_storage.save("documents/left.txt", ContentFile(b"left"))
    wiping.Files((name, "documents/was-never-there.txt")).delete()
    assert not default_storage.exists(name)


def test_reset_refuses_a_database_that_never_held_the_demo(demo, rows):
    Loading.objects.all().delete()
    before = rows()
    with pytest.raises(ValidationError, match="ne contient pas la démonstration"):
        loading.reset(8000, silent)
    assert rows() == before


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


def test_nothing_is_published_after_the_day_of_loading(demo):
    latest = Publication.objects.order_by("-sort_at").first()
    assert latest.sort_at <= NOW
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
    assert Post.objects.filter(approved=False).exclude(hidden_on=None).count() == 1
    assert Placement.objects.filter(council=None, kind="news").count() > 20
    for code in CODES:
        assert Placement.objects.filter(council=sites[code], kind="news").count() >= 3


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
    made = {step for _name, step in loading.STEPS}
    assert {getattr(making, name) for name in making.__all__ if name.startswith("make_")} == made
