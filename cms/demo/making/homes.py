"""Filling the homes and the settings of the seven sites."""

from datetime import timedelta

from wagtail.models import Page

from cms.demo.content.accounts import MAIL_DOMAIN
from cms.demo.content.homes import HOMES, NOTICE
from cms.demo.content.legal import FACTS
from cms.demo.content.shapes import Home
from cms.pages.models import (
    CouncilHighlight,
    CouncilPartner,
    FormPage,
    PortalHighlight,
    PortalPartner,
    SiteSettings,
)
from cms.translations.typography import french

from .demo import PORTAL, Demo


def make_homes(demo: Demo) -> None:
    """Introductions, highlights, links and banners; every page says that it is a demo."""
    for site, home in HOMES.items():
        _fill(demo, site, home)
        _settle(demo, site, home)
        _answer_mail(demo, site)


def _fill(demo: Demo, site: str, content: Home) -> None:
    home = demo.home(site)
    highlight, partner = (
        (PortalHighlight, PortalPartner) if site == PORTAL else (CouncilHighlight, CouncilPartner)
    )
    home.intro, home.summary = french(content.intro), french(content.summary)
    home.highlights = [
        highlight(target=_named(home, title), sort_order=order)
        for order, title in enumerate(content.highlights)
    ]
    home.partners = [
        partner(
            name=link.name, url=link.url, description=french(link.description), sort_order=order
        )
        for order, link in enumerate(content.links)
    ]
    if content.banner:
        home.banner_level = content.banner.level
        home.banner_text = french(content.banner.text)
        home.banner_until = demo.clock.now + timedelta(days=content.banner.days)
    home.save()


def _named(home: Page, title: str) -> Page:
    return Page.objects.descendant_of(home).get(title=french(title))


def _settle(demo: Demo, site: str, content: Home) -> None:
    settings = SiteSettings.for_site(demo.sites[site].site)
    settings.notice = NOTICE
    settings.contact_email = f"{site}@{MAIL_DOMAIN}"
    settings.contact_address = french(content.address)
    settings.opening_hours, settings.tagline = french(content.hours), french(content.tagline)
    if site == PORTAL:  # the councils say the same
        for name, value in FACTS.items():
            setattr(settings, name, french(value))
    settings.save()


def _answer_mail(demo: Demo, site: str) -> None:
    """What residents write through the form also reaches the council's (invented) address."""
    form = demo.page(site, "/contact/")
    assert isinstance(form, FormPage)  # noqa: S101 (onboarding makes it)
    form.to_address = f"{site}@{MAIL_DOMAIN}"
    form.save()
