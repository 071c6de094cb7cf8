"""Proving that somebody is gone: a search of everything an install keeps."""

from .search import Trace, find

__all__ = ["Trace", "find"]
