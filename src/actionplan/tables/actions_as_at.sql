-- Each action that was in its plan on a day, as it stood then. The rules are those of `summary.summarise_action`, with
-- which tests hold this to agree: entries count in the order of "place" up to the day; those from before the action was
-- agreed change nothing of its head; a completion's lateness is counted against the due date that held when it began.
CREATE MACRO actions_as_at(as_at) AS TABLE
WITH RECURSIVE ended AS (
    SELECT plan, id AS body, successor FROM bodies WHERE until_last < CAST(as_at AS DATE)
), heirs AS (
    SELECT plan, body, [body] AS passed, unnest(successor) AS heir, [generate_subscripts(successor, 1)] AS path
    FROM ended
    UNION ALL
    SELECT
        heirs.plan, heirs.body, list_append(heirs.passed, heirs.heir), unnest(ended.successor),
        list_append(heirs.path, generate_subscripts(ended.successor, 1))
    FROM heirs
    JOIN ended ON ended.plan = heirs.plan AND ended.body = heirs.heir AND NOT list_contains(heirs.passed, heirs.heir)
), followed AS (
    SELECT heirs.plan AS plan, heirs.body AS body, heir, min(path) AS path
    FROM heirs
    LEFT JOIN ended ON ended.plan = heirs.plan AND ended.body = heirs.heir
    WHERE ended.body IS NULL
    GROUP BY heirs.plan, heirs.body, heir
), successors AS (
    SELECT plan, body, list(heir ORDER BY path) AS names FROM followed GROUP BY plan, body
), said AS (
    SELECT * FROM status WHERE kind = 'action' AND in_force <= CAST(as_at AS DATE)
), told AS (
    SELECT
        plan,
        record AS id,
        count(*) FILTER ("update") AS updates,
        max_by({text: "on", day: in_force}, place) FILTER ("update") AS last_update,
        max_by(replaced_by, place) FILTER (part IS NULL AND replaced_by IS NOT NULL) AS replaced_by,
        max_by({
            state: state, finished: finished, finished_first: finished_first, finished_last: finished_last,
            finished_in_force: finished_in_force, finished_due_last: finished_due_last
        }, place) FILTER (part IS NULL AND state IS NOT NULL) AS stated,
        max_by(rating, place) FILTER (part IS NULL AND rating IS NOT NULL) AS rating,
        max_by(progress, place) FILTER (part IS NULL AND progress IS NOT NULL) AS progress,
        max_by(title, place) FILTER (part IS NULL AND NOT early AND title IS NOT NULL) AS title,
        max_by(areas, place) FILTER (part IS NULL AND NOT early AND areas IS NOT NULL) AS areas,
        max_by(owner, place) FILTER (part IS NULL AND NOT early AND owner IS NOT NULL) AS owner,
        max_by(partners, place) FILTER (part IS NULL AND NOT early AND partners IS NOT NULL) AS partners,
        max_by(lead, place) FILTER (part IS NULL AND NOT early AND lead IS NOT NULL) AS lead,
        max_by(senior_responsible, place)
            FILTER (part IS NULL AND NOT early AND senior_responsible IS NOT NULL) AS senior_responsible,
        max_by(joint_leads, place) FILTER (part IS NULL AND NOT early AND joint_leads IS NOT NULL) AS joint_leads,
        max_by(plain, place) FILTER (part IS NULL AND NOT early AND plain IS NOT NULL) AS plain,
        max_by(short, place) FILTER (part IS NULL AND NOT early AND short IS NOT NULL) AS short,
        max_by(ref, place) FILTER (part IS NULL AND NOT early AND ref IS NOT NULL) AS ref,
        max_by({text: start, first: start_first, last: start_last}, place)
            FILTER (part IS NULL AND NOT early AND start IS NOT NULL) AS start,
        max_by({text: due, first: due_first, last: due_last}, place)
            FILTER (part IS NULL AND NOT early AND due IS NOT NULL) AS due,
        max_by(success, place) FILTER (part IS NULL AND NOT early AND success IS NOT NULL) AS success,
        max_by("after", place) FILTER (part IS NULL AND NOT early AND "after" IS NOT NULL) AS "after",
        max_by(findings, place) FILTER (part IS NULL AND NOT early AND findings IS NOT NULL) AS findings,
        max_by(measures, place) FILTER (part IS NULL AND NOT early AND measures IS NOT NULL) AS measures
    FROM said
    GROUP BY plan, record
), stood_down AS (
    SELECT plan, list(area) AS areas
    FROM (
        SELECT plan, record AS area
        FROM status
        WHERE kind = 'area' AND state IS NOT NULL AND in_force <= CAST(as_at AS DATE)
        GROUP BY plan, record
        HAVING max_by(state, place) = 'stood-down'
    )
    GROUP BY plan
), moved AS (
    SELECT plan, action AS id, count(*) AS times
    FROM redatings
    WHERE milestone IS NULL AND move AND in_force <= CAST(as_at AS DATE)
    GROUP BY plan, action
), policy AS (
    SELECT plan, max_by({
        late_against: late_against, stale: stale_after_days, soon: due_within_days, lately: finished_within_days
    }, position) AS p
    FROM policies
    WHERE "from" IS NULL OR "from" <= CAST(as_at AS DATE)
    GROUP BY plan
), standing AS (
    SELECT
        agreed.plan AS plan,
        agreed.id AS id,
        agreed.position AS position,
        coalesce(told.title, agreed.title) AS title,
        coalesce(told.areas, agreed.areas) AS areas,
        coalesce(told.owner, agreed.owner) AS owner,
        coalesce(told.partners, agreed.partners) AS partners,
        coalesce(told.lead, agreed.lead) AS lead,
        coalesce(told.senior_responsible, agreed.senior_responsible) AS senior_responsible,
        coalesce(told.joint_leads, agreed.joint_leads) AS joint_leads,
        coalesce(told.plain, agreed.plain) AS plain,
        coalesce(told.short, agreed.short) AS short,
        coalesce(told.ref, agreed.ref) AS ref,
        coalesce(told.start, {text: agreed.start, first: agreed.start_first, last: agreed.start_last}) AS start,
        coalesce(told.success, agreed.success) AS success,
        coalesce(told."after", agreed."after") AS "after",
        coalesce(told.findings, agreed.findings) AS findings,
        coalesce(told.measures, agreed.measures) AS measures,
        told.stated.state AS state,
        CASE WHEN told.stated.state IS NULL THEN origins.state END AS state_before,
        CASE WHEN told.stated.state IS NULL THEN origins.progress END AS progress_before,
        told.rating AS rating,
        told.progress AS progress,
        agreed.replaces AS replaces,
        CASE WHEN told.stated.state = 'replaced' THEN told.replaced_by ELSE [] END AS replaced_by,
        CASE
            WHEN origins.action IS NULL THEN {text: agreed.due, first: agreed.due_first, last: agreed.due_last}
            ELSE {text: origins.first_due, first: origins.first_due_first, last: origins.first_due_last}
        END AS original,
        coalesce(told.due, {text: agreed.due, first: agreed.due_first, last: agreed.due_last}) AS due,
        told.stated AS stated,
        len(coalesce(told.areas, agreed.areas)) > 0
            AND coalesce(list_has_all(stood_down.areas, coalesce(told.areas, agreed.areas)), FALSE) AS down,
        coalesce(moved.times, 0) + coalesce(origins.moves, 0) AS times_redated,
        coalesce(told.updates, 0) + coalesce(origins.updates, 0) AS updates,
        coalesce(told.last_update, CASE
            WHEN origins.last_update IS NOT NULL THEN {text: origins.last_update, day: origins.last_update_day}
        END) AS last_update,
        policy.p AS policy
    FROM actions AS agreed
    LEFT JOIN told ON told.plan = agreed.plan AND told.id = agreed.id
    LEFT JOIN moved ON moved.plan = agreed.plan AND moved.id = agreed.id
    LEFT JOIN origins ON origins.plan = agreed.plan AND origins.action = agreed.id
    LEFT JOIN policy ON policy.plan = agreed.plan
    LEFT JOIN stood_down ON stood_down.plan = agreed.plan
    WHERE agreed.agreed_last IS NULL OR agreed.agreed_last <= CAST(as_at AS DATE)
), counted AS (
    SELECT
        *,
        state IS NULL OR state NOT IN ('complete', 'verified', 'cancelled', 'replaced') AS awaited,
        awaited AND down AS stood_down,
        awaited AND NOT down AS open,
        coalesce(stated.finished_in_force, CAST(as_at AS DATE)) AS until,
        CASE WHEN stated.finished IS NULL THEN due.last ELSE stated.finished_due_last END AS held,
        CASE WHEN held IS NULL OR stood_down OR state IN ('cancelled', 'replaced') THEN NULL ELSE greatest(0, until - held) END AS days_late,
        CASE
            WHEN original.last IS NULL OR stood_down OR state IN ('cancelled', 'replaced') THEN NULL
            ELSE greatest(0, until - original.last)
        END AS days_late_original,
        CASE
            WHEN NOT open THEN 0
            WHEN policy.late_against = 'original' THEN coalesce(days_late_original, days_late, 0)
            ELSE coalesce(days_late, 0)
        END AS days_overdue,
        CAST(as_at AS DATE) - last_update.day AS days_since_update
    FROM standing
)
SELECT
    counted.plan AS plan, id, position, title, areas[1] AS area, areas, owner, partners, lead,
    senior_responsible, joint_leads, plain, short, ref,
    start.text AS start, start.first AS start_first, start.last AS start_last,
    "after", findings, measures, success, replaces, replaced_by, state, state_before, progress_before, rating, progress,
    original.text AS original_due, original.first AS original_due_first, original.last AS original_due_last,
    due.text AS due, due.first AS due_first, due.last AS due_last,
    days_late, days_late_original, days_overdue, times_redated, due.last - original.last AS days_slipped,
    stated.finished AS finished, stated.finished_first AS finished_first, stated.finished_last AS finished_last,
    updates, last_update.text AS last_update, last_update.day AS last_update_day, days_since_update,
    stood_down,
    open,
    days_overdue > 0 AS overdue,
    open AND coalesce(days_late_original, 0) > 0 AS overdue_original,
    open AND coalesce(due.last - CAST(as_at AS DATE) BETWEEN 0 AND policy.soon, FALSE) AS due_soon,
    open AND coalesce(days_since_update > policy.stale, FALSE) AS stale,
    coalesce(CAST(as_at AS DATE) - stated.finished_in_force < policy.lately, FALSE) AS recently_finished,
    open AND ended.body IS NOT NULL AS to_hand_over,
    CASE WHEN open AND ended.body IS NOT NULL THEN coalesce(successors.names, []) ELSE [] END AS successors
FROM counted
LEFT JOIN ended ON ended.plan = counted.plan AND ended.body = counted.owner
LEFT JOIN successors ON successors.plan = counted.plan AND successors.body = counted.owner;
