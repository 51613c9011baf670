//! Centres with their staff, and what they teach.

use balai_shared::{
    eligibility::Requirements,
    id::{ApiKeyId, InstitutionId, ProgramId, RegionCode, VocationCode},
    money::Rupiah,
    policy::{KeyScope, Role, RoleGrant},
    reach::Reach,
    session::{InstitutionKind, Sector},
    time::{Instant, TimeZone},
    vocation,
};

use super::{
    calendar::Calendar,
    data::{
        courses::{self, Course},
        institutions::{CENTRES, Centre, DENPASAR, PARTNER, SURABAYA, place_of},
    },
    dice::Dice,
    life::Staff,
    people::{BALI, People},
};
use crate::{
    error::{Error, Result},
    model::{
        account::ApiKey,
        catalogue::{Institution, Program, ProgramListing},
    },
    service::create_program::search_body,
    store::{
        bulk::{Batch, NewGrant, NewProgram},
        place::Places,
    },
};

/// How a centre of the demonstration can be reached: by numbers that nobody has, because no line begins
/// with three zeros. Community centres tell nothing, as many do.
fn reach_of(centre: &Centre, number: i64, zone: TimeZone) -> Reach {
    if centre.kind == InstitutionKind::Blkk {
        return Reach::default();
    }
    Reach {
        phone: Some(format!("(0361) 000 {:03}", 100 + number)),
        whatsapp: Some(format!("+62800000000{number:02}")),
        email: Some(format!("halo.{}@demo.balai", centre.key)),
        opening_hours: Some(format!("Senin–Jumat 08.00–16.00 {}", zone.abbreviation())),
    }
}

/// A centre of the demonstration.
#[derive(Debug, Clone)]
pub(super) struct House {
    /// What the tables call it.
    pub key: &'static str,
    /// The centre.
    pub institution: Institution,
    /// Who decides there.
    pub staff: Staff,
    /// Where its clocks stand.
    pub zone: TimeZone,
}

/// A program of the demonstration.
#[derive(Debug, Clone)]
pub(super) struct Taught {
    /// What the tables call it.
    pub key: &'static str,
    /// The program.
    pub program: Program,
    /// Where it is taught.
    pub house: House,
}

/// Makes centres, staff and programs.
pub(super) struct Builder<'d> {
    pub calendar: Calendar,
    pub places: &'d Places,
    pub dice: &'d mut Dice,
    pub people: &'d mut People,
    pub batch: &'d mut Batch,
}

impl Builder<'_> {
    /// Every centre of the table, each with somebody who decides.
    pub(super) fn houses(&mut self, partner_secret: &str) -> Result<Vec<House>> {
        let since = self.calendar.now.plus_days(-900);
        let mut houses = Vec::new();
        for (number, centre) in (1..).zip(CENTRES) {
            let at = since.plus_hours(number);
            let institution = self.institution((centre, number), at)?;
            let email = match centre.key {
                DENPASAR => "staff@demo.balai".to_owned(),
                SURABAYA => "staff2@demo.balai".to_owned(),
                _ => format!("petugas{number}@demo.balai"),
            };
            let name = match centre.key {
                DENPASAR => Some("Made Suartana"),
                SURABAYA => Some("Rina Wulandari"),
                _ => None,
            };
            let mut house = self.house(centre.key, institution, (name, email), at)?;
            if centre.key == PARTNER {
                house.staff = self.partner(&house.institution, partner_secret, at);
            }
            houses.push(house);
        }
        Ok(houses)
    }

    /// Takes a centre in, with a person who decides there.
    pub(super) fn house(
        &mut self,
        key: &'static str,
        institution: Institution,
        (name, email): (Option<&str>, String),
        at: Instant,
    ) -> Result<House> {
        let person = self.people.staff(name, &email, at)?;
        for role in [Role::Reviewer, Role::Admin] {
            self.grant(
                &person.account.id,
                RoleGrant { role, institution: Some(institution.id), region: None },
                at,
            );
        }
        person.add_to(self.batch);
        let zone = self.places.region(&institution.region).map(|region| region.time_zone);
        self.batch.institutions.push((institution.clone(), at));
        Ok(House {
            key,
            institution,
            staff: Staff::Person(person.account.id),
            zone: zone.unwrap_or(TimeZone::Jakarta),
        })
    }

    /// The offices that look at the whole: a province's and the ministry's.
    pub(super) fn offices(&mut self) -> Result<()> {
        let at = self.calendar.now.plus_days(-880);
        let bali = RegionCode::parse(BALI).map_err(|_| unknown(BALI))?;
        for (name, email, role, region) in [
            ("Wayan Sukerta", "pemda@demo.balai", Role::Pemda, Some(bali)),
            ("Dwi Hartanto", "ministry@demo.balai", Role::Ministry, None),
        ] {
            let person = self.people.staff(Some(name), email, at)?;
            self.grant(&person.account.id, RoleGrant { role, institution: None, region }, at);
            person.add_to(self.batch);
        }
        Ok(())
    }

    /// Every program of the table.
    pub(super) fn programs(&mut self, houses: &[House]) -> Result<Vec<Taught>> {
        let since = self.calendar.now.plus_days(-800);
        let mut taught = Vec::new();
        for (number, course) in (1..).zip(courses::all()) {
            let house = houses.iter().find(|house| house.key == course.at);
            let house = house.ok_or_else(|| unknown(course.at))?;
            let at = since.plus_hours(number);
            let program = self.program(course, house, at)?;
            taught.push(Taught { key: course.key, program, house: house.clone() });
        }
        Ok(taught)
    }

    fn institution(
        &mut self,
        (centre, number): (&Centre, i64),
        at: Instant,
    ) -> Result<Institution> {
        let region = RegionCode::parse(centre.region).map_err(|_| unknown(centre.region))?;
        let zone = self.places.region(&region).map_or(TimeZone::Jakarta, |found| found.time_zone);
        let accredited_until =
            centre.accreditation.map(|(_, days)| self.calendar.today.plus_days(days));
        Ok(Institution {
            id: InstitutionId::from_u128(self.dice.id(at)),
            kind: centre.kind,
            name: centre.name.to_owned(),
            region,
            address: Some(centre.address.to_owned()),
            accreditation_number: centre.accreditation.map(|(number, _)| number.to_owned()),
            accredited_until,
            location: place_of(centre.key),
            reach: reach_of(centre, number, zone),
        })
    }

    fn partner(&mut self, institution: &Institution, secret: &str, at: Instant) -> Staff {
        let id = ApiKeyId::from_u128(self.dice.id(at));
        let (name, scopes) = ("Sistem pendaftaran kami".to_owned(), KeyScope::ALL.to_vec());
        let key = ApiKey::new(id, institution.id, name, scopes, at);
        self.batch.keys.push((key, secret.to_owned()));
        Staff::Software(id)
    }

    fn grant(&mut self, account: &balai_shared::id::AccountId, grant: RoleGrant, at: Instant) {
        let id = self.dice.id(at);
        self.batch.grants.push(NewGrant { id, account: *account, grant, at });
    }

    /// Takes a program in.
    pub(super) fn program(
        &mut self,
        course: &Course,
        house: &House,
        at: Instant,
    ) -> Result<Program> {
        let vocation =
            VocationCode::from_bare(course.vocation).map_err(|_| unknown(course.vocation))?;
        let program = Program {
            id: ProgramId::from_u128(self.dice.id(at)),
            institution: house.institution.id,
            sector: sector(&vocation),
            vocation,
            title: course.title.to_owned(),
            description: course.description.to_owned(),
            skkni_scheme: course.leads_to.map(|(scheme, _)| scheme.to_owned()),
            kkni_level: course.leads_to.map(|(_, level)| level),
            hours: course.hours,
            price: Rupiah(course.price),
            requirements: Requirements {
                minimum_education: course.education,
                minimum_age: Some(course.ages.0),
                maximum_age: Some(course.ages.1),
            },
        };
        let listing =
            ProgramListing { program: program.clone(), institution: house.institution.clone() };
        let search_body = search_body(&listing, self.places);
        self.batch.programs.push(NewProgram { program: program.clone(), search_body, at });
        Ok(program)
    }
}

fn sector(vocation: &VocationCode) -> Option<Sector> {
    vocation::by_code(vocation).map(|vocation| vocation.sector)
}

/// A table that names what no other table has.
pub(super) fn unknown(what: &str) -> Error {
    Error::Internal(format!("the demonstration's tables know no '{what}'"))
}
