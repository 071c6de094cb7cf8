"""Which councils a page may be shared with, in the editor."""

from wagtail.admin.forms import WagtailAdminPageForm

from .tree import host_of


class SharedPageForm(WagtailAdminPageForm):
    """« Aussi pour » offers the other councils: a page is its own council's anyway."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        host = host_of(self.parent_page)
        if "shared_with" in self.fields and host and host.council:
            field = self.fields["shared_with"]
            field.queryset = field.queryset.exclude(pk=host.council.pk)
