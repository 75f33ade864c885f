"""Documents as the bytes of files, by the endings of their names; each writer is imported when it is used."""

from actionplan.report.document import Document


def file_bytes(ending: str, document: Document, title: str, template: bytes | None = None) -> bytes:
    """Return a document as a file.

    Args:
        ending: ``html``, ``pdf``, ``md`` or ``docx``.
        document: the document.
        title: its title, for programs that list files.
        template: the council's own template for Word; None for ours.

    Raises:
        NotInstalled: a library for the form is not there.
    """
    match ending:
        case "html":
            from actionplan.report.writers import html

            return html.write(document, title).encode()
        case "pdf":
            from actionplan.report.writers import pdf

            return pdf.write(document, title)
        case "docx":
            from actionplan.report.writers import docx

            return docx.write(document, title, template)
        case _:
            from actionplan.report.writers import markdown

            return markdown.write(document, title).encode()
