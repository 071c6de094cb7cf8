"""Panels of the editor that Wagtail does not bring."""

from wagtail.admin.panels import FieldPanel


class HiddenPanel(FieldPanel):
    """A value that a form carries along unseen: rows of a draft have no key to find it by again."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.heading = self.help_text = ""

        def render_html(self, parent_context=None):
            return self.bound_field.as_hidden()

        def id_for_label(self) -> str:
            return ""

        def show_panel_furniture(self) -> bool:
            return False

        def get_comparison(self) -> list:
            return []
