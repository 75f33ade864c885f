"""Take out records that were entered by mistake and that nothing names."""

from collections.abc import Iterable
from datetime import date

from actionplan.edit.append import new_problems_of_plan
from actionplan.edit.plan_edit import PlanEdit, refuse_named
from actionplan.model.kinds import record_path
from actionplan.model.problem import ProblemsFound
from actionplan.storage.positions import locate
from actionplan.storage.save import FileEdit, Prepared


def prepare_removal_of_records(edit: PlanEdit, records: Iterable[tuple[str, str]], today: date) -> Prepared:
    """Return the removal of the files of some records, without writing anything.

    Args:
        edit: the plan.
        records: the kind, one of `FOLDERS`, and the id of each.
        today: today's date.

    Raises:
        ProblemsFound: a file of the plan cannot be read, and might name one of them.
        Refused: something else names one of them.
        Unreadable: a file that is to go cannot be read.
    """
    plan, problems = edit.complete
    if plan.unread:
        raise ProblemsFound(tuple(problem for problem in problems if problem.severity == "error"))
    gone = list(dict.fromkeys(records))
    refuse_named(locate(new_problems_of_plan(edit, (), today, removed=gone)))
    documents = [edit.document(record_path(edit.root, kind, name)) for kind, name in gone]
    changes = tuple(FileEdit(path=document.path, before=document.data, after=None) for document in documents)
    return Prepared(root=edit.root, changes=changes, blocks=("",) * len(changes), problems=())
