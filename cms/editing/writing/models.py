from .starting.kept import StartingPoint

__all__ = ["StartingPoint"]
