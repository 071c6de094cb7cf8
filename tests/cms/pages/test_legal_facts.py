"""What the law asks for is typed once, said where it must be, and its gaps are told."""

from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.pages.legal_facts import NEEDED, Conformity, gather, years_after
from cms.pages.models import LegalPage, SiteSettings
from cms.publications.models import Publication
from sites.councils.onboarding import change_facts
from tests.cms import factories

WHOLE = factories.LEGAL_FACTS
AUDIT = {"audit_by": "Cabinet Clair", "nonconformities": "Les plans\nLes vidéos"}


def settle(owner, **fields) -> SiteSettings:
    chosen = SiteSettings.for_site(owner.site)
    for name, value in fields.items():
        setattr(chosen, name, value)
    chosen.full_clean()
    chosen.save()
    return chosen


def words(client, path: str) -> str:
    return unescape(client.get(path).content.decode()).replace("\u00a0", " ")


def row(**fields) -> SiteSettings:
    return SiteSettings(**fields)


class TestGathering:
    def test_a_council_takes_from_the_portal_what_it_does_not_say(self):
        facts = gather(row(contact_email="a@exemple.fr"), row(**WHOLE), "Louis Blanc")
        assert facts.publisher_name == "Mairie du 10e"
        assert "director" in facts.inherited
        assert not facts.all_lacks

    def test_another_publisher_has_nothing_of_the_portals_address_or_director(self):
        facts = gather(row(publisher_name="Les Riverains"), row(**WHOLE), "Louis Blanc")
        assert facts.publisher_address == facts.director == facts.dpo == ""
        assert facts.controller == "Les Riverains"
        assert facts.hosting_name == "Nuages et Cie"

    def test_another_host_has_nothing_of_the_portals_hosts_address(self):
        facts = gather(row(hosting_name="Chez nous"), row(**WHOLE), "Louis Blanc")
        assert (facts.hosting_address, facts.hosting_phone) == ("", "")

    def test_contact_and_audit_are_never_the_portals(self):
        above = row(**WHOLE, audit_date=timezone.localdate(), audit_by="Cabinet", audit_rate=90)
        facts = gather(row(), above, "Louis Blanc")
        assert facts.contact_email == ""
        assert not facts.has_audit
        assert {lack.field for lack in facts.all_lacks} == {"contact_email", "privacy_email"}

    def test_nothing_told_lacks_everything_each_once(self):
        lacks = [lack.field for lack in gather(row(), None, "x").all_lacks]
        assert len(lacks) == len(set(lacks))
        assert set(lacks) == {lack.field for needed in NEEDED.values() for lack in needed}


class TestConformity:
    @pytest.mark.parametrize(
        ("rate", "state"),
        [
            ("0", Conformity.NONE),
            ("49.99", Conformity.NONE),
            ("50", Conformity.PARTIAL),
            ("99.99", Conformity.PARTIAL),
            ("100", Conformity.FULL),
        ],
    )
    def test_follows_the_rate(self, rate, state):
        own = row(audit_date=timezone.localdate(), audit_by="x", audit_rate=Decimal(rate))
        assert gather(own, None, "x").conformity is state

    def test_without_audit_is_none(self):
        assert gather(row(), None, "x").conformity is Conformity.NONE

    def test_an_audit_lapses_after_three_years(self):
        own = row(audit_date=date(2023, 5, 4), audit_by="x", audit_rate=100)
        with time_machine.travel("2026-05-03T12:00+02:00"):
            assert gather(own, None, "x").conformity is Conformity.FULL
        with time_machine.travel("2026-05-04T00:30+02:00"):
            assert gather(own, None, "x").conformity is Conformity.NONE

    def test_leap_days(self):
        assert years_after(date(2024, 2, 29), 3) == date(2027, 3, 1)


@pytest.mark.django_db
class TestOnTheSite:
    def test_a_new_site_says_that_facts_are_missing(self, council, client_for):
        shown = words(client_for(council), "/mentions-legales/")
        assert "(à compléter)" in shown
        assert "n’est pas conforme" in words(client_for(council), "/accessibilite/")

    def test_a_fact_typed_once_is_in_every_text(self, council, client_for):
        settle(council, **WHOLE)
        client = client_for(council)
        for path in ("/mentions-legales/", "/donnees-personnelles/", "/accessibilite/"):
            shown = words(client, path)
            assert "Mairie du 10e" in shown
            assert "à compléter" not in shown
        assert "Direction de la publication : Awa Diallo, maire" in words(
            client, "/mentions-legales/"
        )

    def test_the_portals_facts_reach_councils_and_the_search_at_once(
        self, council, portal, client_for
    ):
        client = client_for(council)
        words(client, "/mentions-legales/")
        settle(portal, **WHOLE)
        assert "Nuages et Cie" in words(client, "/mentions-legales/")
        page = LegalPage.objects.descendant_of(council.site.root_page).get(slug="mentions-legales")
        assert "Nuages et Cie" in Publication.objects.get(page=page).search_text

    def test_the_facts_of_a_council_stay_on_its_site(
        self, council, other_council, portal, client_for
    ):
        settle(council, **WHOLE | {"publisher_name": "Secret de Louis Blanc"})
        for owner in (other_council, portal):
            for slug in NEEDED:
                assert "Secret de Louis Blanc" not in words(client_for(owner), f"/{slug}/")

    def test_text_is_text(self, council, client_for):
        settle(council, **WHOLE | {"director": "<b>Awa</b>"})
        assert "&lt;b&gt;Awa" in client_for(council).get("/mentions-legales/").content.decode()

    def test_the_footer_says_the_state_on_every_page(self, council, client_for):
        client = client_for(council)
        assert "Accessibilité : non conforme" in words(client, "/")
        today = timezone.localdate()
        settle(council, audit_date=today, audit_rate="74.5", **AUDIT)
        assert "Accessibilité : partiellement conforme" in words(client, "/")
        declaration = words(client, "/accessibilite/")
        assert "74,5 %" in declaration
        assert "Cabinet Clair" in declaration
        assert "<li>Les vidéos</li>" in declaration

    def test_the_footer_changes_by_itself_when_the_audit_lapses(
        self, council, client_for, settings
    ):
        settings.HOST_TABLE_MAX_AGE = 3600
        today = timezone.localdate()
        settle(council, audit_date=today, audit_rate=100, audit_by="Cabinet")
        client = client_for(council)
        assert "Accessibilité : totalement conforme" in words(client, "/")
        with time_machine.travel(timezone.now() + timedelta(days=3 * 366), tick=True):
            assert "Accessibilité : non conforme" in words(client, "/")

    def test_the_teams_own_words_follow(self, council, client_for):
        page = factories.section(council, "accessibilite")
        page.body = [("text", "<p>Nous lisons les affiches à voix haute.</p>")]
        page.save()
        shown = words(client_for(council), "/accessibilite/")
        assert shown.index("Voies de recours") < shown.index("à voix haute")

    def test_a_text_of_the_team_alone_states_nothing(self, council, client_for):
        factories.legal(council, "Règlement", slug="reglement")
        assert "(à compléter)" not in words(client_for(council), "/reglement/")

    def test_a_renamed_council_is_named_so(self, council, client_for):
        change_facts(council, name="Valmy – Récollets")
        assert "Valmy – Récollets" in words(client_for(council), "/mentions-legales/")


@pytest.mark.django_db
class TestAudits:
    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"audit_date": date(2026, 1, 1)}, {"audit_by", "audit_rate"}),
            ({"audit_rate": 10, "audit_by": "x"}, {"audit_date", "nonconformities"}),
            (
                {"audit_date": date(2999, 1, 1), "audit_rate": 100, "audit_by": "x"},
                {"audit_date"},
            ),
            (
                {"audit_date": date(2026, 1, 1), "audit_rate": 101, "audit_by": "x"},
                {"audit_rate"},
            ),
        ],
    )
    def test_are_whole_or_not_there(self, council, fields, wrong):
        with pytest.raises(ValidationError) as refused:
            settle(council, **fields)
        assert wrong <= set(refused.value.message_dict)

    @pytest.mark.parametrize("fields", [{"audit_rate": 50}, {"audit_by": "x"}])
    def test_the_database_holds_it_too(self, council, fields):
        SiteSettings.for_site(council.site)
        with pytest.raises(IntegrityError), transaction.atomic():
            SiteSettings.objects.filter(site=council.site).update(**fields)
