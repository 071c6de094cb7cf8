"""What operators copy and type: production's examples, the Makefile, the commands of the docs."""

import configparser
import os
import re
import runpy
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = ROOT / "deploy/production"
GUIDE = (ROOT / "docs/exploitation.md").read_text()


def unit(name: str) -> configparser.ConfigParser:
    """A unit of systemd; of a key that is there twice, the last value."""
    parser = configparser.ConfigParser(strict=False, interpolation=None, allow_no_value=True)
    parser.optionxform = str
    parser.read(PRODUCTION / name)
    return parser


def test_a_reload_loads_the_new_code():
    """gunicorn forks its workers from the master: what that has imported stays until a restart."""
    settings = runpy.run_path(str(PRODUCTION / "gunicorn.conf.py"))
    assert settings["preload_app"] is False
    assert settings["control_socket_disable"] is True
    service = unit("quartiers.service")["Service"]
    assert service["ExecReload"].endswith("kill -HUP $MAINPID")
    assert "EnvironmentFile" not in service, "a reload would keep the old values"


def test_a_mistake_is_found_before_what_runs_is_touched():
    text = (PRODUCTION / "quartiers.service").read_text()
    check = r"/srv/quartiers/\.venv/bin/python manage\.py check"
    assert re.search(rf"^ExecStartPre={check}$", text, re.M)
    assert re.search(rf"^ExecReload={check}\nExecReload=/bin/kill", text, re.M)


def test_a_timer_does_what_is_due_every_minute():
    assert unit("quartiers-tick.timer")["Timer"]["OnCalendar"] == "minutely"
    service = unit("quartiers-tick.service")["Service"]
    assert service["ExecStart"].endswith("manage.py tick")
    assert service["Type"] == "oneshot"
    for name in ("quartiers-tick.timer", "manage.py tick"):
        assert name in GUIDE
    assert "routine" not in GUIDE


def test_systemd_waits_as_long_as_a_tick_may_take():
    from sites.delivery import ticking
    from sites.notifications import smtp

    service = unit("quartiers-tick.service")["Service"]
    assert int(service["TimeoutStartSec"].removesuffix("min")) * 60 > ticking.LONGEST
    assert int(service["TimeoutStopSec"].removesuffix("s")) > smtp.LAST_ANSWER


def test_the_routine_is_made_of_commands_that_exist_and_are_explained():
    from django.conf import settings
    from django.core.management import get_commands

    from sites.delivery import schedule

    for name, period in schedule.routine().items():
        assert name in get_commands()
        hour = f"{period.at.hour} h {period.at.minute:02}" if period.at else period.words
        assert f"| `{name}` | {hour} |" in GUIDE
    assert {"publish_scheduled", "send_mails", "retain", "clearsessions"} <= set(settings.ROUTINE)


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_proxy_serves_public_files_and_never_documents(name):
    served = re.findall(r"(?:alias|root)(?: \*)? (\S+?);?$", (PRODUCTION / name).read_text(), re.M)
    folders = {path.rstrip("/") for path in served}
    public = ("static", "media", "themes/pool")
    assert folders == {f"/srv/quartiers/var/{folder}" for folder in public}


def test_nginx_says_once_how_long_and_always_how_safely():
    text = (PRODUCTION / "nginx.conf").read_text()
    assert "expires" not in text, "it would add a second Cache-Control"
    for line in re.findall(r"add_header .*", text):
        assert line.endswith(" always;") or "Cache-Control" in line


def test_nginx_answers_health_in_clear():
    servers = (PRODUCTION / "nginx.conf").read_text().split("server {")
    (port_80,) = [part for part in servers if "listen 80 " in part]
    assert re.search(r"location ~ \^/\(healthz\|readyz\)\$ \{\s+proxy_pass", port_80)


def test_a_backup_is_of_the_database_that_is_meant():
    lines = [line for line in GUIDE.splitlines() if re.match(r"pg_(dump|restore) ", line)]
    assert len(lines) == 2
    for line in lines:
        assert '"${DATABASE_URL:?}"' in line
    assert "set -a; . ./.env; set +a" in GUIDE
    assert re.search(r"tar .*media files$", GUIDE, re.M)


def test_no_setting_depends_on_the_terminal():
    assert "export DJANGO" not in GUIDE


def test_the_example_can_be_read_by_a_shell(tmp_path):
    """The docs have it loaded with `. ./.env`; every line is set, to see what comes of it."""
    text = re.sub(r"^#([A-Z0-9_]+=)", r"\1", (ROOT / ".env.example").read_text(), flags=re.M)
    (tmp_path / ".env").write_text(text)
    script = 'set -eu; set -a; . ./.env; printf %s "$DEFAULT_FROM_EMAIL"'
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (
        "Quartiers <ne-pas-repondre@quartiers.example>",
        "",
    )


def make(*arguments: str, folder: Path = ROOT, **environment) -> subprocess.CompletedProcess:
    ours = {"PORT", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.run(
        ["make", "--no-print-directory", "-f", str(ROOT / "Makefile"), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=clean | environment,
    )


@pytest.mark.parametrize(
    "port", ["8013;touch ran", '8013";touch ran;"', "`touch ran`", "", "80 81", "²"]
)
@pytest.mark.parametrize("how", ["argument", "environment"])
def test_a_port_is_never_run_as_a_command(tmp_path, port, how):
    (tmp_path / "deploy").symlink_to(ROOT / "deploy")
    if how == "argument":
        done = make("preflight-port", f"PORT={port}", folder=tmp_path)
    else:
        done = make("preflight-port", folder=tmp_path, PORT=port)
    assert "n’est pas un numéro de port" in done.stderr.splitlines()[0]
    assert not (tmp_path / "ran").exists()


def test_a_port_is_given_to_every_command_as_one_word():
    text = (ROOT / "Makefile").read_text()
    assert "$(PORT)" not in text
    for line in re.findall(r"^\t.*\$\$PORT.*", text, re.M):
        assert re.search(r'"[^" ]*\$\$PORT"', line), line


@pytest.mark.parametrize(
    ("arguments", "environment", "is_told"),
    [((), {}, False), (("PORT=9000",), {}, True), ((), {"PORT": "9000"}, True)],
)
def test_a_reset_is_told_a_port_only_when_somebody_typed_one(arguments, environment, is_told):
    done = make("--dry-run", "demo-reset", *arguments, **environment)
    (line,) = [line for line in done.stdout.splitlines() if "load_demo" in line]
    assert ("--port=" in line) is is_told


def test_the_loop_before_a_commit_makes_no_database():
    lines = make("--dry-run", "check").stdout.splitlines()
    (line,) = [line for line in lines if "pytest" in line]
    assert '-m "quick and ' in line


def test_make_clean_keeps_what_is_not_made_again():
    lines = make("--dry-run", "clean").stdout.splitlines()
    assert not any(re.search(r"\bvar\b", line) for line in lines)


def test_clean_demo_refuses_where_a_real_site_may_be(tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / ".env").touch()
    done = make("clean-demo", folder=tmp_path)
    assert done.returncode != 0
    assert ".env" in done.stderr.splitlines()[0]
    assert (tmp_path / "var").exists()
    (tmp_path / ".env").unlink()
    assert make("clean-demo", folder=tmp_path).returncode == 0
    assert not (tmp_path / "var").exists()
