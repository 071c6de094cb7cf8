"""A screenshot becomes a small file: a palette with as many colours as fit."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from deploy.live.server import ROOT

FOLDER = ROOT / "docs" / "images"


def save(pixels: bytes, name: str, most_bytes: int) -> None:
    """Write docs/images/<name>.png with as many colours as fit in ``most_bytes``."""
    picture = Image.open(BytesIO(pixels)).convert("RGB")
    path = FOLDER / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    for colours in (256, 128, 64, 32):
        content = _encoded(picture, colours)
        if len(content) <= most_bytes:
            path.write_bytes(content)
            _tell(path, len(content))
            return
    raise RuntimeError(f"{path.name} does not fit in {most_bytes} bytes")


def _encoded(picture: Image.Image, colours: int) -> bytes:
    file = BytesIO()
    picture.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _tell(path: Path, size: int) -> None:
    print(f"{path.relative_to(ROOT)}  {size / 1000:.0f} kB", flush=True)
