//! Institutions, programs and sessions.

use balai_shared::{
    application::ActorKind,
    eligibility::Requirements,
    id::{InstitutionId, ProgramEventId, ProgramId, RegionCode, SessionId, VocationCode},
    language::Language,
    money::Rupiah,
    person::Education,
    place::Point,
    reach::Reach,
    seats::Seats,
    session::{
        self, DeliveryMode, Funding, InstitutionKind, Sector, SelectionMethod, SessionLifecycle,
        SessionState,
    },
    time::{Date, Instant, TimeZone},
};

/// Who changed what of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramChange {
    /// Its id.
    pub id: ProgramEventId,
    /// Of which program.
    pub program: ProgramId,
    /// When.
    pub at: Instant,
    /// Who, as a kind.
    pub actor: ActorKind,
    /// Who.
    pub actor_id: Option<u128>,
    /// The names of the fields.
    pub fields: Vec<String>,
}

/// A province, kabupaten or kota.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// `51` or `51.71`.
    pub code: RegionCode,
    /// As in the ministry's list.
    pub name: String,
    /// The province of a kabupaten or kota.
    pub parent: Option<RegionCode>,
    /// Where its clocks stand.
    pub time_zone: TimeZone,
}

/// A field of training.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vocation {
    /// Its code.
    pub code: VocationCode,
    /// In Indonesian.
    pub name_id: String,
    /// In English.
    pub name_en: String,
}

impl Vocation {
    /// Its name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Id => &self.name_id,
            Language::En => &self.name_en,
        }
    }
}

/// A training centre or LPK.
#[derive(Debug, Clone)]
pub struct Institution {
    /// Its id.
    pub id: InstitutionId,
    /// Who runs it.
    pub kind: InstitutionKind,
    /// Its name.
    pub name: String,
    /// The kabupaten or kota where it stands.
    pub region: RegionCode,
    /// Street and place.
    pub address: Option<String>,
    /// An LPK's accreditation.
    pub accreditation_number: Option<String>,
    /// The last day it is valid.
    pub accredited_until: Option<Date>,
    /// Where it stands on the map, where its staff entered that.
    pub location: Option<Point>,
    /// How it can be reached.
    pub reach: Reach,
}

/// What is taught.
#[derive(Debug, Clone)]
pub struct Program {
    /// Its id.
    pub id: ProgramId,
    /// Who teaches it.
    pub institution: InstitutionId,
    /// The field.
    pub vocation: VocationCode,
    /// What it is called.
    pub title: String,
    /// In a few sentences.
    pub description: String,
    /// The priority sector.
    pub sector: Option<Sector>,
    /// The competency scheme it leads to.
    pub skkni_scheme: Option<String>,
    /// 1 to 9.
    pub kkni_level: Option<i32>,
    /// Lesson hours (JP).
    pub hours: i32,
    /// What a seat costs; 0 under public funding.
    pub price: Rupiah,
    /// Who may apply.
    pub requirements: Requirements,
}

impl Program {
    /// The least education asked for.
    #[must_use]
    pub fn minimum_education(&self) -> Option<Education> {
        self.requirements.minimum_education
    }
}

/// The sessions of a program that are over, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastIntake {
    /// How many there were.
    pub sessions: i64,
    /// All who applied to them.
    pub applicants: i64,
    /// Their seats.
    pub seats: i64,
}

/// One run of a program.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// What is taught.
    pub program: ProgramId,
    /// Who teaches it.
    pub institution: InstitutionId,
    /// Where it is taught.
    pub mode: DeliveryMode,
    /// Who pays.
    pub funding: Funding,
    /// How people are chosen.
    pub selection_method: SelectionMethod,
    /// What is stored of its state; the rest follows from the time.
    pub lifecycle: SessionLifecycle,
    /// Capacity, taken, waiting.
    pub seats: Seats,
    /// All who ever submitted.
    pub applicant_count: i32,
    /// From when one can apply.
    pub registration_opens_at: Instant,
    /// Until when, exclusively.
    pub registration_closes_at: Instant,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// The first day's first moment in `time_zone`.
    pub starts_at: Instant,
    /// The moment after the last day.
    pub ends_at: Instant,
    /// The last day on which a free seat is offered again.
    pub replacement_until: Date,
    /// The moment after that day.
    pub replacement_ends_at: Instant,
    /// How long an offer holds its seat.
    pub offer_hours: i32,
    /// When staff closed the selection; promotion under MERIT and LOTTERY starts then.
    pub selection_closed_at: Option<Instant>,
    /// The institution's.
    pub time_zone: TimeZone,
    /// Where it is held.
    pub address: Option<String>,
    /// Where it is held online.
    pub meeting_link: Option<String>,
    /// Whether participants live there.
    pub boarding: bool,
    /// The days and hours, in words.
    pub timetable: Option<String>,
    /// When it was last changed in any way.
    pub changed_at: Instant,
}

impl Session {
    /// The state to show at `now`.
    #[must_use]
    pub fn state(&self, now: Instant) -> SessionState {
        session::state(
            self.lifecycle,
            self.registration_opens_at,
            self.registration_closes_at,
            self.starts_at,
            self.ends_at,
            now,
        )
    }
}

/// A session as a list shows it: with its program and institution, from the same statement.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The session.
    pub session: Session,
    /// What is taught.
    pub program: Program,
    /// Who teaches it.
    pub institution: Institution,
}

/// Which sessions are asked for. Empty lists ask for all.
#[derive(Debug, Clone, Default)]
pub struct SessionQuery {
    /// Only these.
    pub ids: Option<Vec<SessionId>>,
    /// In this province, kabupaten or kota.
    pub region: Option<RegionCode>,
    /// In these fields.
    pub vocations: Vec<VocationCode>,
    /// In these ways.
    pub modes: Vec<DeliveryMode>,
    /// Paid by these.
    pub fundings: Vec<Funding>,
    /// Chosen in these ways.
    pub methods: Vec<SelectionMethod>,
    /// In these states at the time of asking.
    pub states: Vec<SessionState>,
    /// Starting on this day or later.
    pub starts_from: Option<Date>,
    /// Starting on this day or earlier.
    pub starts_until: Option<Date>,
    /// Of this institution.
    pub institution: Option<InstitutionId>,
    /// Of this program.
    pub program: Option<ProgramId>,
    /// Words to find.
    pub search: Option<String>,
    /// Changed at this time or later.
    pub changed_since: Option<Instant>,
    /// Changed behind this cursor, as the caller sent it; goes with the institution and program alone.
    pub changed_after: Option<String>,
    /// With neither an order nor a search, those in this region come first, then those in its
    /// province.
    pub near: Option<RegionCode>,
    /// With neither an order nor a search: the nearest to this place first, and those of which it
    /// isn't known where they are held last. Goes before `near`.
    pub point: Option<Point>,
    /// The order; with a search and none given, matches in the title come first.
    pub order: Option<SessionOrder>,
    /// Only those that one can still apply for, or only the others; for lists with the former first.
    pub half: Option<Half>,
}

/// What one can still apply for, now or later, and the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Public, and registration isn't over.
    Open,
    /// All others.
    Shut,
}

impl SessionQuery {
    /// Whether neither the words nor the caller say what comes first.
    #[must_use]
    pub fn orders_itself(&self) -> bool {
        self.search.is_none() && self.order.is_none() && self.point.is_none()
    }
}

/// The orders of sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionOrder {
    /// The soonest start first.
    StartsOn,
    /// The soonest end of registration first.
    RegistrationClosesAt,
    /// The newest first.
    Newest,
    /// The earliest change first.
    ChangedAt,
    /// Most free seats first; those that nobody can apply for now last.
    SeatsLeft,
    /// Most seats for an applicant first; full ones and those that nobody can apply for now last.
    Chance,
}

/// Which programs are asked for.
#[derive(Debug, Clone, Default)]
pub struct ProgramQuery {
    /// Of this institution.
    pub institution: Option<InstitutionId>,
    /// In these fields.
    pub vocations: Vec<VocationCode>,
    /// In this province, kabupaten or kota.
    pub region: Option<RegionCode>,
    /// Words to find.
    pub search: Option<String>,
    /// The order; with a search and none given, matches in the title come first.
    pub order: Option<ProgramOrder>,
}

/// The orders of programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgramOrder {
    /// By the alphabet.
    Title,
    /// The newest first.
    Newest,
}

/// A program with its institution.
#[derive(Debug, Clone)]
pub struct ProgramListing {
    /// The program.
    pub program: Program,
    /// Who teaches it.
    pub institution: Institution,
}

/// Which institutions are asked for.
#[derive(Debug, Clone, Default)]
pub struct InstitutionQuery {
    /// Of these kinds.
    pub kinds: Vec<InstitutionKind>,
    /// In this province, kabupaten or kota.
    pub region: Option<RegionCode>,
}
