"""Which councils a page may be shared with, in the editor."""

from .page_form import PageForm
from .tree import host_of


class SharedPageForm(PageForm):
    """« Aussi pour » offers the other councils: a page is its own council's anyway."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        host = host_of(self.parent_page)
        if "shared_with" in self.fields and host and host.council:
            field = self.fields["shared_with"]
            field.queryset = field.queryset.exclude(pk=host.council.pk)
