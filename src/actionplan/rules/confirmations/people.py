"""Decide whether a text seems to be a person's name and not a role."""

import re
from collections.abc import Iterable

_TITLE = re.compile(
    r"\b(?i:(?:cllr|mr|mrs|ms|mx|miss|dr|prof|sir|dame|rev)\b\.?|councillor|professor|reverend)\s+(?=[A-Z])([\w'-]+)"
)
"""A title, with the word after it, which begins with a capital letter."""

_PARTS = re.compile(r"\s-\s|[,;:()/&+|]|\band\b")
"""What separates a name from a role or from another name."""

_PLAIN = str.maketrans("\u2018\u2019\u2010\u2013\u2014", "''---")
"""Plain forms of apostrophes and dashes that word processors use."""

_ACRONYM = range(2, 4)
"""The number of letters of a word in capitals that is no surname in capitals."""

_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "di", "du", "el", "le", "van", "der", "von"})
"""Words in lower case within surnames."""

_NO_NAMES = frozenset(
    """
    a academic academy access accountable acting acute admin administration administrator admissions adult advice
    adviser advisor advocacy agency all alternative ambassador ambulance an analyst annual appeals area assessment
    assistant associate association assurance at attainment attendance audiologist audiology audit authority autism
    autistic available banding behaviour block board borough britain british brokerage buddy budget buildings bureau
    business by cabinet cahms camhs capital care carer case casework caseworker cbt central centre ceo cfo chair
    chairman chairperson chairwoman champion change chaplain chief child childcare childhood childrens church city
    clerk client climate clinic clinical clinician co cognitive college commission commissioner commissioning
    committee communication community complaints complex compliance consultant content continuing contract
    cooperation coordinator coroner corporate council councillors county court crime culture curriculum customer
    data dco dcs deaf delivery democratic department deputy designate designated designer development dfe dietetics
    dietitian digital diocese director directorate disabilities disability district dmo doctor dsco dsl dyslexia
    early east eastern ect editor education educational ehc ehcp elect elected elections elective elsa emotional
    employment engagement engineer engineering england english environment equality estates european evaluation
    exclusions executive experience expert exploitation external facilitator families family federation finance
    financial fire for forum fostering foundation from funding general governance governor gp grammar grandparent
    greater group guardian head headteacher health healthcare hearing helpdesk herts high highways hlta holder home
    hospital house housing hr hub human icb ict impairment improvement in incidence inclusion inclusive independent
    infant information innovation insight inspection inspector integrated integration intelligence interim internal
    intervention investment it joint junior justice key keyworker lac language lead leader leadership learner
    learning legal leisure liaison libraries licensing lieutenant link literacy local looked lower maintenance
    management manager marketing maternity maths matron mayor media mediation medical medicine member mental mentor
    mid midwife midwifery minister mobiliser moderate moderator money monitoring mp multi multiple museum named
    national navigator needs neonatal network neurodevelopment neurodiversity new nhs nobody none north northern nqt
    numeracy nurse nursery nursing occupational of offer office officer ofsted on operational operations optometrist
    ordinarily orthoptist outcomes outreach overview owner paediatric paediatrician panel paramedic parent parental
    participation partner partnership pastoral pathway people performance perinatal personal pharmacist pharmacy
    phase physical physician physiotherapist physiotherapy place placements plan planner planning pmo police policy
    portage portfolio post practice practitioner preparing president primary principal probation process procurement
    product production profound programme project protection provider provision psychiatrist psychological
    psychologist psychology public pupil quality radiographer reception record recruitment referral region regional
    registrar representative rescue research residential resource responsible review reviewing risk safeguarding
    safety school science scrutiny secondary secretary section sector security semh sen senco send sendco sendias
    senior sensory service severe shared shire short sibling single sixth skills social solicitor south southern
    special specialist speech spokesperson sponsor st staff staffing stage stakeholder standards state statistician
    statistics statutory strategic strategist strategy student supervisor support surgeon system tariff tba tbc tbd
    teacher teaching team technical technology the theme therapies therapist therapy to town trading training
    transfer transformation transition transport travel treasurer tribunal trust trustee tutor uk under-secretary
    unit university unknown upper user vacancy vacant various vice vice-chair virtual vision visual voice voluntary
    volunteer vulnerable wales ward web website welfare wellbeing west western with work worker workforce workstream
    writer years youth
    """.split()  # noqa: SIM905  # quoted, it would be three times as long
)
"""Words of roles, teams and places, most of them in the singular. A text with one of them is no name."""


def is_person(text: str, bodies: Iterable[str] = ()) -> bool:
    """Return whether a text seems to contain a person's name.

    It does if a title such as "Cllr" or "Dr" comes before a word with a capital letter, or if a part of it has two or
    three words that all look like names, and none of them is usual in roles or in the names of bodies.

    Args:
        text: the text, such as the lead of an action.
        bodies: names of organisations, none of whose words is taken for a name.
    """
    plain = text.translate(_PLAIN)
    known = _NO_NAMES | {word for name in bodies for word in re.findall(r"[\w'-]+", name.translate(_PLAIN).casefold())}
    has_title = any(not _is_known(match[1], known) for match in _TITLE.finditer(plain))
    return has_title or any(_is_name(part.split(), known) for part in _PARTS.split(plain))


def _is_name(words: list[str], known: frozenset[str]) -> bool:
    """Return whether words are a first name and a surname, with at most one other name or initial."""
    words = [word for word in words if word not in _PARTICLES]
    is_full = any(len(word) > 2 for word in words)  # more than an initial
    return (
        len(words) in (2, 3)
        and is_full
        and all(_looks_like_name(word) and not _is_known(word, known) for word in words)
    )


def _looks_like_name(word: str) -> bool:
    letters = re.sub(r"[-'.]", "", word)
    is_acronym = letters.isupper() and len(letters) in _ACRONYM
    return letters.isalpha() and word[0].isupper() and not is_acronym


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Return whether a word, in the singular or plural, or one of the words that it is made of, is known."""
    forms = [word.casefold(), *re.split("[-']", word.casefold())]
    return any(form in known or form.removesuffix("s") in known for form in forms if form not in ("", "s", "o", "d"))
