"""What the look-up rules cannot be talked around with, and that the product keeps them itself."""

import importlib
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Model

from sites.themes.check import check
from sites.themes.check.sources import product_names
from sites.themes.check.vocabulary import EACH, KINDS, NAMES, Many, Row
from sites.themes.findings import Level
from sites.themes.stack import Layer, Stack, base
from tests.sites.themes.building import theme_files

NOTICE = "components/notice.html"


def codes(templates: dict[str, str], **parts) -> set[str]:
    _subject, report = check(theme_files(templates=templates, **parts), lambda slug: base())
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    "source",
    [
        "{{ page.title|default:page.owner.password }}",
        "{{ page.title|add:page.owner.password|upper }}",
        "{% with y=page.owner %}{{ y.password }}{% endwith %}",
        "{% with page.owner as y %}{{ y.password }}{% endwith %}",
        "{% with p=page %}{% with q=p %}{{ q.owner }}{% endwith %}{% endwith %}",
        "{% firstof page.seo_title page.owner.password %}",
        "{% firstof page.owner.password as y %}{{ y }}",
        "{% cycle page.owner.password 'a' %}",
        "{% ifchanged page.owner.password %}a{% endifchanged %}",
        "{% if text %}{% elif page.owner.is_superuser %}a{% endif %}",
        "{% if page.title == page.owner.password %}a{% endif %}",
        "{% if not text and page.unpublish %}a{% endif %}",
        "{% for g in page.owner.groups.all %}{{ g }}{% endfor %}",
        "{% for p in news %}{{ p.source }}{% endfor %}",
        "{% for p in news %}{{ p.page.owner }}{% empty %}{{ page.delete }}{% endfor %}",
        "{% for a, b in kind_choices %}{{ a.delete }}{% endfor %}",
        "{{ news.0.delete }}",
        "{{ results.paginator.object_list.delete }}",
        "{{ results.object_list.delete }}",
        "{{ page.topics.all.delete }}",
        "{{ page.topics.create }}",
        "{{ page.get_children.delete }}",
        "{{ chrome.council.site.delete }}",
        "{{ forloop.parentloop.parentloop.x }}",
        "{{ block.context }}",
        "{{ request.session.flush }}",
        "{{ request.user.password }}",
        "{{ request.META }}",
        "{{ form.instance.delete }}",
        "{{ form.data }}",
        "{{ field.form.data }}",
        "{{ place.user.password }}",
        "{{ post.poster.email }}",
        "{{ topic.delete }}",
        "{% blocktranslate with y=page.owner.password %}{{ y }}{% endblocktranslate %}",
        "{% blocktranslate count n=page.delete %}a{% plural %}b{% endblocktranslate %}",
        "{% blocktranslate %}{{ page.owner.password }}{% endblocktranslate %}",
        "{% translate page.owner.password %}",
        "{% translate 'a' context page.owner.password %}",
        "{% url 'theme_preview_end' page.owner.pk %}",
        "{% url 'theme_preview_end' token=page.owner.password as y %}",
        "{% url page.owner.password as y %}",
        "{% widthratio page.owner.pk 1 2 %}",
        "{% theme_static page.owner.password %}",
        "{% theme_image page.owner.password as y %}",
        "{% load pages %}{% picture_sources page.lead_image page.owner.password as s %}",
        "{% load pages %}{% picture_sources page.lead_image 'a' as s %}{{ s.delete }}",
        "{% load pages %}{% is_current page.owner as y %}",
        "{% load wagtailcore_tags %}{% include_block page.owner %}",
        "{% load wagtailcore_tags %}{% include_block page.body with y=page.owner %}",
        "{% load cache %}{% cache 5 a page.owner.password %}{% endcache %}",
        "{% load cache %}{% cache 5 a %}{{ page.owner.password }}{% endcache %}",
        "{% load l10n %}{% localize on %}{{ page.owner.password }}{% endlocalize %}",
        "{% load tz %}{% timezone page.owner.password %}{% endtimezone %}",
        "{% regroup news by owner.password as groups %}",
        "{% regroup news by kind as groups %}{{ groups.0.list.0.delete }}",
        "{% regroup news by kind as groups %}{% for g in groups %}{% for p in g.list %}"
        "{{ p.page.owner }}{% endfor %}{% endfor %}",
        "{% spaceless %}{{ page.owner.password }}{% endspaceless %}",
        "{% filter upper %}{{ page.owner.password }}{% endfilter %}",
        "{% include 'components/card.html' with item=page.owner %}",
        "{% include 'components/card.html' with item=page only %}{{ item.page.owner }}",
        "{{ page . owner . password }}".replace(" . ", "."),
        "{{page.owner.password}}",
        "{{ news|first|default:page.delete }}",
        "{{ some_unknown.password }}",
    ],
)
def test_no_way_around_the_table_of_look_ups(source):
    assert codes({NOTICE: source}) & {"L001", "L002", "L004"}


def test_what_an_include_gives_is_followed_into_the_included_template():
    assert codes(
        {NOTICE: '{% include "mine.html" with y=page %}', "mine.html": "{{ y.owner.password }}"}
    ) == {"L002"}


def test_what_a_loop_around_an_include_gives_is_followed_too():
    assert codes(
        {
            NOTICE: '{% for y in chrome.councils %}{% include "mine.html" %}{% endfor %}',
            "mine.html": "{{ y.name }}{{ y.council.site }}",
        }
    ) == {"L002"}


def test_a_name_given_through_the_products_own_include_is_followed():
    """section.html includes list.html, which the theme replaces."""
    assert codes(
        {
            NOTICE: '{% include "components/section.html" with y=chrome %}',
            "components/list.html": "{{ y.council.delete }}",
        }
    ) == {"L002"}


def test_a_chain_of_names_over_many_templates_ends():
    many = {f"m{n}.html": f'{{% include "m{n + 1}.html" with y{n + 1}=y{n} %}}' for n in range(30)}
    templates = {NOTICE: '{% include "m0.html" with y0=page %}', **many}
    assert codes({**templates, "m30.html": "{{ y30.owner }}"}) & {"L001", "L002"}


def test_a_block_moved_elsewhere_is_not_judged_by_the_names_around_it():
    """In the child the block stands where ``y`` is what the child says."""
    assert codes(
        {
            "mine.html": "{% with y=chrome %}{% block a %}{{ y.site_name }}{% endblock %}"
            "{% endwith %}",
            NOTICE: '{% extends "mine.html" %}{% block a %}{{ y.council.site }}{% endblock %}',
        }
    ) == {"L002"}


def test_circles_and_bombs_of_includes_end():
    double = {f"m{n}.html": f'{{% include "m{n + 1}.html" %}}' * 3 for n in range(40)}
    header = {"components/header.html": '<header>{% include "m0.html" %}</header>'}
    assert "T026" in codes({**double, **header, "m40.html": '{% include "m0.html" %}'})


def test_nesting_without_end_is_a_finding_not_a_crash():
    deep = "{% if text %}" * 3000 + "{% endif %}" * 3000
    assert codes({NOTICE: deep}) & {"T001", "P015"}
    _subject, report = check(
        theme_files(static={"css/theme.css": "a{" * 4000 + "}" * 4000}), lambda slug: base()
    )
    assert {f.code for f in report.findings} & {"P015", "C001", "C101"} or not report.findings


def test_a_childs_override_is_held_against_its_parent():
    mother = theme_files(
        "mere", templates={"404.html": '{% extends "404.html" %}{% block what %}'
                           "{% block ours %}a{% endblock %}{% endblock %}"}
    )  # fmt: skip
    subject, _report = check(mother, lambda slug: base())
    assert subject is not None
    parent = Stack((Layer(mother, subject.manifest), *base().layers))
    child = theme_files("fille", parent="mere", templates={
        "404.html": '{% extends "errors/page.html" %}{% block what %}b{% endblock %}'})  # fmt: skip
    _subject, report = check(child, lambda slug: parent)
    assert [(f.code, "ours" in f.what) for f in report.findings] == [("T010", True)]


# The product itself -------------------------------------------------------------------------------


def product() -> dict[str, str]:
    root = Path(settings.BASE_DIR) / "templates"
    return {name: (root / name).read_text() for name in product_names()}


def test_the_product_keeps_every_rule():
    _subject, report = check(theme_files(templates=product()), lambda slug: base())
    assert [f"{f.code} {f.place} {f.what}" for f in report.at_least(Level.WARNING)] == []


def test_each_template_of_the_product_keeps_every_rule_as_the_only_one_of_a_theme():
    """What a theme that copies one template to change a word of it begins with."""
    for name, text in sorted(product().items()):
        _subject, report = check(theme_files(templates={name: text}), lambda slug: base())
        assert [f"{f.code} {f.place} {f.what}" for f in report.at_least(Level.WARNING)] == []


def test_the_base_sheets_keep_every_rule():
    sheets = {n: d for n, d in base().top.files.static.items() if n.startswith("css/")}
    _subject, report = check(theme_files(static=sheets), lambda slug: base())
    found = [f for f in report.at_least(Level.WARNING) if f.code != "C101"]  # the budget of a child
    assert found == []


CLASSES = {
    "page": [
        f"cms.pages.models.{name}"
        for name in ("NewsPage", "GalleryPage", "StandardPage", "CouncilDocument", "FormPage",
                     "CommissionPage", "TeamPage", "LegalPage", "FaqPage", "CouncilHomePage",
                     "PortalHomePage", "NewsIndexPage")
    ],
    "event page": ["cms.calendar.models.EventPage"],
    "meeting page": ["cms.meetings.models.MeetingPage"],
    "meeting decision": ["cms.meetings.telling.Told"],
    "share": ["cms.meetings.telling.Share"],
    "agenda item": ["cms.meetings.models.AgendaItem"],
    "wanted": [
        "cms.meetings.finding.Wanted",
        "cms.searching.asking.Wanted",
        "forum.searching.asking.Wanted",
    ],
    "topic tag": ["cms.pages.models.Topic"],
    "picture": ["cms.pages.models.Picture"],
    "file": ["cms.pages.models.CouncilFile"],
    "member": ["cms.pages.models.Member"],
    "place": ["cms.pages.models.Place"],
    "publication": ["cms.publications.models.Publication"],
    "chrome": ["cms.pages.chrome.Frame"],
    "entry": ["cms.pages.chrome.Entry"],
    "neighbour": ["sites.councils.hosts.Neighbour"],
    "bound": ["sites.accounts.crossing.destinations.Bound"],
    "outline": ["sites.councils.outlines.Outline"],
    "council": ["sites.councils.models.Council"],
    "branch": ["cms.pages.outline.Branch"],
    "filters": ["cms.pages.lists.Filters"],
    "sketch": ["cms.pages.maps.Sketch"],
    "video": ["cms.pages.videos.Video"],
    "board": ["forum.screens.boards.ForumRow"],
    "last post": ["forum.screens.boards.LastPost"],
    "section": ["forum.screens.boards.Section"],
    "topic row": ["forum.screens.topics.TopicRow"],
    "post row": ["forum.screens.posts.PostRow"],
    "link card": ["forum.linked.cards.LinkCard"],
    "post": ["forum.board.forum_conversation.models.Post"],
    "topic": ["forum.board.forum_conversation.models.Topic"],
    "forum place": ["forum.screens.places.Place"],
    "forum node": ["forum.scope.tree.Node"],
    "rights": ["forum.scope.rights.Rights"],
    "card": ["forum.screens.reading.Card"],
    "results": ["django.core.paginator.Page"],
    "paginator": ["django.core.paginator.Paginator", "cms.pages.lists.Bounded"],
    "field": ["django.forms.BoundField"],
    "user": ["sites.accounts.models.User"],
    "held": ["sites.accounts.mine.profile.Held"],
    "decision": ["sites.moderation.views.Decision"],
    "appeal answer": ["sites.moderation.views.Answer"],
    "holding": ["sites.accounts.privacy.held.Held"],
    "export": ["sites.accounts.privacy.views.Copy"],
    "account link": ["sites.accounts.sections.SectionLink"],
    "found street": ["sites.councils.streets.Found"],
    "stretch": ["sites.councils.models.Stretch"],
    "activity": ["sites.accounts.activities.Activity"],
}  # fmt: skip


def attributes_of(path: str) -> set[str]:
    module, _dot, name = path.rpartition(".")
    found = getattr(importlib.import_module(module), name)
    names = {*dir(found), *getattr(found, "__annotations__", {})}
    if issubclass(found, Model):
        names |= {f.name for f in found._meta.get_fields()}
    return names


SET_LATER = {  # by __init__ or an annotation of the query
    "results": {"number", "object_list", "paginator"},
    "field": {"field", "label", "html_name", "help_text", "name"},
    "topic": {"hidden_on", "last_shown", "last_author"},
    "rights": {"is_known"},
}


@pytest.mark.parametrize("kind", CLASSES)
def test_the_table_speaks_of_attributes_that_exist(kind):
    there = set().union(*map(attributes_of, CLASSES[kind]))
    assert set(KINDS[kind]) - there - SET_LATER.get(kind, set()) - {EACH} == set()


def test_the_table_names_nothing_harmful():
    words = {attribute for kind in KINDS.values() for attribute in kind} | set(NAMES)
    harmful = {
        "delete", "save", "unpublish", "password", "session", "owner", "objects",
        "groups", "create", "update", "clear", "set", "remove", "add",
        "pop", "settings", "META", "COOKIES", "instance", "flush", "logout",
        "site", "copy", "move", "user_permissions",
    }  # fmt: skip
    assert words & harmful == set()


def test_every_kind_that_the_table_leads_to_is_in_it():
    def kinds(shape):
        for each in shape:
            if isinstance(each, Many):
                yield from kinds(each.of)
            elif isinstance(each, Row):
                for part in each.parts:
                    yield from kinds(part)
            else:
                yield each

    shapes = [*NAMES.values(), *(s for kind in KINDS.values() for s in kind.values())]
    assert {kind for shape in shapes for kind in kinds(shape)} <= set(KINDS)
