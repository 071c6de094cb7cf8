"""Wagtail's French where it speaks to developers, said for volunteers.

Wagtail ships a complete French catalogue; these few of its texts are replaced, by their English.
They are not msgids of ours: nothing here is for the English catalogue.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.translation import trans_real
from django.utils.translation.trans_real import DjangoTranslation

from cms.translations.typography import french

LANGUAGE = "fr"

SCREENS = {
    # Writing and publishing
    "New": "Ajouter",
    "New: %(model_name)s": "Ajouter : %(model_name)s",
    "Add %(model_name)s": "Ajouter : %(model_name)s",
    "Add %(label)s": "Ajouter : %(label)s",
    "Create a page in": "Ajouter une page dans",
    "Create a page in %(title)s": "Ajouter une page dans %(title)s",
    "Sorry, you cannot create a page at this location.": "On ne range pas de page ici.",
    "Save Draft": "Enregistrer le brouillon",
    "Unpublish": "Retirer du site",
    "Unpublished": "Retirée du site",
    "Yes, unpublish": "Oui, retirer",
    "Yes, unpublish it": "Oui, la retirer",
    "No, don't unpublish": "Non, la laisser",
    "Unpublish selected pages": "Retirer ces pages du site",
    "Are you sure you want to unpublish this page?": (
        "Retirer cette page du site ? Elle reste ici en brouillon, et son adresse lui est gardée."
    ),
    "Are you sure you want to unpublish these pages?": (
        "Retirer ces pages du site ? Elles restent ici en brouillon."
    ),
    "Are you sure you want to delete this page?": "Supprimer cette page ?",
    "Are you sure you want to delete these pages?": "Supprimer ces pages ?",
    "Are you sure you want to move these pages?": "Déplacer ces pages ?",
    "Page '%(page_title)s' unpublished.": "« %(page_title)s » n’est plus sur le site.",
    "'%(object)s' unpublished.": "« %(object)s » n’est plus sur le site.",
    "Page '%(page_title)s' created.": "« %(page_title)s » est enregistrée, en brouillon.",
    "Page '%(page_title)s' created and published.": "« %(page_title)s » est en ligne.",
    "Page '%(page_title)s' has been published.": "« %(page_title)s » est en ligne.",
    "Page '%(page_title)s' has been updated.": "« %(page_title)s » est enregistrée.",
    "Page '%(page_title)s' deleted.": "« %(page_title)s » est supprimée.",
    "The page could not be created due to validation errors.": (
        "La page n’est pas encore enregistrée : il manque quelque chose, signalé en rouge dans le "
        "formulaire."
    ),
    "The page could not be saved due to validation errors.": (
        "Vos changements ne sont pas encore enregistrés : il manque quelque chose, signalé en "
        "rouge dans le formulaire."
    ),
    "There are validation errors, click save to highlight them.": (
        "Il manque un titre, ou un champ ne va pas : appuyez sur le bouton pour voir lequel."
    ),
    "The %(model_name)s could not be created due to errors.": (
        "Pas encore enregistré : il manque quelque chose, signalé en rouge."
    ),
    "The %(model_name)s could not be saved due to errors.": (
        "Pas encore enregistré : il manque quelque chose, signalé en rouge."
    ),
    "Saving will overwrite a newer version.": (
        "Quelqu’un a enregistré cette page entre-temps. Copiez votre texte, rechargez la page, "
        "puis remettez-le."
    ),
    "Request to create %(model_name)s was blocked by hook.": "Cette page ne peut être ajoutée.",
    "Request to edit %(model_name)s was blocked by hook.": "Cette page ne peut être modifiée.",
    "This field is required.": "Remplissez ce champ.",
    "Placeholder title": "Sans titre",
    "View draft": "Voir le brouillon",
    "View live": "Voir en ligne",
    "View latest version": "Voir la dernière version",
    "A network error occurred": "Pas de connexion",
    "Troubleshoot your connection to the site before proceeding. "
    "Open the editor in a separate tab to view the last saved version.": (
        "Vérifiez votre connexion avant de continuer. Dans un autre onglet, vous pouvez ouvrir la "
        "dernière version enregistrée."
    ),
    "%(user_name)s saved a new version": ("%(user_name)s vient d’enregistrer une nouvelle version"),
    "%(user_name)s has unsaved changes": "%(user_name)s écrit en ce moment dans cette page",
    "Currently viewing": "regarde cette page",
    "Currently idle": "a laissé cette page ouverte",
    # What stands beside the form
    "Toggle status": "Où en est la page",
    "Toggle preview": "Voir la page",
    "Toggle checks": "Vérifier la page",
    "Toggle comments": "Commentaires",
    "Visible to all": "Visible par tout le monde",
    "Change privacy": "Changer qui peut lire",
    "Privacy": "Qui peut lire",
    "Privacy and access": "Qui peut lire",
    "Changing the privacy for this page has been disabled.": "C’est fixé pour cette page.",
    "Privacy changes apply to all children of this page too.": (
        "Ce choix vaut aussi pour les pages rangées dessous."
    ),
    "Set schedule": "Programmer",
    "Choose when this page should go live and/or expire": (
        "Choisissez quand la page paraît et, au besoin, quand elle disparaît."
    ),
    "Expiry:": "Disparaît :",
    "Go-live:": "Paraît :",
    "Expiry date/time must be in the future.": "La date de fin est déjà passée.",
    "Go live date/time must be before expiry date/time": "La page disparaîtrait avant de paraître.",
    "Content metrics": "En chiffres",
    "This data explained": "D’où viennent ces chiffres",
    "How we calculate our metrics": "Comment ils sont comptés",
    "We extract the main content from the page preview, remove all formatting, "
    "and calculate the number of words.": "Les mots du texte, sans le menu ni le pied de page.",
    "We calculate reading time from word count, using different reading speeds "
    "for different languages.": "Ce qu’il faut à une personne pour lire ces mots.",
    "We use a readability formula based on length of words and sentences. "
    "Long sentences and words result in a worse readability score.": (
        "Plus les mots et les phrases sont longs, moins le texte se lit facilement."
    ),
    "Issues found": "Sur la page telle qu’elle s’affiche",
    "Show issue": "Montrer où",
    # What axe finds in the page
    "Button text is empty": "Un bouton n’a pas de texte",
    "Empty heading found": "Un intertitre est vide",
    "Table header text is empty": "Une case d’en-tête du tableau est vide",
    "Empty frame title found": "Une vidéo n’a pas de titre",
    "Incorrect heading hierarchy": "Les intertitres ne se suivent pas",
    "Avoid skipping levels": "Une sous-partie vient sous une partie.",
    "Input button text is empty": "Un bouton n’a pas de texte",
    "Link text is empty": "Un lien n’a pas de texte",
    "Misusing paragraphs as headings": "Un paragraphe sert d’intertitre",
    "Use proper heading tags": "Prenez le bloc « Intertitre » : il compte aussi pour qui écoute.",
    "Use meaningful text": "Dites ce que l’on y voit.",
    "Use meaningful text for screen reader users": "Qui écoute la page n’entend rien ici.",
    "Use a meaningful title for screen reader users": "Qui écoute la page n’entend rien ici.",
    "Image alt text has inappropriate pattern": (
        "La description d’une image ressemble à un nom de fichier"
    ),
    "Meta description is empty": "Il manque un résumé",
    "Add a concise description for search engines": (
        "Une ou deux phrases : elles paraissent dans les listes et dans les moteurs de recherche."
    ),
    # Lists and trees of pages
    "Exploring": "Pages de",
    "Explore": "Ouvrir",
    "Show in Explorer": "Voir dans la liste des pages",
    "Add child page": "Ajouter une page ici",
    "Has child pages": "A des pages dessous",
    "Any": "Peu importe",
    "Page type": "Genre de page",
    "Parent page": "Rangée sous",
    "New parent page": "Ranger sous",
    "Select a new parent for this page.": "Choisissez où ranger cette page.",
    "Select a new parent page": "Choisissez où les ranger",
    "Choose parent": "Choisir où la ranger",
    "New slug": "Nouvelle adresse",
    "slug": "adresse",
    "The slug '%(page_slug)s' is already in use within the parent page.": (
        "Une autre page a déjà l’adresse « %(page_slug)s » à cet endroit. Changez-la un peu."
    ),
    "The slug '%(page_slug)s' is already in use within the parent page at '%(parent_url_path)s'.": (
        "Une autre page a déjà l’adresse « %(page_slug)s » à cet endroit. Changez-la un peu."
    ),
    'This slug is already in use within the context of its parent page "%(parent_page_title)s"': (
        "Une page de « %(parent_page_title)s » a déjà cette adresse. Changez-la un peu."
    ),
    "The slug '%(page_slug)s' is already in use at the selected parent page. "
    "Make sure the slug is unique and try again.": (
        "Une page a déjà l’adresse « %(page_slug)s » à cet endroit. Changez-la, puis réessayez."
    ),
    "Usage": "Où c’est utilisé",
    "Usage count": "Utilisations",
    "Lock": "Fermer aux autres",
    "Unlock": "Rouvrir aux autres",
    "Locked": "Fermée aux autres",
    "Page locked": "Page fermée par quelqu’un",
    "Locked pages": "Pages fermées",
    "Your locked pages": "Les pages que vous avez fermées aux autres",
    "This page is locked to further editing": "Quelqu’un a fermé cette page aux autres",
    "This page is locked, by you, to further editing": "Vous avez fermé cette page aux autres",
    "The page could not be saved as it is locked.": (
        "Pas enregistré : quelqu’un a fermé cette page aux autres."
    ),
    "Upload": "Envoyer",
    "Server Error": "Erreur de notre côté",
    "Report this error to your website administrator with the following information:": (
        "Rien n’est perdu de ce qui était enregistré. Signalez-le à l’administration avec ceci :"
    ),
    "Choose an item": "Choisir",
    "Choose another": "Choisir autre chose",
    "No %(model_name)s match your query.": "Rien ne correspond à votre recherche.",
    "Converting this to an internal link to %(page)s would make the link automatically update "
    "if the underlying page changes its URL. Would you like to do this?": (
        "En faire un lien vers la page « %(page)s » ? Il suivra si elle change d’adresse."
    ),
    "Delete image": "Supprimer l’image",
    # Where French would have to know the gender of a thing
    "Are you sure you want to delete this %(model_name)s?": "Supprimer pour de bon ?",
    "%(model_name)s '%(object)s' created.": "« %(object)s » : c’est ajouté.",
    "%(model_name)s '%(object)s' updated.": "« %(object)s » : c’est enregistré.",
    "%(model_name)s '%(object)s' deleted.": "« %(object)s » : c’est supprimé.",
    "One or more references to this %(model_name)s prevent it from being deleted.": (
        "Cela sert encore quelque part : impossible de le supprimer."
    ),
    "Anyone can edit this %(model_name)s – lock it to prevent others from editing": (
        "Toute l’équipe peut y travailler. « Fermer aux autres » l’empêche."
    ),
    "Anyone can edit this %(model_name)s": "Toute l’équipe peut y travailler",
    "No one can make changes while the %(model_name)s is locked": (
        "Personne ne peut rien y changer tant que c’est fermé"
    ),
    "Only you can make changes while the %(model_name)s is locked": (
        "Tant que c’est fermé, personne d’autre que vous n’y change rien"
    ),
    "Only %(user)s can make changes while the %(model_name)s is locked": (
        "Tant que c’est fermé, personne d’autre que %(user)s n’y change rien"
    ),
    # The journal of a page
    "Renamed": "Renommée",
    "Moved": "Déplacée",
    "Reordered": "Changée de place",
    "Published": "En ligne",
    "Add view restrictions": "Réserver à certains",
    "Added view restriction": "Réservée à certains",
    "Removed view restriction": "Ouverte à tout le monde",
}

SCRIPTS = {
    "A network error occurred.": (
        "Pas de connexion : vos derniers mots ne sont pas encore enregistrés."
    ),
    "A server error occurred.": (
        "L’enregistrement n’a pas abouti. Gardez cette page ouverte : vos mots y sont."
    ),
    "Alt text": "Description de l’image",
    "Are you sure?": "Vraiment ?",
    "Changes have been autosaved.": "Brouillon enregistré.",
    "Autosave in progress…": "Enregistrement du brouillon…",
    "Write something or type ‘/’ to insert a block": "Écrivez ou collez votre texte ici",
    "Split block": "Couper le bloc ici",
    "Insert a block": "Ajouter un bloc",
    "Broken link": "Lien qui ne mène nulle part",
    "Focus comment": "Ouvrir le commentaire",
    "Unfocus comment": "Fermer le commentaire",
    "Resolve": "C’est réglé",
    "Comment": "Commenter",
    "Fair": "Moyenne",
    "Good": "Bonne",
    "Complex": "Difficile",
    "Page explorer": "Pages",
    "The editor just crashed. Content has been reset to the last saved version.": (
        "Le champ de texte s’est arrêté. Il est revenu à la dernière version enregistrée."
    ),
    "Server Error": "Erreur de notre côté",
    "Report this error to your website administrator with the following information:": (
        "Signalez-la à l’administration avec ceci :"
    ),
}

WORDS = {"django": SCREENS, "djangojs": SCRIPTS}

# Of one thing (or none), and of several. The first is Django's own: « il y a 1 année ».
COUNTED = {
    "%(num)d year": ("%(num)d an", "%(num)d ans"),
    "This %(model_name)s is referenced %(usage_count)s time.": (
        "%(usage_count)s contenu y renvoie.",
        "%(usage_count)s contenus y renvoient.",
    ),
    "Used %(usage_count)s time": ("Sert %(usage_count)s fois", "Sert %(usage_count)s fois"),
    "Referenced %(count)s time": ("Sert %(count)s fois", "Sert %(count)s fois"),
}
FORMS = (0, 1, 1)  # Wagtail's French has a third form, for millions


def connect() -> None:
    """Put our words before those of every catalogue, whenever one is made for French."""
    DjangoTranslation.__init__ = _with_our_words(DjangoTranslation.__init__)  # type: ignore[method-assign]
    made = trans_real._translations  # type: ignore[attr-defined]  # while models were loaded
    for language, known in made.items():
        _replace(known, language)


def _with_our_words(make: Callable) -> Callable:
    @wraps(make)
    def make_and_replace(self: DjangoTranslation, language: str, *args, **kwargs) -> None:
        make(self, language, *args, **kwargs)
        _replace(self, language)

    return make_and_replace


def _replace(catalogue: Any, language: str) -> None:
    if language.split("-")[0] != LANGUAGE:
        return
    first = catalogue._catalog._catalogs[0]
    first.update({text: french(words) for text, words in WORDS.get(catalogue.domain, {}).items()})
    if catalogue.domain == "django":
        first.update(
            {
                (text, number): french(words[form])
                for text, words in COUNTED.items()
                for number, form in enumerate(FORMS)
            }
        )
