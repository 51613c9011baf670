//! Who applies to which session, so that nobody is confirmed for two at once.

use balai_shared::{
    application::{ApplicationAction, ApplicationState},
    eligibility::{Circumstances, Verdict, assess},
    session::SelectionMethod,
    time::{Date, Instant},
};

use super::{
    calendar::Calendar,
    data::{
        motivations::{BACKGROUND, ELECTRIC, GOAL, REASON},
        runs::{Desk, EIGHTY_FOR_SIXTEEN, Season},
        scripts::{CHOSEN, DRAWN, FIRST_COME, NOT_CHOSEN, NOT_DRAWN, Script, WAITS, WORKING},
    },
    dice::Dice,
    life::Candidate,
    people::Person,
    sessions::Planned,
};

/// People who may apply, and when they are busy.
pub(super) struct Pool<'p> {
    people: Vec<(&'p Person, Vec<(Date, Date)>)>,
    next: usize,
    calendar: Calendar,
}

impl<'p> Pool<'p> {
    /// Nobody of the pool will be confirmed for a session that overlaps with the days `kept_free`.
    pub(super) fn new(
        people: impl Iterator<Item = &'p Person>,
        kept_free: (Date, Date),
        calendar: Calendar,
    ) -> Self {
        let people = people.map(|person| (person, vec![kept_free])).collect();
        Self { people, next: 0, calendar }
    }

    /// As many as the run asks for, or as there are, in the order in which they apply.
    pub(super) fn candidates(&mut self, planned: &Planned, dice: &mut Dice) -> Vec<Candidate> {
        let session = &planned.stage.session;
        let days = (session.starts_on, session.ends_on);
        let times = submissions(planned, self.calendar.now, dice);
        let mut first_of_this = None;
        let mut candidates = Vec::new();
        for (place, submits_at) in times.into_iter().enumerate() {
            let script = script(planned, place);
            let busy = confirms(script).then_some(days);
            let Some(index) = self.free(planned, busy, first_of_this) else { break };
            first_of_this = first_of_this.or(Some(index));
            let (person, busy_days) = &mut self.people[index];
            busy_days.extend(busy);
            candidates.push(candidate(person, submits_at, script, motivation(planned, dice)));
        }
        candidates
    }

    /// The next one round the table who can apply; nobody twice.
    fn free(
        &mut self,
        planned: &Planned,
        busy: Option<(Date, Date)>,
        first: Option<usize>,
    ) -> Option<usize> {
        for _ in 0..self.people.len() {
            let index = self.next;
            self.next = (self.next + 1) % self.people.len();
            if first == Some(index) {
                return None;
            }
            let (person, days) = &self.people[index];
            let overlaps = busy.is_some_and(|(from, until)| {
                days.iter().any(|day| day.0 <= until && from <= day.1)
            });
            if !overlaps && may_apply(person, planned) {
                return Some(index);
            }
        }
        None
    }
}

/// Somebody who applies.
pub(super) fn candidate(
    person: &Person,
    submits_at: Instant,
    script: Script,
    motivation: Option<String>,
) -> Candidate {
    Candidate {
        applicant: person.profile.id,
        account: person.account.id,
        submits_at,
        motivation,
        script,
    }
}

/// Whether the person met the conditions on the day of the demonstration and before.
fn may_apply(person: &Person, planned: &Planned) -> bool {
    let session = &planned.stage.session;
    let day = session.time_zone.date_of(session.registration_opens_at);
    let needs = &planned.taught.program.requirements;
    let judged = assess(&person.profile.profile(), needs, None, day, &Circumstances::default());
    judged.verdict == Verdict::Eligible && person.account.created_at < session.registration_opens_at
}

fn confirms(script: Script) -> bool {
    script.iter().any(|intent| {
        intent.action == ApplicationAction::Confirm && intent.on == ApplicationState::Offered
    })
}

/// What becomes of the one who applies at this place.
pub(super) fn script(planned: &Planned, place: usize) -> Script {
    let run = &planned.run;
    let of = |scripts: &[Script], place: usize| scripts.get(place % scripts.len()).copied();
    let seated = u32::try_from(place).is_ok_and(|place| place < run.capacity);
    let script = match (run.desk, run.method) {
        (Desk::Untouched, _) => Some(WAITS),
        (Desk::Finished, _) if seated => of(CHOSEN, place),
        (Desk::Finished, _) => of(NOT_CHOSEN, place),
        (Desk::Working, SelectionMethod::FirstCome) => of(FIRST_COME, place),
        (Desk::Working, SelectionMethod::Lottery) if seated => Some(DRAWN),
        (Desk::Working, SelectionMethod::Lottery) => Some(NOT_DRAWN),
        (Desk::Working, SelectionMethod::Merit) => of(WORKING, place),
    };
    script.unwrap_or(WAITS)
}

/// When they apply, in order: from the opening of registration on, and early enough for what the
/// scripts have in mind.
pub(super) fn submissions(planned: &Planned, now: Instant, dice: &mut Dice) -> Vec<Instant> {
    let session = &planned.stage.session;
    let margin = match (planned.run.desk, planned.run.method) {
        (Desk::Untouched, _) | (_, SelectionMethod::FirstCome) => 1,
        (Desk::Working | Desk::Finished, SelectionMethod::Merit | SelectionMethod::Lottery) => 4,
    };
    let from = session.registration_opens_at.plus_minutes(7);
    let until = match planned.run.season {
        Season::Running | Season::Ended { .. } | Season::Closed | Season::Year2022 => {
            session.registration_closes_at.plus_days(-2)
        }
        Season::Announced
        | Season::Open
        | Season::CalledOff
        | Season::Draft
        | Season::Exact { .. } => session.registration_closes_at.min(now.plus_days(-margin)),
    };
    let length = from.millis_until(until);
    if length <= 0 {
        return Vec::new();
    }
    let mut times: Vec<Instant> = (0..planned.run.crowd)
        .map(|_| {
            // People are asleep at night: a time of the day between 7 and 21.
            let day = from.plus_millis(dice.between(0, length));
            let midnight = session.time_zone.start_of(session.time_zone.date_of(day));
            let at = midnight.plus_millis(dice.between(7 * 3_600_000, 21 * 3_600_000));
            at.max(from).min(until)
        })
        .collect();
    times.sort_unstable();
    // No two at the same moment.
    (0..).zip(times).map(|(place, at)| at.plus_millis(place)).collect()
}

pub(super) fn motivation(planned: &Planned, dice: &mut Dice) -> Option<String> {
    let named = planned.run.name == Some(EIGHTY_FOR_SIXTEEN);
    if !named && dice.percent(15) {
        return None;
    }
    let why = if named { dice.word(ELECTRIC) } else { dice.word(REASON) };
    let mut text = format!("{} {why}", dice.word(BACKGROUND));
    if dice.percent(70) {
        text = format!("{text} {}", dice.word(GOAL));
    }
    Some(text)
}
