"""Wagtail's screens for accounts, with our fields. Administrators only: see councils/roles.py."""

from django.db import transaction
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from . import address_changes, renaming, sign_ins
from .entering.forms import AddressField
from .forms import PseudonymForm
from .models import User


class AccountFields:
    """A pseudonym is asked for; a name is not (residents have none).

    Whoever gives accounts to the town hall or the moderation may give them reserved names.
    """

    any_name = True
    clean_pseudonym = PseudonymForm.clean_pseudonym

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = False
        self.fields["email"] = AddressField(label=self.fields["email"].label)
        taken = User._meta.get_field("email").error_messages["unique"]
        self.error_messages = {**self.error_messages, "duplicate_username": taken}


class NewAccountForm(AccountFields, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"pseudonym"}

    def save(self, commit: bool = True):
        """Nobody chooses a password for somebody else: the first sign-in is by a mailed code."""
        self.instance.set_unusable_password()
        return super().save(commit)


class AccountForm(AccountFields, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"pseudonym"}

    @transaction.atomic
    def save(self, commit: bool = True):
        """Save; a name and an address of before are treated as for their owner's change."""
        if not commit:
            return super().save(commit)
        before = User.objects.select_for_update().get(pk=self.instance.pk)
        if "pseudonym" in self.changed_data:
            renaming.note(before, self.cleaned_data["pseudonym"], counts=False)
        user = super().save(commit)
        if before.email.lower() != user.email.lower():
            address_changes.was_moved(user, before.email)
        if before.is_active and not user.is_active:
            sign_ins.end_all(user)  # or they would be back with the account
        return user


class AccountViewSet(UserViewSet):
    def get_form_class(self, for_update: bool = False):
        return AccountForm if for_update else NewAccountForm
