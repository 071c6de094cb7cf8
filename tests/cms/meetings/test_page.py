"""The page of a meeting, its lists and its papers, as readers get them."""

import csv
from io import StringIO

import pytest
from django.utils import timezone

from cms.meetings.models import MeetingPage
from cms.pages.models import Place
from tests.cms import factories as pages
from tests.cms.meetings.factories import AGENDA, approved, held, in_days, meeting

pytestmark = pytest.mark.django_db


def words_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def path_of(page: MeetingPage) -> str:
    return f"/seances/{page.year}/{page.slug}/"


@pytest.fixture
def reader(client_for, council):
    return client_for(council)


class TestPage:
    def test_announced(self, council, reader):
        page = meeting(council, agenda=AGENDA, place_words="Préau", childcare=True)
        html = words_of(reader.get(path_of(page)))
        for text in ("Propreté", "vote", "Durée prévue : 60 min", "Préau", "garde d’enfants"):
            assert text in html
        assert "Compte rendu" not in html.split("<main")[1].split("</main>")[0]

    def test_without_an_agenda_it_says_when_to_expect_one(self, council, reader):
        assert "Il paraît ici dès qu’il est fixé" in words_of(reader.get(path_of(meeting(council))))

    @pytest.mark.parametrize(
        ("status", "said"),
        [("cancelled", "Séance annulée."), ("postponed", "Séance reportée à une date à fixer.")],
    )
    def test_called_off(self, council, reader, status, said):
        page = meeting(council, status=status, status_reason="La salle est fermée.")
        html = words_of(reader.get(path_of(page)))
        assert said in html
        assert "La salle est fermée." in html
        assert "Ajouter à mon calendrier" not in html

    def test_draft_minutes_with_their_decisions(self, council, reader):
        html = words_of(reader.get(path_of(held(council))))
        for text in ("Projet, à relire", "52 personnes présentes", 'id="decision-1"', "900 €"):
            assert text in html
        assert "40 pour, 3 contre, 2 abstentions" in " ".join(html.split())

    def test_approved_minutes(self, council, reader):
        html = words_of(reader.get(path_of(approved(council))))
        assert "Approuvé" in html
        assert "Commissariat du 10e" in html

    def test_another_councils_site_does_not_know_it(self, council, other_council, client_for):
        assert client_for(other_council).get(path_of(meeting(council))).status_code == 404

    def test_a_document_that_nobody_may_read_is_not_named(self, council, reader):
        page = meeting(council, agenda=AGENDA)
        secret = pages.document(council, "Un projet secret", live=False)
        page.attachments.add(page.attachments.model(document=secret))
        page.save()
        assert "Un projet secret" not in words_of(reader.get(path_of(page)))

    def test_queries(self, council, reader, django_assert_max_num_queries, settings):
        settings.HOST_TABLE_MAX_AGE = 3600
        page = approved(council, place=pages.place(council))
        reader.get(path_of(page))
        with django_assert_max_num_queries(12):
            reader.get(path_of(page))

    def test_a_place_that_changes_its_name_is_told_again(self, council):
        place = pages.place(council, name="Préau")
        page = meeting(council, place=place, place_words="")
        place.name = "Grand préau"
        place.save()
        page = MeetingPage.objects.get(pk=page.pk)
        assert page.publication.place_name == "Grand préau"
        Place.objects.get(pk=place.pk).delete()
        page = MeetingPage.objects.get(pk=page.pk)
        assert page.publication.place_name.startswith("Grand préau")


class TestLists:
    def test_to_come_and_held_never_both(self, council, reader):
        meeting(council, "Demain")
        held(council, title="Hier")
        context = reader.get("/seances/").context
        assert [row.title for row in context["to_come"]] == ["Demain"]
        assert [row.title for row in context["results"].object_list] == ["Hier"]

    def test_by_kind(self, council, reader):
        meeting(council, "Plénière")
        meeting(council, "Marche", kind="walkabout")
        to_come = reader.get("/seances/", {"type": "walkabout"}).context["to_come"]
        assert [row.title for row in to_come] == ["Marche"]
        assert reader.get("/seances/", {"type": "autre"}).status_code == 404

    def test_the_home_shows_the_next_one_that_takes_place(self, council, reader):
        meeting(council, "Annulée", starts_at=in_days(2), status="cancelled", status_reason="Grève")
        meeting(council, "La suivante", starts_at=in_days(5), agenda=AGENDA)
        context = reader.get("/").context
        assert context["next_meeting"].title == "La suivante"
        assert "Annulée" in [row.title for row in context["events"]]
        assert "Propreté" in words_of(reader.get("/"))

    def test_it_is_in_the_calendar_of_its_site_and_of_the_portal(self, council, portal, client_for):
        page = meeting(council)
        for owner in (council, portal):
            text = client_for(owner).get("/agenda.ics").content.decode()
            assert text.count(f"UID:{page.uid}") == 1
        one = client_for(council).get(f"/seances/{page.year}/{page.slug}.ics")
        assert one.status_code == 200

    def test_shared_it_is_once_in_the_portals_calendar(
        self, council, other_council, portal, client_for
    ):
        page = meeting(council)
        page.shared_with.set([other_council])
        page.save()
        for owner in (council, other_council, portal):
            text = client_for(owner).get("/agenda.ics").content.decode()
            assert text.count(f"UID:{page.uid}") == 1


class TestPapers:
    @pytest.mark.parametrize(
        "name", ["ordre-du-jour", "affiche", "affiche.pdf?format=a3&encre=1", "emargement"]
    )
    def test_of_an_announced_meeting(self, council, reader, name):
        page = meeting(council, agenda=AGENDA, place=pages.place(council))
        address = name if ".pdf" in name else f"{name}.pdf"
        response = reader.get(f"{path_of(page)}{address}")
        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")

    def test_minutes_once_there_are_some(self, council, reader):
        assert reader.get(f"{path_of(meeting(council))}compte-rendu.pdf").status_code == 404
        page = approved(council)
        assert reader.get(f"{path_of(page)}compte-rendu.pdf").content.startswith(b"%PDF-")

    def test_nothing_of_a_draft(self, council, reader):
        page = meeting(council, live=False)
        assert reader.get(f"{path_of(page)}affiche.pdf").status_code == 404

    def test_nor_of_another_council_or_name(self, council, other_council, client_for, reader):
        page = meeting(council)
        other = client_for(other_council)
        assert other.get(f"{path_of(page)}affiche.pdf").status_code == 404
        assert reader.get(f"{path_of(page)}autre.pdf").status_code == 404

    def test_an_unchanged_paper_is_not_sent_again(self, council, reader):
        address = f"{path_of(meeting(council))}affiche.pdf"
        tag = reader.get(address)["ETag"]
        assert reader.get(address, headers={"if-none-match": tag}).status_code == 304


def test_the_agenda_says_when_it_was_published(council, reader):
    page = meeting(council, agenda=AGENDA)
    assert timezone.localdate(page.agenda_published_at) == timezone.localdate()
    assert "Ordre du jour publié" in words_of(reader.get(path_of(page)))


class TestYears:
    def test_a_shortened_address_leads_to_the_year(self, reader):
        response = reader.get("/seances/2026/")
        assert (response.status_code, response["Location"]) == (301, "/seances/?annee=2026")

    def test_a_list_of_one_year(self, council, reader):
        for title, day in (("Old", "2024-12-31T23:30"), ("First", "2025-01-01T00:00")):
            starts = timezone.make_aware(timezone.datetime.fromisoformat(day))
            held(council, title=title, slug=title.lower(), starts_at=starts)
        context = reader.get("/seances/?annee=2025").context
        assert [row.title for row in context["results"].object_list] == ["First"]
        assert context["year_choices"] == [2025, 2024]
        assert context["filter_query"] == "annee=2025"
        old = reader.get("/seances/?annee=2024").context
        assert [row.title for row in old["results"].object_list] == ["Old"]

    @pytest.mark.parametrize("word", ["1999", "20x6", "2026-01", "99999", " 2026"])
    def test_what_is_no_year(self, council, reader, word):
        assert reader.get("/seances/", {"annee": word}).status_code == 404


class TestTable:
    def table(self, client, query: str = "") -> list[dict]:
        response = client.get(f"/seances.csv{query}")
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(StringIO(text)))

    def test_every_meeting_with_what_became_of_it(self, council, reader):
        held(council, title="=1+1", slug="tenue", starts_at=in_days(-21))
        meeting(council, "Annulée", status="cancelled", status_reason="Grève")
        meeting(council, "Sans date", status="postponed", status_reason="Grève")
        meeting(council, "À venir", place_words="Préau")
        meeting(council, "Brouillon", live=False)
        rows = {row["séance"]: row for row in self.table(reader)}
        assert {title: row["état"] for title, row in rows.items()} == {
            "'=1+1": "tenue",
            "Annulée": "annulée",
            "Sans date": "reportée à une date à fixer",
            "À venir": "annoncée",
        }
        past = rows["'=1+1"]
        assert past["date"] == f"{in_days(-21):%Y-%m-%d}"
        assert (past["début"], past["personnes présentes"], past["décisions"]) == (
            "19:00",
            "52",
            "2",
        )
        assert past["compte rendu"] == "projet"
        assert past["adresse"].endswith("/tenue/")
        assert rows["À venir"]["lieu"] == "Préau"

    def test_narrowed_as_the_list_is(self, portal, council, other_council, client_for):
        meeting(council, "Commission", kind="commission")
        meeting(council, "Plénière")
        meeting(other_council, "Ailleurs")
        client = client_for(portal)
        assert len(self.table(client)) == 3
        (one,) = self.table(client, f"?conseil={council.code}&type=commission")
        assert (one["séance"], one["conseil"]) == ("Commission", council.name)

    @pytest.mark.parametrize("query", ["?type=fete", "?annee=soon", "?conseil=zzz"])
    def test_words_that_mean_nothing(self, portal, council, client_for, query):
        assert client_for(portal).get(f"/seances.csv{query}").status_code == 404
