"""« Inscriptions » in the admin: who reads whom, adds, removes, prints, notes who came."""

import csv
from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.calendar.models import Gathering, Registration
from cms.meetings.models import MeetingPage
from sites.councils import roles
from sites.teams.duties import Urgency, duties_for
from sites.teams.scope import scope_for
from tests.cms.calendar.registration.making import came, fair, mails, states
from tests.cms.meetings.factories import meeting

pytestmark = pytest.mark.django_db

SECRET = "Bruyère de Lancry"
READERS = (roles.EDITOR, roles.LEAD)
OTHERS = (roles.CONTRIBUTOR, roles.MODERATOR, roles.TOWN_HALL, roles.INTEGRATOR)
OF_A_PAGE = ("one", "add", "export", "sheet", "attendance", "propose")
TYPED = {"name": "Mme Dupont", "address": "", "seats": "2"}


@pytest.fixture
def editor(make_user, council):
    return make_user(roles.EDITOR, council)


@pytest.fixture
def client(client_for, editor):
    return client_for("admin", editor)


def url(name, page, query="") -> str:
    return reverse(f"registrations:{name}", args=[page.pk]) + query


def person(page, name=SECRET, address="secret@exemple.fr", seats=1) -> Registration:
    row = came(page, address, seats)
    Registration.objects.filter(pk=row.pk).update(name=name)
    row.refresh_from_db()
    return row


def rows_of(response) -> list[list[str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";"))


class TestWhoReads:
    @pytest.mark.parametrize("role", READERS)
    def test_who_changes_pages_of_the_council(self, make_user, client_for, council, role):
        page = fair(council)
        row = person(page)
        client = client_for("admin", make_user(role, council))
        assert SECRET in client.get(url("one", page)).content.decode()
        assert "Vide-greniers" in client.get(reverse("registrations:index")).content.decode()
        assert client.get(reverse("registrations:remove", args=[row.pk])).status_code == 200

    @pytest.mark.parametrize("role", OTHERS)
    def test_nobody_else_of_the_council(self, holder, client_for, council, role):
        self.refused(client_for("admin", holder(role)), fair(council))

    @pytest.mark.parametrize("role", [*READERS, roles.CONTRIBUTOR, roles.MODERATOR])
    def test_nobody_of_another_council(self, make_user, client_for, council, other_council, role):
        fair(other_council, title="Autre fête")
        page = fair(council)
        client = client_for("admin", make_user(role, other_council))
        self.refused(client, page)
        listed = client.get(reverse("registrations:index"))
        assert listed.status_code in (200, 404)
        assert "Vide-greniers" not in listed.content.decode()

    def refused(self, client, page):
        row = person(page)
        for name in OF_A_PAGE:
            for answer in (client.get(url(name, page)), client.post(url(name, page), TYPED)):
                assert answer.status_code in (404, 405), name
                assert SECRET not in answer.content.decode(errors="replace")
        remove = reverse("registrations:remove", args=[row.pk])
        assert {client.get(remove).status_code, client.post(remove).status_code} == {404}
        assert list(states(page).values()) == ["registered"]

    def test_pages_that_take_none_and_those_that_are_not(self, client, council):
        assert client.get(reverse("registrations:one", args=[10**6])).status_code == 404
        page = fair(council, repeat="weekly", repeat_count=2)
        for query in ("?date=2020-01-01", "?date=x", "?date=None"):
            assert client.get(url("one", page, query)).status_code == 404


class TestAdding:
    def test_without_an_address(self, client, council):
        page = fair(council, 3)
        client.post(url("add", page), TYPED)
        row = Registration.objects.get()
        assert (row.name, row.seats, row.state, row.by_team) == (
            "Mme Dupont",
            2,
            "registered",
            True,
        )
        assert mails() == []
        logged = PageLogEntry.objects.get(action="quartiers.registration.added")
        assert "Dupont" not in str(logged.data) + logged.label

    def test_with_an_address_they_get_the_date(self, client, council):
        page = fair(council, 3)
        client.post(url("add", page), TYPED | {"address": "Dupont@Exemple.fr"})
        assert mails("registered") == ["dupont@exemple.fr"]

    def test_past_the_last_place_they_wait_in_line(self, client, council):
        page = fair(council, 2)
        person(page)
        client.post(url("add", page), TYPED)
        assert states(page)["Mme Dupont"] == "waiting"

    def test_twice_is_refused_in_words(self, client, council):
        page = fair(council, 5)
        came(page, "dupont@exemple.fr")
        response = client.post(url("add", page), TYPED | {"address": "dupont@exemple.fr"})
        assert response.status_code == 422
        assert "déjà inscrite" in response.content.decode()
        assert 'value="Mme Dupont"' in response.content.decode()

    def test_what_is_wrong_is_said(self, client, council):
        page = fair(council)
        for typed in ({"name": ""}, {"address": "x@"}, {"seats": "9"}):
            assert client.post(url("add", page), TYPED | typed).status_code == 422
        assert not Registration.objects.exists()


class TestRemoving:
    def test_tells_them_why_and_hands_on(self, client, council):
        page = fair(council, 1)
        row = person(page)
        came(page, "suivant@exemple.fr")
        path = reverse("registrations:remove", args=[row.pk])
        client.get(path)
        assert states(page)[SECRET] == "registered"
        client.post(path, {"reason": "Doublon"})
        assert states(page) == {SECRET: "removed", "suivant": "registered"}
        assert mails("removed") == ["secret@exemple.fr"]
        assert mails("promoted") == ["suivant@exemple.fr"]
        assert client.get(path).status_code == 404


class TestTable:
    def test_has_no_formulas(self, client, council):
        page = fair(council)
        person(page, '=HYPERLINK("http://x")', "a@exemple.fr", 3)
        person(page, "@SUM", "b@exemple.fr")
        response = client.get(url("export", page))
        head, *rows = rows_of(response)
        assert len(head) == 6
        assert [row[0] for row in rows] == ['\'=HYPERLINK("http://x")', "'@SUM"]
        assert rows[0][2] == "3"
        assert "no-store" in response["Cache-Control"]


class TestSheet:
    def test_has_a_line_for_each_seat(self, client, council, monkeypatch):
        from cms.editing.registrations import sheet

        printed = []
        render = sheet.papers.render
        monkeypatch.setattr(
            sheet.papers,
            "render",
            lambda paper, brand: printed.append(paper) or render(paper, brand),
        )
        for page in (fair(council), meeting(council, registration_mode="open")):
            page_seats = getattr(page, "registration_seats", 1)
            person(page, "Zoé", "z@exemple.fr", page_seats)
            person(page, "Éloi", "e@exemple.fr")
            response = client.get(url("sheet", page))
            assert response.content.startswith(b"%PDF")
            assert "no-store" in response["Cache-Control"]
        assert printed[0].names == ("Éloi", "Zoé", "Zoé (+1)", "Zoé (+2)", "Zoé (+3)")
        assert printed[1].names == ("Éloi", "Zoé")

    def test_on_the_site_is_empty(self, client_for, council, monkeypatch):
        from cms.meetings import papers

        printed = []
        monkeypatch.setattr(papers, "render", lambda paper, brand: printed.append(paper) or b"%PDF")
        page = meeting(council, registration_mode="open")
        person(page)
        path = f"{page.get_url_parts()[2]}emargement.pdf"
        assert client_for(council).get(path).status_code == 200
        assert printed[0].names == ()


class TestAttendance:
    @pytest.fixture
    def page(self, council, time_machine):
        page = meeting(council, registration_mode="open", registration_seats=4)
        self.there = person(page, "Ici", "ici@exemple.fr", 3)
        self.away = person(page, "Ailleurs", "ailleurs@exemple.fr", 2)
        time_machine.move_to(page.starts_at + timedelta(days=1))
        return page

    @pytest.fixture
    def client(self, page, client_for, editor):
        return client_for("admin", editor)  # signed in on that day

    def test_is_ticked_back_and_proposed(self, client, page):
        client.post(url("attendance", page), {"came": [self.there.pk], "walk_ins": "30"})
        self.there.refresh_from_db()
        self.away.refresh_from_db()
        assert (self.there.came, self.away.came) == (True, False)
        assert "33 personnes présentes" in client.get(url("one", page)).content.decode()
        client.post(url("propose", page))
        page = MeetingPage.objects.get(pk=page.pk)
        assert (page.attendance, page.get_latest_revision_as_object().attendance) == (None, 33)

    def test_knows_nobody_elses(self, client, page, other_council):
        other = person(fair(other_council, title="Ailleurs"), "X", "x@exemple.fr")
        answer = client.post(url("attendance", page), {"came": [other.pk], "walk_ins": "1"})
        assert answer.status_code == 422
        other.refresh_from_db()
        assert other.came is None

    @pytest.mark.parametrize("walk_ins", ["-1", "beaucoup", "10001"])
    def test_of_nonsense_is_refused_in_words(self, client, page, walk_ins):
        answer = client.post(url("attendance", page), {"walk_ins": walk_ins})
        assert answer.status_code == 422
        assert Gathering.objects.get().walk_ins is None

    def test_is_not_proposed_to_approved_minutes(self, client, page):
        client.post(url("attendance", page), {"walk_ins": "3"})
        MeetingPage.objects.filter(pk=page.pk).update(minutes_state="approved")
        client.post(url("propose", page))
        assert MeetingPage.objects.get(pk=page.pk).get_latest_revision() is None

    def test_is_a_duty_until_it_is_noted(self, client, page, editor):
        (duty,) = self.duties(editor, "Noter qui est venu")
        assert duty.urgency is Urgency.DUE
        client.post(url("attendance", page), {"walk_ins": "0"})
        assert self.duties(editor, "Noter qui est venu") == []

    def duties(self, user, words):
        return [d for d in duties_for(scope_for(user)) if d.text.startswith(words)]


def test_what_comes_soon_is_told_on_the_desk(council, editor):
    page = fair(council, 1, in_=timedelta(days=4))
    came(page, "a@exemple.fr")
    came(page, "b@exemple.fr", 1)
    (duty,) = [d for d in duties_for(scope_for(editor)) if d.text.startswith("Inscriptions")]
    assert (duty.urgency, duty.detail) == (Urgency.NEWS, "1 place prise, 1 en attente")


def test_is_reached_from_the_form_of_the_page_and_from_the_list(client, council):
    page = fair(council)
    way = url("one", page)
    for screen in (
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        reverse("registrations:index"),
    ):
        assert f'href="{way}"' in client.get(screen).content.decode(), screen


def test_each_date_of_a_series_has_its_list(client, council):
    page = fair(council, repeat="weekly", repeat_count=3)
    first, second, _third = [one.day for one in page.registration_dates()]
    row = came(page, "a@exemple.fr", day=second)
    assert "Personne n’est inscrit" in client.get(url("one", page)).content.decode()
    there = url("one", page, f"?date={second}")
    assert row.address in client.get(there).content.decode()
    client.post(url("add", page, f"?date={first}"), TYPED)
    assert Registration.objects.latest("pk").gathering.day == first
    listed = client.get(reverse("registrations:index")).content.decode()
    assert f'href="{there}"' in listed
