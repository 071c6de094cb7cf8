"""Reading Redis's answers when what answers is not Redis (a wrong port in REDIS_URL)."""

from typing import Any

from redis.connection import DefaultParser
from redis.exceptions import ConnectionError, InvalidResponse


class Parser(DefaultParser):  # type: ignore[valid-type, misc]
    """Says that there is no connection, which the cache ignores, where it would say nonsense."""

    def read_response(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().read_response(*args, **kwargs)
        except InvalidResponse as error:
            raise ConnectionError(f"no Redis answers there: {error}") from error
