"""Scripts and styles: files of the package, and Vega from an installed one."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from foedus.web.assets import Asset, static, vega

router = APIRouter(include_in_schema=False)


@router.get("/static/{name}")
def package_file(request: Request, name: str) -> Response:
    """A file that comes with the package."""
    return _served(request, static(name))


@router.get("/assets/vega.js")
def vega_module(request: Request) -> Response:
    """Vega as a module."""
    return _served(request, vega())


def _served(request: Request, asset: Asset) -> Response:
    kept = f'"{asset.tag}"'
    headers = {"etag": kept, "vary": "accept-encoding", "cache-control": "no-cache"}
    if "v" in request.query_params:  # the address changes with the content
        headers["cache-control"] = "public, max-age=31536000, immutable"
    if request.headers.get("if-none-match") == kept:
        return Response(status_code=304, headers=headers)
    if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(asset.packed, media_type=asset.kind, headers=headers)
    return Response(asset.content, media_type=asset.kind, headers=headers)
