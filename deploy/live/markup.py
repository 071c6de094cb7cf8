"""The Nu HTML checker over saved pages: one Java process for all of them."""

import json
import shutil
import subprocess
from pathlib import Path

from .server import ROOT

JAR = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"


def markup_findings(folder: Path) -> dict[str, list[str]]:
    """File stem → errors of each ``*.html`` in ``folder``; warnings that are style stay out."""
    java = shutil.which("java")
    if java is None or not JAR.exists():
        raise RuntimeError("the HTML checker needs Java and `make node_modules`")
    files = sorted(folder.glob("*.html"))
    done = subprocess.run(
        [java, "-jar", str(JAR), "--format", "json", "--errors-only", "--stdout", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    found: dict[str, list[str]] = {}
    for message in json.loads(done.stdout)["messages"]:
        name = Path(message["url"].removeprefix("file:")).stem
        extract = " ".join(message.get("extract", "").split())
        line = f"line {message.get('lastLine', '?')}: {message['message']} – {extract}"
        found.setdefault(name, []).append(line)
    return found
