"""Reads TOML files into records, and saves files safely."""

from actionplan.storage.discovery import NoPlan as NoPlan
from actionplan.storage.discovery import find_plans as find_plans
from actionplan.storage.filesystem import Files as Files
from actionplan.storage.filesystem import Snapshot as Snapshot
from actionplan.storage.iter_plans import Loaded as Loaded
from actionplan.storage.iter_plans import each_plan as each_plan
from actionplan.storage.load import load_strict as load_strict
from actionplan.storage.positions import locate as locate
from actionplan.storage.positions import locate_places as locate_places
from actionplan.storage.save import ChangedMeanwhile as ChangedMeanwhile
from actionplan.storage.save import FileEdit as FileEdit
from actionplan.storage.save import Prepared as Prepared
from actionplan.storage.save import SaveError as SaveError
from actionplan.storage.url_check import How as How
from actionplan.storage.writer import entry_text as entry_text
from actionplan.storage.writer import plan_text as plan_text
from actionplan.storage.writer import record_text as record_text
