# Everything a newcomer types. Texts after ## are what `make help` prints, in French.

PYTHON ?= python3
PORT ?= 8000
VENV ?= .venv
TESTS ?=
SLOW ?=
FULL ?=
SLUG ?=
SITE ?= lba
DATABASE_URL ?=
REDIS_URL ?=

PG_URL = $(or $(DATABASE_URL),postgres://postgres@127.0.0.1:5432/quartiers)
RD_URL = $(or $(REDIS_URL),redis://127.0.0.1:6379/9)
BIN = $(VENV)/bin
MANAGE = $(BIN)/python manage.py
PYTEST = $(BIN)/python -m pytest
RUNTIME = $(VENV)/.quartiers-runtime
DEV = $(VENV)/.quartiers-dev
PIP = $(BIN)/python -m pip --disable-pip-version-check
CATALOGUE = locale/en/LC_MESSAGES/django.mo

# Recipes say "$$PORT": the shell must not read what was typed as commands.
export PORT SLUG SITE
PORT_TOLD = $(filter-out file,$(origin PORT))

.DEFAULT_GOAL = help
.NOTPARALLEL:
.PHONY: help demo demo-reset run test check style lint format types test-postgres test-browser isolation bench \
	audit screenshots theme-new theme-dev theme-check bench-themes bench-lists bench-forum translations requirements clean clean-demo preflight preflight-port migrations-check

help: ## Cette aide
	@echo "make …"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo "Réglages : PORT=8001 (autre port), PYTHON=python3.12 (autre Python), TESTS=tests/sites"

demo: preflight-port $(RUNTIME) $(CATALOGUE) ## Installe ce qu’il faut, charge la démonstration et sert les sept sites
	@$(MANAGE) demo --port="$$PORT"

demo-reset: preflight $(RUNTIME) $(CATALOGUE) ## Recharge la démonstration, datée d’aujourd’hui
	@$(MANAGE) load_demo --reset $(if $(PORT_TOLD),--port="$$PORT")

run: preflight-port $(DEV) $(CATALOGUE) ## Serveur de développement (se recharge à chaque changement)
	@DEBUG=1 $(MANAGE) runserver "127.0.0.1:$$PORT"

test: $(DEV) $(CATALOGUE) ## Tous les tests sur SQLite (TESTS=dossier pour en choisir, SLOW=1 : les longs aussi)
	@$(PYTEST) -n 2 -m "not postgres and not browser$(if $(SLOW),, and not slow)" $(TESTS)

check: $(DEV) $(CATALOGUE) style ## La boucle de deux minutes : style, types, contrats, traductions, tests sans base
	@$(PYTEST) -n 2 -q -m "quick and not browser and not slow" $(TESTS)

style: $(DEV) $(CATALOGUE) lint types migrations-check ## La même sans les tests : ce que les autres boucles ne redisent pas
	@$(MANAGE) translations check

lint: $(DEV) ## Style du code et des gabarits, contrats d’import
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --quiet --lint templates
	@$(BIN)/lint-imports --no-logo

types: $(DEV) ## Types
	@$(BIN)/mypy

migrations-check: $(DEV)
	@$(MANAGE) makemigrations --check --dry-run

format: $(DEV) ## Remet le code en forme
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

test-postgres: $(DEV) $(CATALOGUE) ## Les tests qui touchent une base, sur PostgreSQL et Redis (DATABASE_URL, REDIS_URL)
	@DATABASE_URL="$(PG_URL)" REDIS_URL="$(RD_URL)" $(PYTEST) -n 2 --create-db -m "not browser and not quick" $(TESTS)

isolation: $(DEV) $(CATALOGUE) ## Chaque adresse de l’administration, chaque rôle, les choses d’un autre conseil
	@$(PYTEST) -n 2 -s tests/cms/editing/isolation/walk.py

test-browser: $(DEV) $(CATALOGUE) node_modules ## Chaque type de page dans Chromium : axe, Nu, clavier, poids
	@$(PYTEST) -n 2 -m browser $(or $(TESTS),tests/browser)

bench: $(DEV) $(CATALOGUE) ## Vitesse : nos pages contre un Wagtail minimal, en une mesure croisée
	@DATABASE_URL="$(PG_URL)" REDIS_URL="$(RD_URL)" $(BIN)/python -m deploy.bench

audit: $(DEV) $(CATALOGUE) node_modules deploy/lighthouse/node_modules ## Lighthouse et axe sur chaque page, chaque largeur
	@$(BIN)/python -m deploy.audit

screenshots: $(DEV) $(CATALOGUE) ## Refait les images de docs/images
	@$(BIN)/python -m deploy.screenshots

theme-new: $(RUNTIME) $(CATALOGUE) ## Crée un thème : make theme-new SLUG=quai
	@$(MANAGE) theme new "$$SLUG"

theme-dev: $(RUNTIME) $(CATALOGUE) ## Montre un thème sur le vrai site, à jour à chaque changement : SLUG=quai SITE=lba
	@$(MANAGE) theme dev "$$SLUG" --site "$$SITE"

theme-check: $(RUNTIME) $(CATALOGUE) ## Contrôle tous les thèmes, livrés et installés
	@$(MANAGE) theme check --all

bench-themes: $(DEV) $(CATALOGUE) ## Vitesse des thèmes : gabarit trouvé, page rendue, changement sous charge
	@DATABASE_URL="$(PG_URL)" REDIS_URL="$(RD_URL)" $(BIN)/python -m deploy.bench.themes

bench-lists: $(DEV) $(CATALOGUE) ## Listes de dix mille choses contre listes de cent
	@DATABASE_URL="$(PG_URL)" REDIS_URL="$(RD_URL)" $(BIN)/python -m deploy.bench.lists

bench-forum: $(DEV) $(CATALOGUE) ## Notre forum contre machina d’origine, sur les mêmes messages (FULL=1 : un million)
	@DATABASE_URL="$(PG_URL)" REDIS_URL="$(RD_URL)" $(BIN)/python -m deploy.bench.forum $(if $(FULL),--full)

translations: $(DEV) ## Met à jour le catalogue anglais à partir du code
	@$(MANAGE) translations update
	@$(MANAGE) translations compile

requirements: $(DEV) ## Refait requirements*.txt à partir de pyproject.toml
	@$(PIP) install --quiet uv==0.13.9
	@PYTHON=$(BIN)/python .ci/requirements

clean: ## Retire l’environnement Python, les paquets et les caches
	rm -rf $(VENV) node_modules deploy/lighthouse/node_modules .build .ruff_cache .mypy_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f $(CATALOGUE)

clean-demo: ## Retire la démonstration : sa base, ses médias, ses courriels (dossier var)
	@[ ! -e .env ] || { echo "Quartiers : un fichier .env est là, var/ est peut-être celui d’un vrai site ; effacez-le vous-même." >&2; exit 1; }
	rm -rf var

# What the above stand on ---------------------------------------------------------------------------

preflight:
	@command -v $(PYTHON) >/dev/null || { echo "Quartiers : « $(PYTHON) » est introuvable ; installez Python 3.11 ou plus récent." >&2; exit 1; }
	@$(PYTHON) deploy/preflight.py

preflight-port: preflight
	@$(PYTHON) deploy/preflight.py "$$PORT"

$(BIN)/python: | preflight
	@echo "Création de l’environnement Python ($(VENV))…"
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.txt | $(BIN)/python
	@echo "Installation des paquets (une seule fois, une à deux minutes)…"
	@$(PIP) install --quiet --require-hashes -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt | $(BIN)/python
	@echo "Installation des paquets de développement (une seule fois)…"
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ $(RUNTIME)

$(CATALOGUE): locale/en/LC_MESSAGES/django.po | $(RUNTIME)
	@$(MANAGE) translations compile

node_modules: package-lock.json
	@npm ci --loglevel=error --no-audit --no-fund
	@touch $@

# Not `npm ci`: npm 11 finds this lock file out of step because of a peer of a peer.
deploy/lighthouse/node_modules: deploy/lighthouse/package-lock.json
	@cd deploy/lighthouse && npm install --no-save --loglevel=error --no-audit --no-fund
	@touch $@
