"""What each report shows, and the figures of many plans added up."""

from actionplan.report.figures import Figures as Figures
from actionplan.report.figures import Group as Group
from actionplan.report.figures import PartFigures as PartFigures
from actionplan.report.figures import PlanFigures as PlanFigures
from actionplan.report.figures import RollUp as RollUp
from actionplan.report.figures import rolled_up as rolled_up
from actionplan.report.figures import worst_first as worst_first
from actionplan.report.rollup.challenge import question_figures as question_figures
from actionplan.report.rollup.measures import measure_figures as measure_figures
from actionplan.report.rollup.resolutions import resolution_figures as resolution_figures
from actionplan.report.rollup.since import change_figures as change_figures
from actionplan.report.rollup.status import status_figures as status_figures
