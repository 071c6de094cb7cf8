"""One address for each page type of the loaded demo, the richest example of each.

    python -m deploy.live.addresses        (prints JSON: name → [site code, path])

Reads the database of the demo (VAR_DIR, PORT); run it with the demo's own environment.
"""

import json
import os

MAX_BODY = 200_000

# Page models whose address must be looked up, in the order of the tables of the documentation.
PAGE_MODELS = {
    "news-list": "NewsIndexPage",
    "news": "NewsPage",
    "gallery": "GalleryPage",
    "documents": "DocumentIndexPage",
    "document": "CouncilDocument",
    "team": "TeamPage",
    "commission": "CommissionPage",
    "faq": "FaqPage",
    "standard": "StandardPage",
    "contact": "FormPage",
    "legal": "LegalPage",
}
FIXED = {
    "portal-home": ("portal", "/"),
    "council-home": ("lba", "/"),
    "empty-council-home": ("svp", "/"),
    "councils": ("portal", "/conseils/"),
    "site-map": ("lba", "/plan-du-site/"),
    "not-found": ("lba", "/cette-page-n-existe-pas/"),
    "sign-in": ("portal", "/compte/connexion/"),
    "password": ("portal", "/compte/connexion/mot-de-passe/"),
    "start-page": ("start", "/"),
    "forum-index": ("lba", "/forum/"),
    "meetings": ("lba", "/seances/"),
    "decisions": ("portal", "/decisions/"),
    "agenda": ("portal", "/agenda/"),
    "agenda-month": ("cel", "/agenda/?vue=mois"),
    "feeds": ("portal", "/flux/"),
    "search": ("lba", "/recherche/"),
    "search-found": ("portal", "/recherche/?q=rue"),
    "search-none": ("lba", "/recherche/?q=hippocampe"),
    "forum-search": ("lba", "/forum/recherche/?q=rue"),
    "notices": ("lba", "/convocations/"),
}


def addresses() -> dict[str, tuple[str, str]]:
    """Name of each page type → (site code, path)."""
    return {**FIXED, **page_addresses(), **dated_addresses(), **forum_addresses()}


def page_addresses() -> dict[str, tuple[str, str]]:
    from cms.pages import models

    found = {}
    for name, model_name in PAGE_MODELS.items():
        pages = list(getattr(models, model_name).objects.live().public())
        if pages:
            found[name] = place_of(max(pages, key=richness))
    return found


def dated_addresses() -> dict[str, tuple[str, str]]:
    """An event that comes back, one for which one registers, a meeting to come, one with approved
    minutes; and their forms.
    """
    from django.utils import timezone

    from cms.calendar.models import EventPage
    from cms.meetings.models import MeetingPage

    meetings, now = MeetingPage.objects.live(), timezone.now()
    found = {
        "event": EventPage.objects.live().exclude(repeat="once").first(),
        "places": EventPage.objects.live().filter(registration_mode="required").first(),
        "meeting": meetings.filter(starts_at__gt=now, status="planned")
        .order_by("starts_at")
        .last(),
        "minutes": meetings.filter(minutes_state="approved").order_by("-starts_at").first(),
    }
    places = {name: place_of(page) for name, page in found.items() if page}
    if "meeting" in places:
        site, path = places["meeting"]
        places["propose"] = (site, f"{path}proposer/")
    if "places" in places:
        site, path = places["places"]
        places["register"] = (site, f"{path}inscription/")
    return places


def richness(page) -> tuple[bool, int]:
    """Pages of the council whose home is tested come first, then the longest."""
    return page.get_site().hostname.startswith("lba."), len(str(getattr(page, "body", "")))


def place_of(page) -> tuple[str, str]:
    site = page.get_site()
    council = getattr(site, "council", None)
    return (council.code if council else "portal"), page.get_url_parts()[2]


def forum_addresses() -> dict[str, tuple[str, str]]:
    """The busiest forum and the longest topic, where their canonical home is."""
    from django.test import Client
    from machina.core.db.models import get_model

    topic = get_model("forum_conversation", "Topic").objects.order_by("-posts_count").first()
    if topic is None:
        return {}
    client = Client()
    return {
        "forum": landing(client, topic.forum.get_absolute_url()),
        "topic": landing(client, topic.get_absolute_url()),
    }


def landing(client, path: str) -> tuple[str, str]:
    """Where a forum address leads: scope decides which host shows it."""
    from sites.councils.models import Council

    for council in Council.objects.in_order():
        host = council.site.hostname
        if client.get(path, headers={"host": host}).status_code == 200:
            return council.code, path
    return "portal", path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    import django

    django.setup()
    print(json.dumps(addresses()))


if __name__ == "__main__":
    main()
