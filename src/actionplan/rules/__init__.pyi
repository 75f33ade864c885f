"""Rules about plans: checks find problems, questions are those of a committee, confirmations those before writing."""

from actionplan.rules.checks import RULES as RULES
from actionplan.rules.checks import check as check
from actionplan.rules.checks.registry import Rule as Rule
from actionplan.rules.confirmations import CONFIRMATIONS as CONFIRMATIONS
from actionplan.rules.confirmations.registry import Confirmation as Confirmation
from actionplan.rules.evidence import look_for_evidence as look_for_evidence
from actionplan.rules.questions import CHALLENGE_RULES as CHALLENGE_RULES
from actionplan.rules.questions import Challenge as Challenge
from actionplan.rules.questions import challenge as challenge
from actionplan.rules.questions.context import EvidenceFacts as EvidenceFacts
from actionplan.rules.questions.registry import ChallengeRule as ChallengeRule
