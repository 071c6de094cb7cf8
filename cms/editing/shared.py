"""Places and topics, which all councils share: « Lieux et thèmes » in the menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.pages.models import Place, Topic


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "site"
    copy_view_enabled = False  # sent by POST, Wagtail's would write over the original
    inspect_view_enabled = True  # most may read what they may not change


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    copy_view_enabled = False


class SharedThings(SnippetViewSetGroup):
    items = (PlaceViewSet, TopicViewSet)
    menu_label = _("Lieux et thèmes")
    menu_name = "lieux-et-themes"
    menu_icon = "site"
    menu_order = 500
