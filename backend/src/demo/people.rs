//! Invented job seekers and staff, each with papers that agree with each other.

use std::collections::HashSet;

use balai_shared::{
    contact::{EmailAddress, PhoneNumber},
    id::{AccountId, ApplicantId, RegionCode},
    nik::{Kk, Nik},
    person::{Education, Occupation, Sex},
    time::{Date, Instant},
};

use super::{
    data::names,
    dice::{Dice, Purpose},
};
use crate::{
    error::{Error, Result},
    model::account::{Applicant, NewAccount},
    store::bulk::Batch,
};

/// A person with an account.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// What signs in.
    pub account: NewAccount,
    /// What is known of the person.
    pub profile: Applicant,
}

impl Person {
    pub(super) fn add_to(&self, batch: &mut Batch) {
        batch.applicants.push((self.profile.clone(), self.account.created_at));
        batch.accounts.push(self.account.clone());
    }
}

/// What a job seeker is to be like.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// The person's number, of which identity card, family card and phone number are made: no two
    /// people may have the same.
    pub number: u32,
    /// To sign in with.
    pub email: String,
    /// From and to which age in years.
    pub ages: (i64, i64),
    /// Where the person lives.
    pub region: RegionCode,
    /// Since when the person is here.
    pub since: Instant,
    /// Whether others may have the same name.
    pub names: Names,
}

/// Whether names come twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// Everyone has one of their own.
    Distinct,
    /// As in life.
    Any,
}

/// Makes people.
#[derive(Debug)]
pub(super) struct People {
    dice: Dice,
    today: Date,
    password_hash: String,
    taken: HashSet<String>,
}

impl People {
    pub(super) fn new(dice: Dice, today: Date, password_hash: String) -> Self {
        Self { dice, today, password_hash, taken: HashSet::new() }
    }

    /// The same maker of people with the dice of another purpose.
    pub(super) fn continued(self, seed: u64, purpose: Purpose) -> Self {
        Self { dice: Dice::new(seed, purpose), ..self }
    }

    /// Somebody who works at a centre or an office, with the empty profile that everyone gets.
    pub(super) fn staff(
        &mut self,
        name: Option<&str>,
        email: &str,
        since: Instant,
    ) -> Result<Person> {
        let sex = if self.dice.percent(50) { Sex::Female } else { Sex::Male };
        let name = match name {
            Some(name) => name.to_owned(),
            None => self.name(sex, None),
        };
        let account = self.account(name, email, None, since)?;
        let profile = Applicant {
            id: ApplicantId::from_u128(self.dice.id(since)),
            account: account.id,
            phone: account.phone.clone(),
            name: account.name.clone(),
            nik: None,
            kk: None,
            birth_date: None,
            sex: None,
            education: None,
            occupation: None,
            region: None,
            disability: None,
            version: 1,
        };
        Ok(Person { account, profile })
    }

    /// A job seeker with a complete profile.
    pub(super) fn job_seeker(&mut self, wish: &Wish) -> Result<Person> {
        let sex = if wish.number.is_multiple_of(2) { Sex::Female } else { Sex::Male };
        let birth_date = self.birth_date(wish.ages);
        let name = match wish.names {
            Names::Any => self.name(sex, Some(&wish.region)),
            Names::Distinct => self.distinct_name(sex, &wish.region),
        };
        let account = self.account(name, &wish.email, Some(wish.number), wish.since)?;
        let profile = Applicant {
            id: ApplicantId::from_u128(self.dice.id(wish.since)),
            account: account.id,
            phone: account.phone.clone(),
            name: account.name.clone(),
            nik: Some(nik(wish, birth_date, sex)?),
            kk: Some(family_card(wish)?),
            birth_date: Some(birth_date),
            sex: Some(sex),
            education: self.dice.pick(EDUCATIONS).copied(),
            occupation: self.dice.pick(OCCUPATIONS).copied(),
            region: Some(wish.region.clone()),
            disability: None,
            version: 2,
        };
        Ok(Person { account, profile })
    }

    fn account(
        &mut self,
        name: String,
        email: &str,
        phone: Option<u32>,
        created_at: Instant,
    ) -> Result<NewAccount> {
        let email = EmailAddress::parse(email).map_err(|_| broken("an e-mail address"))?;
        Ok(NewAccount {
            id: AccountId::from_u128(self.dice.id(created_at)),
            name,
            email: Some(email),
            phone: phone.map(phone_number).transpose()?,
            password_hash: self.password_hash.clone(),
            confirmed_at: Some(created_at),
            created_at,
        })
    }

    /// So that the age is one of these today, and the last birthday some days ago.
    fn birth_date(&mut self, (least, most): (i64, i64)) -> Date {
        let age = i32::try_from(self.dice.between(least, most)).unwrap_or(20);
        let (year, month) = (self.today.year() - age, self.today.month());
        let day = self.today.day().min(28);
        let birthday = Date::from_ymd(year, month, day).unwrap_or(self.today);
        birthday.plus_days(-self.dice.between(4, 355))
    }

    fn distinct_name(&mut self, sex: Sex, region: &RegionCode) -> String {
        let mut name = self.name(sex, Some(region));
        while !self.taken.insert(name.clone()) {
            name = match name.contains(' ') {
                true => self.name(sex, Some(region)),
                false => format!("{name} {}", self.dice.word(names::LAST)),
            };
        }
        name
    }

    fn name(&mut self, sex: Sex, region: Option<&RegionCode>) -> String {
        let (first, single, balinese, article) = match sex {
            Sex::Female => (names::WOMEN, names::SINGLE_WOMEN, names::BALINESE_WOMEN, "Ni"),
            Sex::Male => (names::MEN, names::SINGLE_MEN, names::BALINESE_MEN, "I"),
        };
        let dice = &mut self.dice;
        let in_bali = region.is_some_and(|region| region.province().as_str() == BALI);
        if in_bali && dice.percent(70) {
            let (order, given) = (dice.word(names::BALINESE_ORDER), dice.word(balinese));
            return format!("{article} {order} {given}");
        }
        match dice.between(1, 100) {
            1..=10 => dice.word(single).to_owned(),
            11..=75 => format!("{} {}", dice.word(first), dice.word(names::LAST)),
            _ => format!(
                "{} {} {}",
                dice.word(first),
                dice.word(names::MIDDLE),
                dice.word(names::LAST)
            ),
        }
    }
}

/// The province's code.
pub(super) const BALI: &str = "51";

/// The schools that people come from: all enough for every course here.
const EDUCATIONS: &[Education] = &[
    Education::Sma,
    Education::Sma,
    Education::Sma,
    Education::Smk,
    Education::Smk,
    Education::Smk,
    Education::D1,
    Education::D3,
    Education::S1,
];

/// What people do: all may join everything.
const OCCUPATIONS: &[Occupation] = &[
    Occupation::SeekingWork,
    Occupation::SeekingWork,
    Occupation::SeekingWork,
    Occupation::SeekingWork,
    Occupation::LaidOff,
    Occupation::LaidOff,
    Occupation::Employed,
    Occupation::SelfEmployed,
];

/// Serial numbers that a district gives out for one day of birth.
const SERIALS: u32 = 9_999;

/// `PPRRSSDDMMYYNNNN`. District and serial are the person's number and its sex the day's, so that no
/// two numbers below two million give one card.
fn nik(wish: &Wish, birth: Date, sex: Sex) -> Result<Nik> {
    let half = wish.number / 2;
    let day = match sex {
        Sex::Female => birth.day() + 40,
        Sex::Male => birth.day(),
    };
    let text = format!(
        "{}{:02}{day:02}{:02}{:02}{:04}",
        digits(&wish.region),
        half / SERIALS + 1,
        birth.month(),
        birth.year().rem_euclid(100),
        half % SERIALS + 1,
    );
    Nik::parse(&text).map_err(|_| broken("a NIK"))
}

/// Every fifth pair of neighbours shares one; nobody else does.
fn family_card(wish: &Wish) -> Result<Kk> {
    let pair = wish.number / 2;
    let shared = pair.is_multiple_of(5);
    let number = if shared { pair * 2 } else { wish.number };
    let block = number / SERIALS;
    let text = format!(
        "{}{:02}1503{:02}{:04}",
        // Two who share a card may live apart now: it is of the capital of Bali.
        if shared { "5171".to_owned() } else { digits(&wish.region) },
        block % 50 + 1,
        block / 50 + 10,
        number % SERIALS + 1,
    );
    Kk::parse(&text).map_err(|_| broken("a family card"))
}

fn digits(region: &RegionCode) -> String {
    region.as_str().replace('.', "")
}

/// `+62812` and eight digits: a bijection of the person's number, so that none comes twice.
fn phone_number(number: u32) -> Result<PhoneNumber> {
    let scattered = (u64::from(number) * 7_654_321 + 30_512_477) % 100_000_000;
    PhoneNumber::parse(&format!("+62812{scattered:08}")).map_err(|_| broken("a phone number"))
}

fn broken(what: &str) -> Error {
    Error::Internal(format!("the demonstration made {what} that is none"))
}
