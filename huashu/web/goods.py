"""Pictures of the shops' goods, for any page that shows them."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from huashu.services.import_pictures import GOODS_PICTURE, store_name
from huashu.web.guard import services_of

router = APIRouter()

TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",  # the name is what is in it
    "X-Content-Type-Options": "nosniff",
    # A drawing that is opened by itself is a document: it may be looked at, and nothing else.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@router.get("/goods/{name}")
def picture(name: str, request: Request) -> Response:
    """As an import kept it, see huashu.services.import_pictures."""
    content = services_of(request).pictures.get(store_name(name)) if GOODS_PICTURE.fullmatch(name) else None
    if content is None:
        return Response(status_code=404)
    return Response(content, media_type=TYPES[name.rpartition(".")[2]], headers=HEADERS)
