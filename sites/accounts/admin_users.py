"""Wagtail's screens for accounts, with our fields. Administrators only: see councils/roles.py."""

from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from .forms import PseudonymForm


class AccountFields:
    """A pseudonym is asked for; a name is not (residents have none)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = False

    clean_pseudonym = PseudonymForm.clean_pseudonym


class NewAccountForm(AccountFields, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"pseudonym"}


class AccountForm(AccountFields, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"pseudonym"}


class AccountViewSet(UserViewSet):
    def get_form_class(self, for_update: bool = False):
        return AccountForm if for_update else NewAccountForm
