"""What somebody does before their screen is pictured, as the guide tells it."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from deploy.live.server import Server

COUNCIL = "lba"
TITLE = "Le jardin partagé ouvre ses portes"
# Pictures of the demo that pass for photos: how their file is called → what they show.
PHOTOS = {
    "lba-carnaval-*": "Un masque à plumes sous les fanions",
    "lba-canoes-valmy-*": "Une péniche fleurie à quai",
}
MAKE_LEAD = (
    "from sites.councils.models import Council; from sites.councils import role_groups, roles;"
    "from sites.accounts.models import User;"
    "council = Council.objects.get(code='cv');"
    "person = User.objects.get(email='responsable2.lba@quartiers.example');"
    "role_groups.group_for(roles.LEAD, council).user_set.add(person)"
)
PROPOSE = (
    "from wagtail.models import Page; from sites.accounts.models import User;"
    f"page = Page.objects.filter(title={TITLE!r}).latest('pk').specific;"
    "person = User.objects.get(email='contribution.lba@quartiers.example');"
    "page.get_workflow().start(page.get_latest_revision_as_object(), person)"
)
DELETED = (
    "from wagtail.models import Page;"
    "print(Page.objects.get(title__startswith='Arceaux à vélos rue du Château-Landon').pk)"
)
# The demo answers on another port each time; its pictures should not.
HIDE_PORT = """(port) => {
  const texts = document.createTreeWalker(document.querySelector("#main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    texts.currentNode.data = texts.currentNode.data.replaceAll(port, "");
  }
}"""


def go(page: Page, server: Server, path: str, site: str = "admin") -> None:
    page.goto(server.url(site, path))
    page.wait_for_load_state("networkidle")


def press(page: Page, selector: str) -> None:
    page.locator(selector).first.click()
    page.wait_for_load_state("networkidle")


def begin(page: Page, server: Server, action: str) -> None:
    """A big action of the first screen."""
    go(page, server, "/admin/")
    press(page, f"main a:has-text('{action}')")


def menu(page: Page, server: Server, entry: str) -> None:
    go(page, server, "/admin/")
    press(page, f".sidebar a:has-text('{entry}')")


def make_council(server: Server) -> None:
    """A council of today, with a lead who has not signed in yet."""
    server.run(
        "manage.py",
        "create_council",
        "--name=Canal – Villemin",
        "--code=cv",
        "--host=villemin.quartiers.localhost",
    )
    server.run("manage.py", "shell", "--no-imports", "-c", MAKE_LEAD)


def see_sign_in(page: Page, server: Server) -> None:
    go(page, server, "/compte/connexion/", "portal")


def see_home(page: Page, server: Server) -> None:
    go(page, server, "/admin/")


def open_models(page: Page, server: Server) -> None:
    begin(page, server, "Écrire une actualité")
    page.get_by_text("Partir d’un modèle plutôt que d’une page vide").click()


def open_checks(page: Page, server: Server) -> None:
    """A page with something to mend."""
    begin(page, server, "Écrire une actualité")
    page.click("#id_title")
    page.keyboard.type("Balade le long du canal", delay=20)
    page.fill("#id_summary", "Rendez-vous demain devant l’écluse ; pour l’horaire, cliquez ici.")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("On marche une heure, à petits pas, et on goûte au jardin.")
    page.wait_for_url("**/edit/", timeout=30_000)
    page.locator("[data-side-panel-toggle=checks]").first.click()
    page.wait_for_timeout(6000)  # the page is read in a frame, then counted
    page.mouse.move(0, 0)  # no hint over an icon
    show_top(page)


def show_top(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    page.evaluate("document.querySelector('main, #main').scrollTo(0, 0); window.scrollTo(0, 0)")


def open_schedule(page: Page, server: Server) -> None:
    begin(page, server, "Écrire une actualité")
    page.locator("footer .w-dropdown__toggle").click()
    page.get_by_role("button", name="Publier plus tard…").click()
    page.get_by_label("Publier le").fill(f"{date.today().year + 1}-03-05T19:00")


def send_photos(page: Page, server: Server) -> None:
    begin(page, server, "Ajouter des photos")
    page.set_input_files("#photos-files", _demo_photos(server))
    page.get_by_text("Toutes les photos sont arrivées").wait_for(timeout=60_000)
    page.locator("[name$=-alt]").first.fill(next(iter(PHOTOS.values())))
    page.locator("[data-photo]").first.scroll_into_view_if_needed()


def describe_photos(page: Page, server: Server) -> None:
    """The photos that were sent a moment ago are still there."""
    begin(page, server, "Ajouter des photos")
    for field, words in zip(page.locator("[name$=-alt]").all(), PHOTOS.values(), strict=True):
        field.fill(words)
    page.check("#id_people_agreed")
    page.fill("#id_title", "Le carnaval en photos")
    page.locator("#id_people_agreed").evaluate("field => field.scrollIntoView()")
    page.mouse.wheel(0, -60)


def _demo_photos(server: Server) -> list[Path]:
    folder = Path(server.environment["VAR_DIR"]) / "media" / "original_images"
    return [next(folder.glob(name)) for name in PHOTOS]


def fill_document(page: Page, server: Server) -> None:
    begin(page, server, "Publier un document")
    page.fill("[name=title]", "Compte rendu de la plénière du 12 mars")
    page.locator("select").first.select_option(label="Compte rendu")


def write_as_contributor(page: Page, server: Server) -> None:
    """A page that is proposed for review once its picture is taken."""
    begin(page, server, "Écrire une actualité")
    page.click("#id_title")
    page.keyboard.type(TITLE, delay=20)
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("Samedi, de 10 h à 12 h, on plante et on goûte.")
    page.wait_for_url("**/edit/", timeout=30_000)
    page.wait_for_timeout(1500)
    show_top(page)


def open_review(page: Page, server: Server) -> None:
    server.run("manage.py", "shell", "--no-imports", "-c", PROPOSE)
    begin(page, server, "Relire et publier")
    page.locator("footer .w-dropdown__toggle").click()


def see_bin(page: Page, server: Server) -> None:
    """A page that somebody deletes by mistake."""
    number = server.run("manage.py", "shell", "--no-imports", "-c", DELETED).split()[-1]
    go(page, server, f"/admin/pages/{number}/delete/")
    press(page, "button:has-text('Mettre à la corbeille')")
    menu(page, server, "Corbeille")


def open_message(page: Page, server: Server) -> None:
    go(page, server, "/contact/", COUNCIL)
    page.fill("[name=votre_adresse_electronique]", "awa@exemple.fr")
    page.fill("[name=sujet]", "Un banc rue de l’Aqueduc")
    page.fill("[name=message]", "Bonjour, le banc devant le 12 est cassé. Qui s’en occupe ?")
    page.wait_for_timeout(4000)  # who is quicker is taken for a robot
    press(page, "main button[type=submit]")
    go(page, server, "/admin/messages/")
    press(page, "#main a:has-text('Un banc')")


def see_banner(page: Page, server: Server) -> None:
    begin(page, server, "Modifier le bandeau d’alerte")
    page.locator("#id_banner_text").evaluate("field => field.scrollIntoView({block: 'center'})")


def see_settings(page: Page, server: Server) -> None:
    menu(page, server, "Réglages du site")


def see_looks(page: Page, server: Server) -> None:
    menu(page, server, "Apparence")


def fill_invitation(page: Page, server: Server) -> None:
    go(page, server, f"/admin/equipe/{COUNCIL}/inviter/")
    page.locator("#main input[type=email], #main input[type=text]").first.fill("camille@exemple.fr")
    page.locator("label:has-text('Rédaction')").first.click()


def see_team(page: Page, server: Server) -> None:
    menu(page, server, "Équipe")


def start_handover(page: Page, server: Server) -> None:
    go(page, server, f"/admin/equipe/{COUNCIL}/passation/")
    page.locator("label:has-text('Garance du Nord part')").first.click()
    page.fill("#id_adresses", "camomille@exemple.fr")
    press(page, "main button:has-text('Continuer')")


def see_journal(page: Page, server: Server) -> None:
    menu(page, server, "Journal")


def plan_council(page: Page, server: Server) -> None:
    go(page, server, "/admin/conseils/nouveau/")
    page.fill("[name=nom]", "Sainte-Marthe – Buisson")
    page.fill("[name=adresse]", "marthe.quartiers.localhost")
    page.locator("#main textarea").first.fill("awa@exemple.fr\nlou@exemple.fr")
    page.press("[name=nom]", "Enter")
    page.get_by_role("heading", name="Ce qui sera fait").wait_for()
    page.evaluate(HIDE_PORT, f":{server.port}")
