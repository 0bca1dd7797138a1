"""Where shoppers' pictures are kept: a folder, or S3 and its like (``huashu.services.pictures.PictureStore``)."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, S3Store

from huashu.hosts import is_local
from huashu.services.ports import StorageUnavailable

# A name of ours: the pictures of goods lie on a shelf of their own.
NAME = re.compile(r"(?:goods/)?[0-9a-z]+\.[a-z]+")
SECONDS = timedelta(seconds=10)


class ObjectPictures:
    """Over any object store that obstore knows."""

    def __init__(self, store: ObjectStore) -> None:
        self.store = store

    def put(self, name: str, content: bytes) -> None:
        try:
            self.store.put(name, content)
        except (BaseError, OSError) as problem:
            raise StorageUnavailable(f"the picture store took nothing: {_plainly(problem)}") from None

    def get(self, name: str) -> bytes | None:
        if NAME.fullmatch(name) is None:
            return None
        try:
            return bytes(self.store.get(name).bytes())
        except (NotFoundError, FileNotFoundError):
            return None
        except (BaseError, OSError) as problem:
            raise StorageUnavailable(f"the picture store does not answer: {_plainly(problem)}") from None


def picture_store(place: str) -> ObjectPictures:
    """``place``: a folder, made if need be, or ``s3://bucket/prefix`` with the usual ``AWS_*`` variables."""
    if not place.startswith("s3://"):
        folder = Path(place)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return ObjectPictures(LocalStore(folder))
    url, endpoint = urlsplit(place), urlsplit(os.environ.get("AWS_ENDPOINT_URL", ""))
    # Only on this machine is plain http no way for others to read along.
    plain_http = is_local(endpoint.hostname or "")
    store = S3Store(
        url.netloc,
        prefix=url.path.strip("/") or None,
        client_options={"allow_http": plain_http, "timeout": SECONDS, "connect_timeout": SECONDS},
        retry_config={"max_retries": 2, "retry_timeout": SECONDS},
    )
    return ObjectPictures(store)


def _plainly(problem: Exception) -> str:
    """The first line: what follows may hold headers."""
    return f"{type(problem).__name__}: {str(problem).splitlines()[0][:200] if str(problem) else ''}"
