"""What somebody says about how a file is read: a mapping file, which can be kept and used for the next version."""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import frozen

from actionplan.edit.bulk.date_order import DateOrder
from actionplan.model.bodies import Body
from actionplan.model.checked import checked
from actionplan.model.dates import PlanDate, Term
from actionplan.model.fields import BodyId
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.vocabulary import AreaKind, YearStart

EXTRA = "extra"
"""What a column is read as that has no field of its own."""

ProgressIn = Literal["per cent", "parts of 1"]


@checked
@frozen(kw_only=True, repr=False)
class MappedArea:
    """An area of the plan, as in its file.

    Attributes:
        title: what it is about.
        kind: what the inspectors called it.
        ref: its number in printed papers; None for none.
        owner: the id of the accountable body; None for none.
    """

    title: str
    kind: AreaKind = "other"
    ref: str | None = None
    owner: BodyId | None = None


@checked
@frozen(kw_only=True, repr=False)
class Mapped:
    """How a file is read, as far as somebody says it. What is empty or None is found out from the file.

    Attributes:
        id: the plan's id.
        title: the plan's title.
        agreed: when the plan was agreed.
        year_starts: the month and day on which its financial year starts, such as ``09-01``.
        area_kind: what the inspectors called its areas.
        sheets: the names of the sheets to read; empty for every visible one that has a table of actions.
        heading_rows: for a sheet the number of the last row of its headings.
        columns: for a column, by its heading or its letter, the field that it is, or ``extra``.
        date_order: how dates are read that may have the day or the month first.
        date_orders: the same for single columns, by heading or letter.
        progress_in: in what progress is given.
        usual_colours: whether the usual fills are red, amber, green and blue ratings.
        words: for words of the file those to read instead, such as ``in-progress`` for ``Delayed``; for all columns.
        colours: for the colour of a cell, as ``#rrggbb``, the id of the rating that it means.
        areas: the areas of the plan by id; names in the file are found among ids, titles and printed numbers.
        bodies: the bodies of the plan, as in ``plan.toml``; names in the file are found among names and aliases.
        ratings: the ratings of the plan, as in ``plan.toml``.
        terms: the terms of the plan, as in ``plan.toml``.
    """

    id: Id | None = None
    title: str | None = None
    agreed: PlanDate | None = None
    year_starts: YearStart | None = None
    area_kind: AreaKind | None = None
    sheets: tuple[str, ...] = ()
    date_order: DateOrder | None = None
    progress_in: ProgressIn | None = None
    usual_colours: bool = False
    heading_rows: Mapping[str, Any] = EMPTY
    columns: Mapping[str, Any] = EMPTY
    date_orders: Mapping[str, DateOrder] = EMPTY
    words: Mapping[str, Any] = EMPTY
    colours: Mapping[str, Any] = EMPTY
    areas: Mapping[Id, MappedArea] = EMPTY
    bodies: Mapping[Id, Body] = EMPTY
    ratings: Mapping[Id, tuple[Rating, ...]] = EMPTY
    terms: Mapping[Id, Term] = EMPTY


NOTHING_MAPPED = Mapped()
