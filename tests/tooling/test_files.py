"""The files a newcomer and an operator rely on say what is true."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ["requirements.txt", "requirements-dev.txt"]
VARIABLE = re.compile(r"""(?:env\.\w+|required)\(\s*["']([A-Z0-9_]+)["']""")


def test_make_help_lists_every_target_meant_for_people():
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    targets = re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.M)
    internal = {"preflight", "preflight-port", "migrations-check"}
    for target in set(targets) - internal:
        assert re.search(rf"^  {target} +\S", shown, re.M), f"make help does not explain {target}"


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_package_is_pinned_with_hashes_and_names_no_host(name):
    text = (ROOT / name).read_text()
    blocks = re.split(r"\n(?=\S)", text.replace("\\\n", " "))[1:]
    assert len(blocks) > 50
    for block in blocks:
        assert re.match(r"[\w.-]+(\[[\w,]+\])?==\S+", block), block
        assert "--hash=sha256:" in block, block
    assert not re.search(r"https?:|index-url|find-links|@ ", text)


@pytest.mark.parametrize(("name", "extra"), [(REQUIREMENTS[0], ""), (REQUIREMENTS[1], "dev")])
def test_pins_follow_pyproject(name, extra):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    pins = set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", (ROOT / name).read_text(), re.M))
    for line in wanted:
        package, version = re.sub(r"\[[\w,]+\]", "", line).split("==")
        assert (package.lower(), version) in pins, f"{line}: run `make requirements`"


def test_development_installs_what_production_runs():
    runtime, development = (
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / name).read_text(), re.M)) for name in REQUIREMENTS
    )
    assert runtime <= development


def test_npm_packages_are_pinned_and_name_no_host():
    lock = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert '"integrity"' in lock


def variables(code: str) -> set[str]:
    """What ``code`` reads; what it reads of each provider of identities, under one of them."""
    of_providers = re.findall(r'f"\{prefix\}([A-Z_]+)"', code)
    return {*VARIABLE.findall(code), *(f"OIDC_FRANCECONNECT_{word}" for word in of_providers)}


def test_every_setting_from_the_environment_is_documented():
    example = (ROOT / ".env.example").read_text()
    for path in (ROOT / "cms/settings").glob("[!t]*.py"):
        for name in variables(path.read_text()):
            assert re.search(rf"^#?{name}=", example, re.M), f"{name} ({path.name})"


def test_nothing_in_the_example_is_a_dead_setting():
    code = "".join(path.read_text() for path in (ROOT / "cms/settings").glob("*.py"))
    known = variables(code)
    for name in re.findall(r"^#?([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.M):
        assert name in known, f"no setting reads {name}"
