"""Documents as a web page of one file: valid, accessible, printable, with no script and nothing to fetch."""

from importlib.resources import files

from actionplan.report.document import Document, titled
from actionplan.report.titles import title_block, title_words
from actionplan.report.writers import svg
from actionplan.report.writers.html_blocks import body
from actionplan.report.writers.html_texts import escaped


def write(document: Document, title: str) -> str:
    """Return a document as one HTML page in British English.

    Args:
        document: the document. Its first heading of level 1 is the page's; any further one is of level 2.
        title: the title of the page, and its first heading if the document has none of level 1.
    """
    blocks = titled(document, title)
    return _PAGE.format(title=escaped(title_words(title_block(blocks))), style=style(), body=body(blocks))


def style() -> str:
    """Return the style sheet of every page, with its colours."""
    return svg.variables() + "\n" + files(__package__).joinpath("page.css").read_text(encoding="utf-8")


_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
