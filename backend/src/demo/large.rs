//! The large demonstration: as many people, centres and sessions as the country has.

mod community;
mod pipe;

use balai_shared::{
    id::{AccountId, ApplicantId, RegionCode},
    session::{DeliveryMode, Funding, SelectionMethod},
};

use self::pipe::Pipe;
use super::{
    Progress,
    benefits::Fund,
    calendar::Calendar,
    centres::{Builder, Taught, unknown},
    crowd,
    data::{
        benefits::{Holding, Progress as Stage},
        runs::{Desk, RUNS, Run, Season},
    },
    dice::{Dice, Purpose},
    life::{self, Candidate},
    outcome::{Outcomes, Published},
    people::{Names, People, Wish},
    sessions::{Planned, plan},
    small::{Ground, SEEKERS},
};
use crate::{
    error::Result,
    store::{Store, bulk::Batch},
};

/// Job seekers in all.
const PEOPLE: u32 = 1_000_000;
/// Sessions in all.
const SESSIONS: usize = 20_000;
/// People in one transaction.
const PEOPLE_A_TURN: usize = 50_000;
/// Sessions in one transaction.
const SESSIONS_A_TURN: usize = 1_000;
/// Every so manieth job seeker has a benefit.
const ONE_IN: u32 = 20;

/// Adds what the small one lacks.
pub(super) async fn fill(
    store: &Store,
    ground: &Ground<'_>,
    people: People,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<()> {
    let calendar = Calendar::new(ground.what.today);
    let mut filler = Filler {
        ground,
        calendar,
        dice: Dice::new(ground.what.seed, Purpose::Crowd),
        people: people.continued(ground.what.seed, Purpose::Crowd),
        pipe: Pipe::new(store.clone(), progress),
    };
    filler.pipe.make_room().await?;
    let taught = filler.centres().await?;
    let seekers = filler.seekers().await?;
    filler.sessions(&taught, &seekers).await?;
    filler.pipe.close().await
}

struct Filler<'f> {
    ground: &'f Ground<'f>,
    calendar: Calendar,
    dice: Dice,
    people: People,
    pipe: Pipe<'f>,
}

impl Filler<'_> {
    /// The BLK Komunitas, each with somebody who decides and one or two programs of one vocation.
    async fn centres(&mut self) -> Result<Vec<Taught>> {
        let homes = community::homes(self.ground.places);
        let (mut batch, mut taught) = (Batch::default(), Vec::new());
        let since = self.calendar.now.plus_days(-890);
        for (number, region) in (1..).zip(&homes) {
            let at = since.plus_minutes(number);
            let institution = community::institution(region, at, &mut self.dice);
            let mut builder = Builder {
                calendar: self.calendar,
                places: self.ground.places,
                dice: &mut self.dice,
                people: &mut self.people,
                batch: &mut batch,
            };
            let email = format!("petugas.blkk{number}@demo.balai");
            let house = builder.house("blkk", institution, (None, email), at)?;
            for course in community::courses(builder.dice) {
                let program = builder.program(course, &house, at.plus_hours(1))?;
                taught.push(Taught { key: course.key, program, house: house.clone() });
            }
        }
        let rows = homes.len();
        self.pipe.send(batch, ("centres", rows, rows)).await?;
        Ok(taught)
    }

    /// The job seekers, and the benefits of some.
    async fn seekers(&mut self) -> Result<Vec<(ApplicantId, AccountId)>> {
        let regions = self.ground.places.regions().iter().map(|region| &region.code);
        let regions: Vec<RegionCode> =
            regions.filter(|code| !code.is_province()).cloned().collect();
        let numbers: Vec<u32> = (SEEKERS + 1..PEOPLE).collect();
        let mut benefits = Dice::new(self.ground.what.seed, Purpose::Benefits);
        let mut seekers = Vec::with_capacity(numbers.len());
        for turn in numbers.chunks(PEOPLE_A_TURN) {
            let mut batch = Batch::default();
            for number in turn {
                let region = self.dice.pick(&regions).ok_or_else(|| unknown("regions"))?.clone();
                let since = self.calendar.now.plus_days(-880).plus_seconds(i64::from(*number) * 15);
                let person = self.people.job_seeker(&Wish {
                    number: *number,
                    email: format!("pencari.kerja{number}@demo.balai"),
                    ages: (18, 34),
                    region,
                    since,
                    names: Names::Any,
                })?;
                if number.is_multiple_of(ONE_IN) {
                    let mut fund = Fund {
                        schemes: self.ground.schemes,
                        now: self.calendar.now,
                        dice: &mut benefits,
                        batch: &mut batch,
                    };
                    fund.grant(&holding(*number), &person, &[])?;
                }
                person.add_to(&mut batch);
                seekers.push((person.profile.id, person.account.id));
            }
            self.pipe.send(batch, ("job seekers", turn.len(), numbers.len())).await?;
        }
        Ok(seekers)
    }

    /// The sessions, and what became of those who applied. Everybody applies once at most, so that
    /// nobody is in two places.
    async fn sessions(
        &mut self,
        taught: &[Taught],
        seekers: &[(ApplicantId, AccountId)],
    ) -> Result<()> {
        let all = SESSIONS.saturating_sub(RUNS.len());
        let mut outcomes = Outcomes::new(self.calendar);
        let mut seekers = seekers.iter();
        let numbers: Vec<usize> = (0..all).collect();
        for turn in numbers.chunks(SESSIONS_A_TURN) {
            let mut batch = Batch::default();
            for _ in turn {
                let taught = self.dice.pick(taught).ok_or_else(|| unknown("programs"))?;
                let planned = plan(self.run(), taught, self.calendar, &mut self.dice);
                let candidates = self.candidates(&planned, &mut seekers);
                let published = Published {
                    drafted_at: planned.dates.drafted,
                    price: planned.taught.program.price,
                };
                let outcome = life::play(planned.stage, candidates, &mut self.dice)?;
                outcomes.take_in(outcome, published, &mut batch);
            }
            outcomes.certify(&mut self.dice, &mut batch);
            self.pipe.send(batch, ("sessions", turn.len(), all)).await?;
        }
        Ok(())
    }

    fn run(&mut self) -> Run {
        let season = match self.dice.between(1, 100) {
            1..=45 => Season::Ended { days: self.dice.between(8, 600) },
            46..=55 => Season::Running,
            56..=80 => Season::Open,
            81..=88 => Season::Closed,
            89..=98 => Season::Announced,
            _ => Season::CalledOff,
        };
        let method = match self.dice.between(1, 100) {
            1..=60 => SelectionMethod::FirstCome,
            61..=95 => SelectionMethod::Merit,
            _ => SelectionMethod::Lottery,
        };
        let (desk, most) = match season {
            Season::Ended { .. } | Season::Running => (Desk::Finished, 32),
            Season::Closed => (Desk::Working, 32),
            Season::Open | Season::CalledOff => (Desk::Working, 26),
            Season::Announced | Season::Draft | Season::Year2022 | Season::Exact { .. } => {
                (Desk::Untouched, 0)
            }
        };
        Run {
            course: "blkk",
            name: None,
            season,
            funding: Funding::Public,
            method,
            mode: DeliveryMode::Luring,
            capacity: if self.dice.percent(70) { 16 } else { 20 },
            crowd: u32::try_from(self.dice.between(most / 4, most)).unwrap_or_default(),
            desk,
            boarding: self.dice.percent(10),
        }
    }

    fn candidates<'s>(
        &mut self,
        planned: &Planned,
        seekers: &mut impl Iterator<Item = &'s (ApplicantId, AccountId)>,
    ) -> Vec<Candidate> {
        let times = crowd::submissions(planned, self.calendar.now, &mut self.dice);
        let mut candidates = Vec::with_capacity(times.len());
        for (place, submits_at) in times.into_iter().enumerate() {
            let Some((applicant, account)) = seekers.next() else { break };
            let written = self.dice.percent(30);
            let motivation = written.then(|| crowd::motivation(planned, &mut self.dice)).flatten();
            candidates.push(Candidate {
                applicant: *applicant,
                account: *account,
                submits_at,
                motivation,
                script: crowd::script(planned, place),
            });
        }
        candidates
    }
}

/// Half were granted days ago, half were lost because nothing was bought.
const fn holding(number: u32) -> Holding {
    let progress = if number.is_multiple_of(2 * ONE_IN) { Stage::None } else { Stage::Lost };
    Holding { holder: number, scheme: "PRAKERJA_2023", wave: 71, courses: &[], progress }
}
