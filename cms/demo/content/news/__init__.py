"""News by site, one file each."""

from cms.demo.content.shapes import Article

from .cel import NEWS as CEL
from .fth import NEWS as FTH
from .gab import NEWS as GAB
from .lba import NEWS as LBA
from .portal import NEWS as PORTAL
from .psd import NEWS as PSD
from .svp import NEWS as SVP

NEWS: dict[str, tuple[Article, ...]] = {
    "portal": PORTAL,
    "cel": CEL,
    "fth": FTH,
    "gab": GAB,
    "lba": LBA,
    "psd": PSD,
    "svp": SVP,
}
