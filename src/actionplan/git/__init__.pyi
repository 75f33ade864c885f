"""What git knows of a plan: its commits, who changed what, and which commit a report was made from."""

from actionplan.git.audit.findings import Audit as Audit
from actionplan.git.audit.findings import AuditFinding as AuditFinding
from actionplan.git.audit.findings import UnreadableVersion as UnreadableVersion
from actionplan.git.provenance import Anchor as Anchor
from actionplan.git.provenance import Tag as Tag
from actionplan.git.snapshot import Committed as Committed
from actionplan.git.snapshot import load_rev as load_rev
