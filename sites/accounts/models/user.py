"""The one account a person has on every site of an install."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sites.accounts import pseudonyms, skeletons


def closed_name() -> str:
    """What stands where the name of a closed account stood."""
    return _now("Compte supprimé")


def public_name_of(path: str) -> models.Case:
    """``public_name`` for queries; ``path`` leads to an account (``last_post__poster``)."""
    is_closed = models.When(
        **{f"{path}__closed_at__isnull": False}, then=models.Value(closed_name())
    )
    return models.Case(is_closed, default=f"{path}__pseudonym", output_field=models.CharField())


class UserManager(BaseUserManager["User"]):
    """Accounts are looked up by e-mail, whatever its capitals."""

    use_in_migrations = True

    def get_by_natural_key(self, email: str | None) -> "User":
        # Not iexact: PostgreSQL compares that in capitals and would not use our index.
        return self.alias(key=Lower("email")).get(key=(email or "").strip().lower())

    def of_address(self, email: str) -> "User | None":
        """The account with this address, if there is one."""
        return self.alias(key=Lower("email")).filter(key=email.strip().lower()).first()

    def with_pseudonym(self, pseudonym: str) -> models.QuerySet:
        """Accounts with this pseudonym, whatever its capitals (one at most)."""
        return self.alias(key=Lower("pseudonym")).filter(key=Lower(models.Value(pseudonym)))

    def create_user(
        self, email: str, password: str | None = None, *, pseudonym: str, **fields
    ) -> "User":
        if not email or not pseudonym:
            raise ValueError("an account needs an e-mail address and a pseudonym")
        user = self.model(email=self.normalize_email(email), pseudonym=pseudonym, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, *, pseudonym: str, **fields
    ) -> "User":
        fields.update(is_superuser=True, is_staff=True)
        return self.create_user(email, password, pseudonym=pseudonym, **fields)


class SkeletonField(models.CharField):
    """What the pseudonym looks like (skeletons.py), whoever writes the row."""

    def pre_save(self, model_instance, add):
        looks = skeletons.skeleton(model_instance.pseudonym)
        setattr(model_instance, self.attname, looks)
        return looks


class User(AbstractUser):
    """A person: an e-mail address to sign in with and a pseudonym that others see.

    First and last name stay empty for residents; Wagtail's admin shows them for volunteers. What
    follows the pseudonym is optional: nobody is asked for it to take part.

    ``skeleton`` lets the database refuse two names that look alike; ``QuerySet.update`` must set it
    together with the pseudonym. ``language`` is the one place that says in which language somebody
    reads the interface, empty for the site's own (language.py). ``home_council`` changes through
    home.py alone, ``portrait`` (the unguessable part of its files' names) through portraits.py.
    """

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("adresse électronique"),
        unique=True,
        error_messages={"unique": _("Un compte existe déjà avec cette adresse.")},
    )
    pseudonym = models.CharField(
        _("pseudonyme"),
        max_length=pseudonyms.LONGEST,
        unique=True,
        help_text=_("Affiché à côté de vos messages."),
        error_messages={"unique": _("Ce pseudonyme est déjà pris.")},
    )
    # Closed by its holder: nobody's name any more (privacy/erasure.py).
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    skeleton = SkeletonField(max_length=skeletons.LONGEST, unique=True, editable=False)
    language = models.CharField(
        _("langue"), max_length=10, blank=True, choices=settings.LANGUAGES, default=""
    )
    lives_here = models.BooleanField(_("j’habite ici"), default=False)
    works_here = models.BooleanField(_("je travaille ici"), default=False)
    studies_here = models.BooleanField(_("j’étudie ici"), default=False)
    home_council = models.ForeignKey(
        "quartiers_councils.Council",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="residents",
        verbose_name=_("conseil de quartier"),
    )
    portrait = models.CharField(max_length=32, blank=True, editable=False)

    # What was accepted and when: sites.moderation.acceptance.
    charter_accepted_at = models.DateTimeField(
        _("charte acceptée le"), null=True, blank=True, editable=False
    )
    charter_version = models.CharField(
        _("version de la charte acceptée"), max_length=20, blank=True, editable=False
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["pseudonym"]

    objects = UserManager()  # type: ignore[misc, assignment]

    # False in a session without the second factor that is owed: see factors.policy.
    acts_with_roles = True

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="quartiers_user_email_once",
                violation_error_message=_("Un compte existe déjà avec cette adresse."),
            ),
            models.UniqueConstraint(
                Lower("pseudonym"),
                name="quartiers_user_pseudonym_once",
                violation_error_message=_("Ce pseudonyme est déjà pris."),
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """What others read: the pseudonym, as long as the account is somebody's."""
        return closed_name() if self.closed_at else self.pseudonym

    def save(self, *args, update_fields=None, **kwargs) -> None:
        if update_fields is not None and "pseudonym" in update_fields:
            update_fields = {*update_fields, "skeleton"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.pseudonym = pseudonyms.tidy(self.pseudonym)

    def has_perm(self, perm, obj=None) -> bool:
        return self.acts_with_roles and super().has_perm(perm, obj)

    def has_module_perms(self, app_label) -> bool:
        return self.acts_with_roles and super().has_module_perms(app_label)

    def get_full_name(self) -> str:
        return closed_name() if self.closed_at else super().get_full_name() or self.pseudonym

    def get_short_name(self) -> str:
        return self.public_name
