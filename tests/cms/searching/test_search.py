"""« Recherche »: what is public is found as people write it, and nothing else is."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.publications.models import Placement, Publication
from cms.searching import finding
from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.board.forum_permission.models import ForumPermission, UserForumPermission
from sites.councils.models import Council
from sites.councils.street_models import Street, Stretch
from sites.searching import bounded
from tests.cms import factories
from tests.cms.meetings.factories import held

pytestmark = pytest.mark.django_db

SECRET = "passerelle"


@pytest.fixture
def reader(client_for, council):
    return client_for(council)


@pytest.fixture
def on_portal(client_for, portal):
    return client_for(portal)


def search(client, q: str, status: int = 200, **more):
    response = client.get("/recherche/", {"q": q, **more})
    assert response.status_code == status
    return response


def titles(client, q: str, **more) -> list[str]:
    return [row.item.title for row in search(client, q, **more).context["found"]]


def row(council: Council | None, title: str, days: int = 0, kind="news", **fields) -> Publication:
    when = timezone.now() - timedelta(days=days)
    made = Publication.objects.create(
        source=f"test:{Publication.objects.count()}",
        kind=kind,
        home=council,
        path="/essai/",
        title=title,
        sort_at=when,
        changed_at=when,
        **fields,
    )
    Placement.objects.create(publication=made, council=council, kind=kind, sort_at=when)
    return made


class TestWords:
    @pytest.mark.parametrize(
        "typed",
        [
            "hopital saint louis",
            "Saint-Louis HÔPITAL",
            "l’hôpital",
            "l'hopital",
            "« hôpital Saint-Louis »",
            "SAINT‑LOUIS",
            "piste cyclable saint louis",
            "pistes cyclables",
        ],
    )
    def test_are_found_as_people_write_them(self, council, reader, typed):
        factories.news(council, "La piste cyclable de l’hôpital Saint-Louis")
        assert titles(reader, typed) == ["La piste cyclable de l’hôpital Saint-Louis"]

    @pytest.mark.parametrize(
        ("one", "more"),
        [
            ("vélo", "vélos"),
            ("feu", "feux"),
            ("vitrail", "vitraux"),
            ("banc", "bancs"),
            ("financé", "financées"),
        ],
    )
    def test_one_and_several_are_one_word(self, council, reader, one, more):
        factories.news(council, f"Rangé : {more}")
        factories.news(council, f"Cassé : {one}")
        assert len(titles(reader, one)) == len(titles(reader, more)) == 2

    def test_all_must_be_there(self, council, reader):
        factories.news(council, "La piste cyclable")
        assert titles(reader, "piste patinoire") == []

    def test_quoted_ones_follow_one_another(self, council, reader):
        factories.news(council, "Une piste, bien que cyclable")
        assert len(titles(reader, "piste cyclable")) == 1
        assert titles(reader, '"piste cyclable"') == []

    def test_are_looked_for_in_the_text_and_marked_there(self, council, reader):
        body = [("text", "<p>Un kiosque & un <b>banc</b> place du Colonel-Fabien.</p>")]
        factories.news(council, "Travaux", body=body, summary="")
        page = search(reader, "colonel fabien").content.decode()
        assert "<mark>Colonel</mark>-<mark>Fabien</mark>" in page
        assert "kiosque &amp; un" in page

    def test_titles_come_first_then_the_newest(self, council, reader):
        body = [("text", "<p>Le compost.</p>")]
        factories.news(council, "Ancien", body=body, date=timezone.localdate() - timedelta(20))
        factories.news(council, "Récent", body=body)
        factories.news(council, "Compost", date=timezone.localdate() - timedelta(300))
        assert titles(reader, "compost") == ["Compost", "Récent", "Ancien"]

    @pytest.mark.parametrize(
        "typed",
        ["", "\x00", "& | ! ( :*", "'", "x" * 10_000, "\\", "a" * 300 + " b", "%", "🚲", "de la",
         "((rue", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'],
    )  # fmt: skip
    def test_whatever_is_typed_the_page_answers(self, council, reader, typed):
        factories.news(council, "Une rue")
        page = search(reader, typed).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page

    def test_bytes_that_are_no_text(self, council, reader):
        for raw in ("%ED%A0%80", "%FF%FE", "%00", "rue%0D%0Ax"):
            assert reader.get(f"/recherche/?q={raw}").status_code == 200


class TestDecisions:
    def test_what_was_decided_about_my_street(self, council, reader):
        meeting = held(council)
        found = search(reader, "louis blanc", type="decision").context["found"]
        told = found[0].decision
        assert told.url.endswith("#decision-1")
        assert told.url.startswith(council.site.root_url)
        page = search(reader, "louis blanc", type="decision").content.decode()
        decision = meeting.decisions.get(number=1)
        assert f'href="{told.url}"' in page
        assert "adopté" in page
        assert f"{decision.votes_for} pour" in page
        assert decision.euros in page
        assert f"{timezone.localtime(meeting.starts_at):%Y-%m-%d}" in page

    def test_the_anchor_is_on_the_page_it_leads_to(self, council, reader):
        held(council)
        url = search(reader, "louis blanc", type="decision").context["found"][0].decision.url
        path, _sign, anchor = url.removeprefix(council.site.root_url).partition("#")
        assert f'id="{anchor}"' in reader.get(path).content.decode()


class TestScope:
    @pytest.fixture(autouse=True)
    def _things(self, council, other_council):
        factories.news(council, "Un kiosque ici")
        factories.news(other_council, "Un kiosque là-bas")

    def test_a_council_finds_its_own_things_first(self, council, reader):
        response = search(reader, "kiosque")
        assert titles(reader, "kiosque") == ["Un kiosque ici"]
        assert "q=kiosque&amp;conseil=tous" in response.content.decode()

    def test_and_all_of_them_when_told(self, reader):
        assert len(titles(reader, "kiosque", conseil="tous")) == 2

    def test_or_another_one(self, reader):
        assert titles(reader, "kiosque", conseil="cel") == ["Un kiosque là-bas"]

    def test_the_portal_finds_all_and_narrows_to_one(self, on_portal):
        assert len(titles(on_portal, "kiosque")) == 2
        assert titles(on_portal, "kiosque", conseil="lba") == ["Un kiosque ici"]

    def test_what_the_portal_does_not_list_is_found_there_too(self, council, on_portal):
        parent = factories.section(council, "le-conseil")
        factories.standard(parent, "Le règlement de la buvette")
        assert titles(on_portal, "buvette") == ["Le règlement de la buvette"]

    def test_what_two_councils_share_is_found_once(self, council, other_council, on_portal, reader):
        factories.news(council, "Bal commun", shared_with=[other_council])
        assert titles(on_portal, "bal") == ["Bal commun"]
        assert titles(reader, "bal", conseil="cel") == ["Bal commun"]

    @pytest.mark.parametrize(
        "query", [{"conseil": "xyz"}, {"type": "secret"}, {"annee": "x"}, {"page": "2"},
                  {"page": "0"}, {"page": "9" * 400}, {"page": "-1"}, {"annee": "99999"}]
    )  # fmt: skip
    def test_an_address_that_means_nothing(self, reader, query):
        search(reader, "kiosque", 404, **query)


class TestNarrowing:
    def test_by_kind_with_how_many_of_each(self, council, reader):
        factories.news(council, "Un kiosque")
        factories.document(council, "Le kiosque", file=factories.document_file(council))
        response = search(reader, "kiosque", type="document")
        assert [one.item.kind for one in response.context["found"]] == ["document"]
        counts = {parse_qs(query).get("type", [""])[0]: n for query, _words, n, _chosen in
                  response.context["kind_links"]}  # fmt: skip
        assert counts == {"": 2, "news": 1, "document": 1}

    def test_by_year(self, council, reader):
        row(council, "Kiosque ancien", days=800)
        row(council, "Kiosque récent")
        year = timezone.localdate().year
        assert titles(reader, "kiosque", annee=year) == ["Kiosque récent"]

    def test_the_pages_of_a_list_keep_the_question(self, council, reader):
        for n in range(25):
            row(council, f"Kiosque {n}", days=n)
        page = search(reader, "kiosque & co", type="news")
        assert page.context["count"] == 0
        page = search(reader, "kiosque", type="news", page=2)
        assert [one.item.title for one in page.context["found"]] == [
            f"Kiosque {n}" for n in range(15, 25)
        ]
        assert "q=kiosque&amp;type=news&amp;page=1" in page.content.decode().replace(
            "&amp;amp;", "&amp;"
        )


class TestMany:
    """More rows than are counted: what the bounds promise, with small numbers."""

    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch, council):
        monkeypatch.setattr(finding, "COUNTED", 10)
        monkeypatch.setattr(bounded, "SHOWN", 6)
        monkeypatch.setattr(finding, "SHOWN", 6)

    @pytest.mark.parametrize("days", [1, 30, 400])
    def test_the_newest_are_shown_however_few_are_recent(self, council, reader, days):
        for n in range(14):
            row(council, f"Texte {n}", days=n * days, search_text="Une boussole")
        response = search(reader, "boussole")
        assert [one.item.title for one in response.context["found"]] == [
            f"Texte {n}" for n in range(6)
        ]
        assert response.context["is_many"]

    def test_titles_still_come_first(self, council, reader):
        for n in range(14):
            row(council, f"Texte {n}", days=n, search_text="Une boussole")
        row(council, "Boussole", days=500)
        assert titles(reader, "boussole")[:2] == ["Boussole", "Texte 0"]

    def test_a_rare_kind_is_counted_whole(self, council, reader):
        for n in range(14):
            row(council, f"Texte {n}", days=n, search_text="Une boussole")
        row(council, "Charte", kind="document", days=700, search_text="Une boussole")
        response = search(reader, "boussole", type="document")
        assert [one.item.title for one in response.context["found"]] == ["Charte"]
        assert not response.context["is_many"]


class TestSecrets:
    """What is not public is not found: neither its title nor that it exists."""

    def assert_unknown(self, *clients):
        for client in clients:
            for query in ({"q": SECRET}, {"q": SECRET, "conseil": "tous"}):
                response = client.get("/recherche/", query)
                assert response.context["count"] == 0
                assert SECRET not in response.content.decode().replace(query["q"], "", 50) or (
                    response.content.decode().count("<mark>") == 0
                )

    @pytest.fixture
    def readers(self, client_for, council, portal, make_user):
        return [
            client_for(council),
            client_for(portal),
            client_for(council, make_user("editor", council)),
        ]

    def test_a_draft(self, council, readers):
        factories.news(council, f"La {SECRET}", live=False)
        self.assert_unknown(*readers)

    def test_the_draft_of_a_public_page(self, council, readers):
        page = factories.news(council, "Un banc")
        page.title = f"La {SECRET}"
        page.save_revision()
        self.assert_unknown(*readers)

    def test_a_page_that_was_unpublished(self, council, readers):
        page = factories.news(council, f"La {SECRET}")
        page.unpublish()
        self.assert_unknown(*readers)

    def test_a_private_page_and_what_lies_below_it(self, council, readers):
        parent = factories.section(council, "le-conseil")
        factories.standard(parent, f"La {SECRET}")
        factories.make_private(parent)
        self.assert_unknown(*readers)

    def test_minutes_that_nobody_published(self, council, readers):
        held(council, minutes_state="", decisions=({"text": f"La {SECRET}."},))
        self.assert_unknown(*readers)

    @pytest.fixture
    def topic(self, council, make_user):
        forum = Forum.objects.filter(parent__scope__council=council).order_by("lft").first()
        author = make_user(date_joined=timezone.now() - timedelta(days=90))
        return services.open_topic(forum.pk, author, f"La {SECRET}", f"Une {SECRET} ?").topic

    def test_a_topic_is_found_and_once_hidden_it_is_not(self, council, reader, topic, make_user,
                                                       readers):  # fmt: skip
        assert len(titles(reader, SECRET)) == 1
        moderating.hide(topic.first_post_id, make_user("moderator", council))
        self.assert_unknown(*readers)

    def test_a_topic_of_a_forum_that_was_closed_to_the_public(self, topic, readers):
        permission, _new = ForumPermission.objects.get_or_create(codename="can_read_forum")
        UserForumPermission.objects.create(
            anonymous_user=True, permission=permission, forum=topic.forum, has_perm=False
        )
        self.assert_unknown(*readers)


class TestNames:
    @pytest.mark.parametrize("typed", ["aqueduc louis blanc", "LOUIS-BLANC AQUEDUC", "lba"])
    def test_a_council_is_named_whatever_the_order(self, on_portal, council, typed):
        page = search(on_portal, typed)
        assert [hint.council.council for hint in page.context["named"]] == [council]
        assert f'href="{council.site.root_url}/"' in page.content.decode()

    def test_nobody_is_sent_to_the_site_they_are_on(self, reader, other_council):
        assert search(reader, "louis blanc aqueduc").context["named"] == []
        named = search(reader, "lancry").context["named"]
        assert [hint.council.council for hint in named] == [other_council]

    def test_a_question_about_something_in_it_names_nobody(self, on_portal):
        assert search(on_portal, "louis blanc aqueduc arbres").context["named"] == []

    def test_it_is_put_to_that_council_instead(self, on_portal, council):
        row(council, "Les arbres")
        page = search(on_portal, "arbres louis blanc aqueduc")
        assert page.context["other_council"].council == council
        query = parse_qs(page.context["other_query"])
        assert titles(on_portal, query["q"][0], conseil=query["conseil"][0]) == ["Les arbres"]

    def test_a_street_says_whose_it_is(self, on_portal, council):
        street = Street.objects.create(name="rue de l’Aqueduc", key="rue de l aqueduc")
        Stretch.objects.create(street=street, council=council)
        page = search(on_portal, "12, RUE de l'aqueduc")
        assert [hint.street for hint in page.context["streets"]] == ["rue de l’Aqueduc"]
        assert search(on_portal, "aqueduc").context["streets"] == []


class TestPage:
    def test_what_takes_too_long_is_said_not_failed(self, reader, monkeypatch):
        def give_up(*args, **more):
            raise bounded.TooMuch

        monkeypatch.setattr(finding, "newest", give_up)
        assert "presque tous les textes" in search(reader, "conseil").content.decode()

    def test_is_no_robots_and_no_caches(self, reader, council):
        response = search(reader, "kiosque")
        assert '<meta name="robots" content="noindex">' in response.content.decode()
        assert "private" in response["Cache-Control"]
        assert "no-cache" in response["Cache-Control"]
        assert not response.cookies
        assert "Disallow: /recherche/?" in reader.get("/robots.txt").content.decode()

    def test_changes_nothing_and_takes_no_post(self, reader):
        assert reader.post("/recherche/", {"q": "x"}).status_code == 405

    def test_is_one_link_away_from_every_page(self, reader, on_portal):
        for client in (reader, on_portal):
            assert 'href="/recherche/"' in client.get("/").content.decode()

    def test_leads_to_the_messages_of_the_forum(self, reader):
        assert "/forum/recherche/?q=arceaux" in search(reader, "arceaux").content.decode()

    def test_costs_a_bounded_number_of_queries(self, council, client_for, portal, settings):
        settings.HOST_TABLE_MAX_AGE = 3600
        for n in range(25):
            row(council, f"Rue de l’Aqueduc {n}", days=n)
        for client in (client_for(council), client_for(portal)):
            client.get("/recherche/?q=x")
            with CaptureQueriesContext(connection) as captured:
                search(client, "rue de l’aqueduc")
            assert len(captured) <= 12, [query["sql"][:90] for query in captured]


@pytest.mark.postgres
class TestIndexes:
    @pytest.mark.parametrize(
        ("words", "index"),
        [(finding.TEXTS, "quartiers_pub_words"), (finding.TITLES, "quartiers_pub_title_words")],
    )
    def test_are_used(self, words, index):
        from sites.searching.questions import asked

        rows = Publication.objects.filter(words.have(asked("rue")))
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert index in rows.explain()
