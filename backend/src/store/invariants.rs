//! Every invariant of DOMAIN.md as a query that finds what breaks it.
//!
//! `balai check` runs them on a live database; the tests run them after every test that writes.

use balai_shared::benefit::scheme::{self, Scheme};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::error::Result;

/// A rule, and a query that counts the rows against it.
struct Invariant {
    name: &'static str,
    sql: &'static str,
}

/// A rule that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: &'static str,
    /// How many rows break it.
    pub rows: i64,
}

const HOLDING: &str = "('OFFERED', 'CONFIRMED', 'COMPLETED', 'NOT_COMPLETED')";
/// Two meetings at once, of sessions that are held, that nobody let clash.
const CLASH: &str = "JOIN sessions s ON s.id = m.session_id JOIN sessions t ON t.id = n.session_id \
    WHERE s.lifecycle <> 'CANCELLED' AND t.lifecycle <> 'CANCELLED' \
    AND m.begins_at < n.ends_at AND n.begins_at < m.ends_at AND NOT EXISTS (SELECT 1 \
    FROM accepted_clashes c WHERE ((c.meeting_id = m.id AND c.other_id = n.id) \
    OR (c.meeting_id = n.id AND c.other_id = m.id))";
const DEAD: &str = "('DRAFT', 'REJECTED', 'DECLINED', 'LAPSED', 'WITHDRAWN', 'CANCELLED')";

const INVARIANTS: &[Invariant] = &[
    Invariant {
        name: "exports: of the centre whose session it is, and ended after they began",
        sql: "SELECT COUNT(*) AS broken FROM exports e WHERE e.finished_at < e.begun_at \
              OR EXISTS (SELECT 1 FROM sessions s WHERE s.id = e.session_id \
              AND s.institution_id <> e.institution_id)",
    },
    Invariant {
        name: "seats: held seats never exceed a session's capacity",
        sql: "SELECT COUNT(*) AS broken FROM sessions s WHERE s.capacity < (SELECT COUNT(*) \
              FROM applications a WHERE a.session_id = s.id AND a.state IN {holding})",
    },
    Invariant {
        name: "seats: the counter is the number of held seats",
        sql: "SELECT COUNT(*) AS broken FROM sessions s WHERE s.seats_taken <> (SELECT COUNT(*) \
              FROM applications a WHERE a.session_id = s.id AND a.state IN {holding})",
    },
    Invariant {
        name: "waiting list: the counter is the number who wait",
        sql: "SELECT COUNT(*) AS broken FROM sessions s WHERE s.waitlist_count <> (SELECT COUNT(*) \
              FROM applications a WHERE a.session_id = s.id AND a.state = 'WAITLISTED')",
    },
    Invariant {
        name: "applicants: the counter is the number of people who ever submitted",
        sql: "SELECT COUNT(*) AS broken FROM sessions s WHERE s.applicant_count <> \
              (SELECT COUNT(DISTINCT a.applicant_id) FROM applications a \
              WHERE a.session_id = s.id AND a.submitted_at IS NOT NULL)",
    },
    Invariant {
        name: "applications: at most one live one for a person and session",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT 1 AS one FROM applications \
              WHERE state NOT IN {dead} GROUP BY session_id, applicant_id HAVING COUNT(*) > 1) t",
    },
    Invariant {
        name: "applications: no two confirmed sessions of a person overlap",
        sql: "SELECT COUNT(*) AS broken FROM applications a JOIN sessions s ON s.id = a.session_id \
              JOIN applications b ON b.applicant_id = a.applicant_id AND b.id > a.id \
              JOIN sessions t ON t.id = b.session_id \
              WHERE a.state = 'CONFIRMED' AND b.state = 'CONFIRMED' \
              AND s.starts_on <= t.ends_on AND t.starts_on <= s.ends_on",
    },
    Invariant {
        name: "applications: the institution is the session's",
        sql: "SELECT COUNT(*) AS broken FROM applications a JOIN sessions s ON s.id = a.session_id \
              WHERE a.institution_id <> s.institution_id",
    },
    Invariant {
        name: "offers: none holds a seat past the session's start",
        sql: "SELECT COUNT(*) AS broken FROM applications a JOIN sessions s ON s.id = a.session_id \
              WHERE a.state = 'OFFERED' AND a.offer_expires_at > s.starts_at",
    },
    Invariant {
        name: "reasons: every rejection has one",
        sql: "SELECT COUNT(*) AS broken FROM applications \
              WHERE state = 'REJECTED' AND reason_code IS NULL",
    },
    Invariant {
        name: "history: the last event of every application leads to its state",
        sql: "SELECT COUNT(*) AS broken FROM applications a WHERE a.submitted_at IS NOT NULL \
              AND NOT EXISTS (SELECT 1 FROM application_events e WHERE e.application_id = a.id \
              AND e.version = a.version AND e.to_state = a.state)",
    },
    Invariant {
        name: "history: every event begins where the one before it ended",
        sql: "SELECT COUNT(*) AS broken FROM application_events e WHERE e.version > 1 \
              AND NOT EXISTS (SELECT 1 FROM application_events b \
              WHERE b.application_id = e.application_id AND b.version = e.version - 1 \
              AND b.to_state = e.from_state)",
    },
    Invariant {
        name: "order: nobody on a waiting list was overtaken by a later newcomer",
        sql: "SELECT COUNT(*) AS broken FROM sessions s WHERE s.waitlist_last < (SELECT \
              COALESCE(MAX(a.waitlist_order), 0) FROM applications a WHERE a.session_id = s.id)",
    },
    Invariant {
        name: "ledger: no account of a person is below zero",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT l.benefit_id, l.account FROM \
              (SELECT benefit_id, to_account AS account, amount FROM ledger_postings \
              UNION ALL SELECT benefit_id, from_account, -amount FROM ledger_postings) l \
              WHERE l.account <> 'STATE_FUND' GROUP BY l.benefit_id, l.account \
              HAVING SUM(l.amount) < 0) t",
    },
    Invariant {
        name: "ledger: every posting takes its kind's way",
        sql: "SELECT COUNT(*) AS broken FROM ledger_postings WHERE (kind, from_account, to_account) \
              NOT IN (VALUES ('GRANT', 'STATE_FUND', 'TRAINING_AVAILABLE'), \
              ('RESERVE', 'TRAINING_AVAILABLE', 'TRAINING_RESERVED'), \
              ('RELEASE', 'TRAINING_RESERVED', 'TRAINING_AVAILABLE'), \
              ('PURCHASE', 'TRAINING_RESERVED', 'TRAINING_SPENT'), \
              ('INCENTIVE', 'STATE_FUND', 'INCENTIVE_PAID'), \
              ('SURVEY', 'STATE_FUND', 'SURVEY_PAID'), \
              ('REVOKE', 'TRAINING_AVAILABLE', 'STATE_FUND'))",
    },
    Invariant {
        name: "payouts: what is paid is posted, once, with its amount",
        sql: "SELECT COUNT(*) AS broken FROM payouts p WHERE p.state = 'PAID' AND NOT EXISTS \
              (SELECT 1 FROM ledger_postings l WHERE l.benefit_id = p.benefit_id \
              AND l.kind = p.kind AND l.reference = p.reference AND l.amount = p.amount)",
    },
    Invariant {
        name: "payouts: what is posted to a person was paid",
        sql: "SELECT COUNT(*) AS broken FROM ledger_postings l \
              WHERE l.kind IN ('INCENTIVE', 'SURVEY') AND NOT EXISTS \
              (SELECT 1 FROM payouts p WHERE p.benefit_id = l.benefit_id AND p.kind = l.kind \
              AND p.reference = l.reference AND p.amount = l.amount AND p.state = 'PAID')",
    },
    Invariant {
        name: "payouts: no cause is paid twice",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT 1 AS one FROM payouts \
              GROUP BY benefit_id, reference HAVING COUNT(*) > 1) t",
    },
    Invariant {
        name: "payouts: nobody is paid more than the scheme promises",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT 1 AS one FROM payouts p \
              JOIN benefits b ON b.id = p.benefit_id JOIN schemes s ON s.id = b.scheme_id \
              GROUP BY p.benefit_id, p.kind, s.code \
              HAVING SUM(p.amount) > CASE p.kind {promised} ELSE 0 END) t",
    },
    Invariant {
        name: "payouts: a survey is paid for answers alone",
        sql: "SELECT COUNT(*) AS broken FROM payouts p WHERE p.kind = 'SURVEY' \
              AND p.state <> 'PAID' AND NOT EXISTS (SELECT 1 FROM survey_answers a \
              WHERE a.benefit_id = p.benefit_id AND p.reference = 'survey-' || a.number)",
    },
    Invariant {
        name: "accounts: none is paid the benefits of two people",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT 1 AS one FROM benefits \
              WHERE payout_index IS NOT NULL GROUP BY payout_index \
              HAVING COUNT(DISTINCT applicant_id) > 1) t",
    },
    Invariant {
        name: "people: at most two of a family card have a benefit",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT p.kk_index FROM applicants p \
              JOIN benefits b ON b.applicant_id = p.id WHERE p.kk_index IS NOT NULL \
              GROUP BY p.kk_index HAVING COUNT(DISTINCT p.id) > 2) t",
    },
    Invariant {
        name: "institutions: a BLKK teaches one vocation",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT i.id FROM institutions i \
              JOIN programs p ON p.institution_id = i.id WHERE i.kind = 'BLKK' \
              GROUP BY i.id HAVING COUNT(DISTINCT p.vocation_code) > 1) t",
    },
    Invariant {
        name: "accreditation: an LPK's Prakerja sessions are published with one only",
        sql: "SELECT COUNT(*) AS broken FROM sessions s JOIN institutions i ON i.id = s.institution_id \
              WHERE i.kind = 'LPK' AND s.funding = 'PRAKERJA' AND s.lifecycle = 'PUBLISHED' \
              AND i.accredited_until IS NULL",
    },
    Invariant {
        name: "messages: no code or destination is kept once its message is sent or given up",
        sql: "SELECT COUNT(*) AS broken FROM outbox WHERE next_try_at IS NULL \
              AND (secret IS NOT NULL OR destination IS NOT NULL)",
    },
    Invariant {
        name: "accounts: nothing is proved that isn't there, and nothing is left of a deleted one",
        sql: "SELECT COUNT(*) AS broken FROM accounts a \
              WHERE (a.email IS NULL AND a.email_confirmed_at IS NOT NULL) \
              OR (a.phone_index IS NULL AND COALESCE(a.phone_confirmed_at, a.phone_vouched_at) IS NOT NULL) \
              OR (a.deleted_at IS NOT NULL AND (a.phone_index IS NOT NULL OR EXISTS \
              (SELECT 1 FROM applicants p WHERE p.account_id = a.id AND \
              (p.nik_index IS NOT NULL OR p.kk_index IS NOT NULL OR p.birth_date IS NOT NULL)) \
              OR EXISTS (SELECT 1 FROM devices d WHERE d.account_id = a.id)))",
    },
    Invariant {
        name: "devices: each has a sign-in that holds",
        sql: "SELECT COUNT(*) AS broken FROM devices d WHERE NOT EXISTS (SELECT 1 \
              FROM refresh_tokens t WHERE t.family_id = d.id AND t.account_id = d.account_id \
              AND t.revoked_at IS NULL)",
    },
    Invariant {
        name: "drafts: none has a history, a message or a place",
        sql: "SELECT COUNT(*) AS broken FROM applications a WHERE a.state = 'DRAFT' \
              AND (a.version <> 0 \
              OR EXISTS (SELECT 1 FROM application_events e WHERE e.application_id = a.id) \
              OR EXISTS (SELECT 1 FROM notifications n WHERE n.application_id = a.id))",
    },
    Invariant {
        name: "drafts: only they are at a step of the form",
        sql: "SELECT COUNT(*) AS broken FROM applications \
              WHERE state <> 'DRAFT' AND draft_step IS NOT NULL",
    },
    Invariant {
        name: "selections: places go from 1 on without a gap",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT session_id FROM selection_results \
              GROUP BY session_id HAVING MAX(place) <> COUNT(*)) t",
    },
    Invariant {
        name: "selections: what is finished has taken effect, and the list moves",
        sql: "SELECT COUNT(*) AS broken FROM selections s JOIN sessions e ON e.id = s.session_id \
              WHERE s.finished_at IS NOT NULL AND ((e.lifecycle = 'PUBLISHED' \
              AND e.selection_closed_at IS NULL) OR EXISTS (SELECT 1 FROM selection_results r \
              WHERE r.session_id = s.session_id AND r.applied_at IS NULL))",
    },
    Invariant {
        name: "selections: no mark that holds is above its criterion's most",
        sql: "SELECT COUNT(*) AS broken FROM selection_marks m \
              JOIN applications a ON a.id = m.application_id \
              JOIN selection_criteria c ON c.session_id = a.session_id \
              AND c.position = m.position WHERE m.points > c.maximum AND NOT EXISTS \
              (SELECT 1 FROM selection_marks n WHERE n.application_id = m.application_id \
              AND n.position = m.position AND n.revision > m.revision)",
    },
    Invariant {
        name: "times: a slot's counter is the number who come, and never above its seats",
        sql: "SELECT COUNT(*) AS broken FROM selection_slots s WHERE s.booked > s.capacity \
              OR s.booked <> (SELECT COUNT(*) FROM slot_bookings b WHERE b.slot_id = s.id)",
    },
    Invariant {
        name: "times: who comes has applied to the slot's session, under its criterion",
        sql: "SELECT COUNT(*) AS broken FROM slot_bookings b \
              JOIN selection_slots s ON s.id = b.slot_id \
              JOIN applications a ON a.id = b.application_id WHERE a.session_id <> s.session_id \
              OR b.criterion <> s.criterion OR s.cancelled_at IS NOT NULL",
    },
    Invariant {
        name: "timetable: no room holds two meetings at once that nobody let clash",
        sql: "SELECT COUNT(*) AS broken FROM meeting_places p \
              JOIN meeting_places q ON q.room_id = p.room_id AND q.meeting_id > p.meeting_id \
              JOIN session_meetings m ON m.id = p.meeting_id \
              JOIN session_meetings n ON n.id = q.meeting_id {clash} AND c.holds = p.room_id)",
    },
    Invariant {
        name: "timetable: nobody teaches two meetings at once that nobody let clash",
        sql: "SELECT COUNT(*) AS broken FROM meeting_instructors p \
              JOIN meeting_instructors q ON q.account_id = p.account_id \
              AND q.meeting_id > p.meeting_id \
              JOIN session_meetings m ON m.id = p.meeting_id \
              JOIN session_meetings n ON n.id = q.meeting_id \
              JOIN sessions x ON x.id = m.session_id JOIN sessions y ON y.id = n.session_id \
              AND y.institution_id = x.institution_id {clash} AND c.holds = p.account_id)",
    },
    Invariant {
        name: "draws: whoever was drawn was drawn by a seed that is shown",
        sql: "SELECT COUNT(*) AS broken FROM lotteries l WHERE (l.seed IS NULL AND EXISTS \
              (SELECT 1 FROM selections s WHERE s.session_id = l.session_id)) \
              OR (l.seed IS NOT NULL AND NOT EXISTS \
              (SELECT 1 FROM selections s WHERE s.session_id = l.session_id))",
    },
    Invariant {
        name: "attendance: what holds is the mark that was made last",
        sql: "SELECT COUNT(*) AS broken FROM attendance a JOIN attendance_marks m \
              ON m.meeting_id = a.meeting_id AND m.application_id = a.application_id \
              WHERE m.marked_at > a.marked_at \
              OR (m.client_id = a.client_id AND (m.status <> a.status OR m.minutes <> a.minutes))",
    },
    Invariant {
        name: "attendance: at meetings of the session alone, and no longer than they are",
        sql: "SELECT COUNT(*) AS broken FROM attendance t JOIN applications a \
              ON a.id = t.application_id JOIN session_meetings m ON m.id = t.meeting_id \
              WHERE m.session_id <> a.session_id \
              OR t.minutes * 60000 > m.ends_at - m.begins_at",
    },
    Invariant {
        name: "certificates: a centre's serials of a year have no gap and no double",
        sql: "SELECT COUNT(*) AS broken FROM certificate_counters n WHERE n.last <> \
              (SELECT COUNT(*) FROM certificates c WHERE c.institution_id = n.institution_id \
              AND c.year = n.year) OR n.last <> (SELECT COALESCE(MAX(c.serial), 0) \
              FROM certificates c WHERE c.institution_id = n.institution_id AND c.year = n.year)",
    },
    Invariant {
        name: "certificates: numbered ones are of people who finished at that centre",
        sql: "SELECT COUNT(*) AS broken FROM certificates c JOIN applications a \
              ON a.id = c.application_id WHERE c.serial IS NOT NULL \
              AND (a.state <> 'COMPLETED' OR a.institution_id <> c.institution_id)",
    },
    Invariant {
        name: "certificates: each keeps what it said, and the name as long as there is an account",
        sql: "SELECT COUNT(*) AS broken FROM certificates c \
              JOIN applications a ON a.id = c.application_id \
              JOIN applicants b ON b.id = a.applicant_id JOIN accounts k ON k.id = b.account_id \
              LEFT JOIN certificate_records r ON r.certificate_id = c.id \
              LEFT JOIN certificate_texts t ON t.certificate_id = c.id \
              WHERE r.certificate_id IS NULL \
              OR (t.certificate_id IS NULL) <> (k.deleted_at IS NOT NULL)",
    },
    Invariant {
        name: "saved searches: at most twenty of an account, and none of a deleted one",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT a.id FROM accounts a \
              JOIN saved_searches s ON s.account_id = a.id \
              GROUP BY a.id, a.deleted_at HAVING COUNT(*) > 20 OR a.deleted_at IS NOT NULL) t",
    },
    Invariant {
        name: "saved searches: nobody is told of what isn't public",
        sql: "SELECT COUNT(*) AS broken FROM sessions s WHERE s.lifecycle = 'DRAFT' \
              AND (EXISTS (SELECT 1 FROM notifications n WHERE n.session_id = s.id) \
              OR EXISTS (SELECT 1 FROM announcements a WHERE a.session_id = s.id))",
    },
    Invariant {
        name: "saved searches: every letter about a session has its message on the page",
        sql: "SELECT COUNT(*) AS broken FROM outbox o WHERE o.session_id IS NOT NULL \
              AND NOT EXISTS (SELECT 1 FROM notifications n WHERE n.session_id = o.session_id \
              AND n.kind = o.kind AND n.account_id = o.account_id)",
    },
    Invariant {
        name: "staff: a settled invitation names nobody, and none is taken before it was sent",
        sql: "SELECT COUNT(*) AS broken FROM staff_invitations WHERE \
              ((accepted_at IS NOT NULL OR revoked_at IS NOT NULL) AND contact_index IS NOT NULL) \
              OR (accepted_at IS NOT NULL AND code_hash IS NULL) \
              OR ((code_hash IS NULL) <> (role = 'ADMIN' AND approved_at IS NULL))",
    },
    Invariant {
        name: "staff: nobody asked, approved and took in one person",
        sql: "SELECT COUNT(*) AS broken FROM staff_invitations WHERE approved_by = asked_by \
              OR accepted_by = asked_by OR accepted_by = approved_by \
              OR (role = 'ADMIN' AND accepted_at IS NOT NULL AND approved_by IS NULL \
              AND approved_by_operator = {false})",
    },
    Invariant {
        name: "staff: an institution that ended an admin's role has another, and no deleted account a role",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT s.institution_id FROM staff_actions s \
              WHERE s.kind = 'ROLE_ENDED' AND NOT EXISTS (SELECT 1 FROM role_grants g \
              WHERE g.institution_id = s.institution_id AND g.role = 'ADMIN') \
              UNION ALL SELECT g.institution_id FROM role_grants g JOIN accounts a \
              ON a.id = g.account_id WHERE a.deleted_at IS NOT NULL) t",
    },
    Invariant {
        name: "counter: what staff sent for somebody was agreed to, and is in the history as theirs",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT e.application_id FROM application_events e \
              WHERE e.action = 'SUBMIT' AND e.actor_kind = 'STAFF' AND NOT EXISTS \
              (SELECT 1 FROM assisted_applications s WHERE s.application_id = e.application_id \
              AND s.staff_id = e.actor_id) UNION ALL SELECT s.application_id \
              FROM assisted_applications s JOIN applications a ON a.id = s.application_id \
              WHERE a.institution_id <> s.institution_id) t",
    },
    Invariant {
        name: "group messages: every person's has its words",
        sql: "SELECT COUNT(*) AS broken FROM notifications n \
              JOIN applications a ON a.id = n.application_id WHERE n.kind = 'CENTRE_MESSAGE' \
              AND NOT EXISTS (SELECT 1 FROM group_messages g WHERE g.session_id = a.session_id \
              AND g.at = n.created_at)",
    },
    Invariant {
        name: "desk: nobody keeps more than thirty views at a centre",
        sql: "SELECT COUNT(*) AS broken FROM (SELECT 1 AS one FROM desk_views \
              GROUP BY institution_id, account_id HAVING COUNT(*) > 30) t",
    },
    Invariant {
        name: "desk: nothing noted stays of who was erased",
        sql: "SELECT COUNT(*) AS broken FROM remarks r \
              JOIN applications a ON a.id = r.application_id \
              JOIN applicants p ON p.id = a.applicant_id \
              JOIN accounts c ON c.id = p.account_id WHERE c.deleted_at IS NOT NULL",
    },
    Invariant {
        // Three that strangers asked for, and three on a device that is known.
        name: "codes: at most six for an account in a quarter of an hour",
        sql: "SELECT COUNT(*) AS broken FROM one_time_codes c WHERE (SELECT COUNT(*) \
              FROM one_time_codes d WHERE d.account_id = c.account_id AND d.purpose = c.purpose \
              AND d.created_at > c.created_at - 900000 AND d.created_at <= c.created_at) > 6",
    },
];

/// What the schemes promise for each kind of payment, as the branches of a CASE.
fn promised() -> String {
    let schemes = scheme::shipped();
    let branches = |amount: &dyn Fn(&Scheme) -> i64| -> String {
        let branch = |scheme: &Scheme| format!("WHEN '{}' THEN {} ", scheme.code, amount(scheme));
        schemes.iter().map(branch).collect()
    };
    let incentives = branches(&|scheme| scheme.incentives.iter().map(|each| each.0).sum());
    let surveys = branches(&|scheme| scheme.survey_amount.0 * i64::from(scheme.surveys));
    format!(
        "WHEN 'INCENTIVE' THEN CASE s.code {incentives} ELSE 0 END \
         WHEN 'SURVEY' THEN CASE s.code {surveys} ELSE 0 END"
    )
}

/// The names of all invariants.
pub fn names() -> impl Iterator<Item = &'static str> {
    INVARIANTS.iter().map(|invariant| invariant.name)
}

/// The invariants that do not hold; none is the good answer.
///
/// # Errors
/// The database's own.
pub async fn check(connection: &impl ConnectionTrait) -> Result<Vec<Violation>> {
    let mut violations = Vec::new();
    for invariant in INVARIANTS {
        let sql = invariant.sql.replace("{holding}", HOLDING).replace("{dead}", DEAD);
        let no = if connection.get_database_backend() == DbBackend::Sqlite { "0" } else { "FALSE" };
        let sql = sql.replace("{promised}", &promised()).replace("{clash}", CLASH);
        let sql = sql.replace("{false}", no);
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let row = connection.query_one_raw(statement).await?;
        let rows: i64 = row.map_or(Ok(0), |row| row.try_get("", "broken"))?;
        if rows > 0 {
            violations.push(Violation { rule: invariant.name, rows });
        }
    }
    Ok(violations)
}
