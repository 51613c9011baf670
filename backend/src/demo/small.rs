//! The small demonstration: a few centres with everything that can happen there.

use std::{collections::HashMap, ops::RangeInclusive};

use balai_shared::{
    id::{RegionCode, SchemeId},
    session::Funding,
    time::{Date, Instant, TimeZone},
};

use super::{
    Demonstration,
    benefits::Fund,
    calendar::Calendar,
    centres::{Builder, Taught, unknown},
    crowd::{Pool, candidate},
    data::{
        benefits::{HOLDERS, HOLDINGS, VETERANS},
        courses::ELECTRIC_MOTORCYCLE,
        runs::{EIGHTY_FOR_SIXTEEN, NEXT_ONLINE, RUNS, SIXTEEN_FREE},
    },
    dice::{Dice, Purpose},
    life::{self, Candidate},
    outcome::{Outcomes, Published},
    people::{BALI, Names, People, Person, Wish},
    secrets::Secrets,
    sessions::{Planned, plan},
};
use crate::{
    error::Result,
    store::{bulk::Batch, place::Places},
};

/// `applicant1@demo.balai` to this one.
const NUMBERED: u32 = 200;
/// With those behind them, who fill the other sessions.
pub(super) const SEEKERS: u32 = 600;
/// The numbers of those who want to turn motorcycles electric; they apply to nothing else.
const ELECTRICIANS: RangeInclusive<u32> = 1..=80;

/// What all is made of.
pub(super) struct Ground<'g> {
    /// Which demonstration.
    pub what: Demonstration,
    /// Regions and vocations.
    pub places: &'g Places,
    /// The schemes' ids by code.
    pub schemes: &'g HashMap<String, SchemeId>,
    /// The password's hash and the partner's key.
    pub secrets: &'g Secrets,
}

/// Everything of the small demonstration, ready to be written, and the maker of people for more.
pub(super) fn build(ground: &Ground<'_>) -> Result<(Batch, People)> {
    let seed = ground.what.seed;
    let calendar = Calendar::new(ground.what.today);
    let mut batch = Batch::default();
    let dice = Dice::new(seed, Purpose::People);
    let mut people = People::new(dice, calendar.today, ground.secrets.password_hash.clone());
    let mut dice = Dice::new(seed, Purpose::Catalogue);
    let mut builder = Builder {
        calendar,
        places: ground.places,
        dice: &mut dice,
        people: &mut people,
        batch: &mut batch,
    };
    let houses = builder.houses(&ground.secrets.partner_key)?;
    builder.offices()?;
    let taught = builder.programs(&houses)?;
    let planned = RUNS
        .iter()
        .map(|run| Ok(plan(*run, find(&taught, run.course)?, calendar, &mut dice)))
        .collect::<Result<Vec<_>>>()?;
    let seekers = job_seekers(ground, calendar, &mut people)?;
    for person in &seekers {
        person.add_to(&mut batch);
    }
    let steps = applications(seed, calendar, planned, &seekers, &mut batch)?;
    let mut dice = Dice::new(seed, Purpose::Benefits);
    let mut fund =
        Fund { schemes: ground.schemes, now: calendar.now, dice: &mut dice, batch: &mut batch };
    for holding in HOLDINGS {
        let person = numbered(&seekers, holding.holder)?;
        let own = if holding.courses.is_empty() { &[][..] } else { steps.of(person) };
        fund.grant(holding, person, own)?;
    }
    Ok((batch, people))
}

fn find<'t>(taught: &'t [Taught], key: &str) -> Result<&'t Taught> {
    taught.iter().find(|taught| taught.key == key).ok_or_else(|| unknown(key))
}

/// `applicant@demo.balai`, the numbered ones and those behind them, in order.
fn job_seekers(
    ground: &Ground<'_>,
    calendar: Calendar,
    people: &mut People,
) -> Result<Vec<Person>> {
    let mut dice = Dice::new(ground.what.seed, Purpose::Crowd);
    let all: Vec<&RegionCode> = ground
        .places
        .regions()
        .iter()
        .map(|region| &region.code)
        .filter(|code| !code.is_province())
        .collect();
    let in_bali: Vec<&RegionCode> =
        all.iter().copied().filter(|code| code.province().as_str() == BALI).collect();
    let veterans_since = Date::from_ymd(2022, 1, 10).unwrap_or(calendar.today);
    (0..=SEEKERS)
        .map(|number| {
            let from = if number == 0 || dice.percent(65) { &in_bali } else { &all };
            let region = dice.pick(from).copied().ok_or_else(|| unknown(BALI))?;
            let veteran = VETERANS.contains(&number);
            let since = if veteran {
                TimeZone::Makassar.start_of(veterans_since)
            } else {
                calendar.now.plus_days(-400)
            };
            let email = match number {
                0 => "applicant@demo.balai".to_owned(),
                1..=NUMBERED => format!("applicant{number}@demo.balai"),
                _ => format!("pencari.kerja{number}@demo.balai"),
            };
            people.job_seeker(&Wish {
                number,
                email,
                ages: if veteran { (26, 34) } else { (18, 34) },
                region: region.clone(),
                since: since.plus_hours(9).plus_minutes(i64::from(number) * 97),
                names: Names::Distinct,
            })
        })
        .collect()
}

fn numbered(seekers: &[Person], number: u32) -> Result<&Person> {
    usize::try_from(number)
        .ok()
        .and_then(|index| seekers.get(index))
        .ok_or_else(|| unknown(&format!("applicant{number}")))
}

/// Plays every session, and takes in what became of it.
fn applications(
    seed: u64,
    calendar: Calendar,
    planned: Vec<Planned>,
    seekers: &[Person],
    batch: &mut Batch,
) -> Result<Outcomes> {
    let mut dice = Dice::new(seed, Purpose::Applications);
    let kept_free = planned
        .iter()
        .find(|planned| planned.run.name == Some(SIXTEEN_FREE))
        .map(|planned| (planned.stage.session.starts_on, planned.stage.session.ends_on))
        .ok_or_else(|| unknown(ELECTRIC_MOTORCYCLE))?;
    let all = || (0..).zip(seekers);
    let electricians = all().filter(|(number, _)| ELECTRICIANS.contains(number));
    let others =
        all().filter(|(number, _)| *number > *ELECTRICIANS.end() && !HOLDERS.contains(number));
    let mut electricians = Pool::new(electricians.map(|(_, one)| one), kept_free, calendar);
    let mut others = Pool::new(others.map(|(_, one)| one), kept_free, calendar);
    let mut outcomes = Outcomes::new(calendar);
    for planned in planned {
        let candidates = match planned.run.name {
            Some(EIGHTY_FOR_SIXTEEN) => electricians.candidates(&planned, &mut dice),
            Some(name) if planned.run.funding == Funding::Prakerja => {
                holders(name, &planned, calendar.now, seekers)?
            }
            Some(_) | None => others.candidates(&planned, &mut dice),
        };
        let published =
            Published { drafted_at: planned.dates.drafted, price: planned.taught.program.price };
        let outcome = life::play(planned.stage, candidates, &mut dice)?;
        outcomes.tell(&outcome, &mut dice, batch);
        outcomes.take_in(outcome, published, batch);
    }
    outcomes.certify(&mut dice, batch);
    Ok(outcomes)
}

/// Those of the table of benefits who bought this one, an hour after each other.
fn holders(
    name: &str,
    planned: &Planned,
    now: Instant,
    seekers: &[Person],
) -> Result<Vec<Candidate>> {
    let from = if name == NEXT_ONLINE {
        now.plus_days(-6).plus_hours(8)
    } else {
        planned.stage.session.registration_opens_at.plus_days(2)
    };
    let bought = HOLDINGS.iter().filter_map(|holding| {
        let (_, script) = holding.courses.iter().find(|(course, _)| *course == name)?;
        Some((holding.holder, *script))
    });
    (0..)
        .zip(bought)
        .map(|(place, (holder, script))| {
            let person = numbered(seekers, holder)?;
            Ok(candidate(person, from.plus_minutes(61 * place), script, None))
        })
        .collect()
}
