"""Making the pages that stand: texts, commissions, teams, frequent questions, legal texts."""

from cms.demo.content.commissions import COMMISSIONS
from cms.demo.content.faqs import FAQS
from cms.demo.content.legal import LEGAL
from cms.demo.content.shapes import Commission, Faq, Person, Team, Text
from cms.demo.content.teams import TEAMS
from cms.demo.content.texts import ABOUT, TEXTS
from cms.pages.models import CommissionPage, FaqPage, Member, Question, StandardPage
from cms.translations.typography import french

from .bodies import body, rich
from .demo import Demo
from .pictures import picture
from .tree import add, classify

DAY = -240  # the teams wrote these pages when they took up their mandate
ABOUT_PATH = "/le-conseil/"
TEAM_PATH = "/le-conseil/equipe/"


def make_pages(demo: Demo) -> None:
    """In the order in which sites list them below « Le conseil »."""
    for site, team in TEAMS.items():
        _fill_team(demo, site, team)
    for site, commissions in COMMISSIONS.items():
        for commission in commissions:
            _add_commission(demo, site, commission)
    for text in TEXTS:
        _add_text(demo, text)
    for faq in FAQS:
        _add_faq(demo, faq)
    for (site, path), parts in ABOUT.items():
        _rewrite(demo, site, path, parts)
    for path, parts in LEGAL.items():
        for site in demo.sites:
            _rewrite(demo, site, path, parts)


def _rewrite(demo: Demo, site: str, path: str, parts) -> None:
    """A page that every site begins with is given the demo's text."""
    page = demo.page(site, path)
    page.body = body(demo, site, parts)
    page.save()


def _fill_team(demo: Demo, site: str, team: Team) -> None:
    page = demo.page(site, TEAM_PATH)
    page.intro = french(team.intro)
    page.body = body(demo, site, team.body)
    page.members = [_member(demo, person, order) for order, person in enumerate(team.people)]
    page.save()


def _member(demo: Demo, person: Person, order: int) -> Member:
    return Member(
        display_name=person.name,
        role=person.role,
        college=person.college,
        since=demo.clock.day(person.since),
        until=None if person.until is None else demo.clock.day(person.until),
        consent_date=demo.clock.day(person.consent),
        sort_order=order,
    )


def _add_commission(demo: Demo, site: str, commission: Commission) -> None:
    page = CommissionPage(
        title=commission.title,
        summary=commission.summary,
        mandate=french(commission.mandate),
        meets=french(commission.meets),
        referent=commission.referent,
        open_to_join=commission.is_open,
        body=body(demo, site, commission.body),
        lead_image=picture(demo, site, commission.picture) if commission.picture else None,
    )
    classify(demo, page, commission.topics)
    add(demo, demo.page(site, ABOUT_PATH), page, site=site, day=DAY)


def _add_text(demo: Demo, text: Text) -> None:
    page = StandardPage(
        title=text.title,
        slug=text.slug,
        summary=text.summary,
        body=body(demo, text.site, text.body),
        lead_image=picture(demo, text.site, text.picture) if text.picture else None,
        show_in_menus=text.in_menu,
    )
    classify(demo, page, text.topics)
    add(demo, demo.page(text.site, text.under), page, site=text.site, day=DAY)


def _add_faq(demo: Demo, faq: Faq) -> None:
    page = FaqPage(title=faq.title, summary=faq.summary, intro=french(faq.intro))
    page.questions = [
        Question(
            category=category, question=french(question), answer=rich(answer), sort_order=order
        )
        for order, (category, question, answer) in enumerate(faq.questions)
    ]
    add(demo, demo.page(faq.site, faq.under), page, site=faq.site, day=DAY)
