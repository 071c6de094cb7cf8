"""« Partir d’un modèle », above the form of a page that is not there yet."""

from typing import Any

from wagtail.admin.panels import Panel

from .offers import offers


class StartingPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/writing/starting_panel.html"

        def is_shown(self) -> bool:
            """On a new page only: a starting point would overwrite what was written."""
            return super().is_shown() and not self.instance.pk and any(self._offers())

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            own, shipped = self._offers()
            return {**super().get_context_data(parent_context), "own": own, "shipped": shipped}

        def _offers(self) -> tuple[list, list]:
            parent = getattr(self.form, "parent_page", None)
            return offers(type(self.instance), parent) if parent else ([], [])
