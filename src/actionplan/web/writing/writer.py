"""What the view needs to write to plans: a way to run commands, and who writes."""

import secrets
from collections.abc import Mapping
from hmac import compare_digest
from typing import Final

from attrs import field, frozen

from actionplan.git.unshared import Sharing
from actionplan.web.patience import Patience
from actionplan.web.writing.drafts import Drafts
from actionplan.web.writing.outcome import Run
from actionplan.web.writing.own_files import OwnFiles

TOKEN: Final = "csrf_token"  # noqa: S105  # a name, and no secret
"""The name under which a form sends what proves where it came from."""


@frozen(kw_only=True)
class Writer:
    """What the view writes with.

    Attributes:
        run: runs a command for a form.
        drafts: what was entered and not saved yet.
        files: files that were sent and are not taken in yet, and workbooks that were made.
        by: the body for which the user writes, by its id or name; empty until it is chosen.
        token: what proves that a form came from a page of this view.
        sharing: what of each plan is shared.
    """

    run: Run
    drafts: Drafts
    files: OwnFiles
    by: str = ""
    token: str = field(factory=lambda: secrets.token_urlsafe(32), repr=False)
    sharing: Patience[Sharing | None] = field(factory=Patience, repr=False)

    @property
    def proof(self) -> tuple[str, str]:
        """What every form hides and sends, to prove that it came from a page of this view: the name and the value."""
        return TOKEN, self.token

    def knows(self, sent: Mapping[str, str]) -> bool:
        """Return whether what a form sent came from a page of this view."""
        return compare_digest(sent.get(TOKEN, "").encode(), self.token.encode())
