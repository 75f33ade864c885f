"""The sections of papers that are pictures: each is left out where the record does not carry it."""

from collections.abc import Iterator

from actionplan.report.document import Block
from actionplan.report.papers.material import Material
from actionplan.report.papers.measures import worst_first
from actionplan.report.pictures.burn_up import burn_up
from actionplan.report.pictures.chain import chain
from actionplan.report.pictures.matrix import matrix_picture
from actionplan.report.pictures.measure import measure_picture
from actionplan.report.pictures.strip import area_strip


def finished_and_due(material: Material) -> Iterator[Block]:
    """Yield how many actions were finished and had come due over time; nothing where the record is incomplete."""
    is_whole = not material.record.incomplete and not material.plan.unread
    if is_whole and (picture := burn_up(material.status.actions, material.as_at)) is not None:
        yield picture


def measure_pictures(material: Material, most: int = 2) -> Iterator[Block]:
    """Yield pictures of measures, those that missed a target first.

    Args:
        material: what the paper is made from.
        most: how many.
    """
    made = (measure_picture(each, material.as_at) for each in worst_first(material.measures.measures))
    yield from [picture for picture in made if picture is not None][:most]


def ratings_over_time(material: Material) -> Iterator[Block]:
    """Yield the ratings of areas by quarters."""
    status = material.status
    picture = area_strip(status.areas, material.ratings, status.ratings, material.plan.bodies, material.as_at)
    if picture is not None:
        yield picture


def risk_matrix(material: Material) -> Iterator[Block]:
    """Yield the matrix of risks."""
    if (picture := matrix_picture(material.risks)) is not None:
        yield picture


def holding_up(material: Material) -> Iterator[Block]:
    """Yield which overdue actions hold up which others."""
    if (picture := chain(material.dependencies)) is not None:
        yield picture
