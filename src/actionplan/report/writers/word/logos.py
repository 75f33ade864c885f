"""Logos as pictures of a Word file, in the size that suits the head of a paper."""

from actionplan.model.refused import Refused, needed
from actionplan.report.paper_blocks import Logo
from actionplan.report.writers.word.parts import Image

_WIDEST, _HIGHEST = 224, 64
"""The largest size of a logo, in pixels."""


def logo_image(logo: Logo) -> Image:
    """Return a logo as a picture, as large as the head of a paper allows.

    Raises:
        Refused: its file holds no picture.
    """
    ending = {"image/svg+xml": "svg", "image/png": "png"}.get(logo.media_type, "jpg")
    try:
        shown = needed("resvg_py").svg_to_bytes(logo.data.decode()) if ending == "svg" else logo.data
        size = needed("docx.image.image").Image.from_blob(shown)
    except (ValueError, needed("docx.image.exceptions").UnrecognizedImageError) as error:
        raise Refused(f"the logo is no picture in {ending.upper()}: {error}") from error
    scale = min(_WIDEST / size.px_width, _HIGHEST / size.px_height)
    return Image(logo.data, ending, size.px_width * scale, size.px_height * scale)
