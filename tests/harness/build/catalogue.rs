//! Institutions, programs and sessions.

use balai_backend::{
    model::catalogue::{Institution, Program, ProgramListing, Session},
    service::create_program::search_body,
    store,
};
use balai_shared::{
    eligibility::Requirements,
    id::{InstitutionId, ProgramId, RegionCode, SessionId, VocationCode},
    money::Rupiah,
    place::Point,
    reach::Reach,
    seats::Seats,
    session::{DeliveryMode, Funding, InstitutionKind, SelectionMethod, SessionLifecycle},
    time::{Date, Instant, TimeZone},
};

use crate::TestApp;

/// An institution to be made: a regional training centre in Denpasar.
#[derive(Debug, Clone)]
pub struct InstitutionPlan {
    /// Who runs it.
    pub kind: InstitutionKind,
    /// What it is called.
    pub name: &'static str,
    /// Where it stands.
    pub region: &'static str,
    /// The last day of its accreditation.
    pub accredited_until: Option<Date>,
    /// Where it stands on the map.
    pub location: Option<Point>,
}

impl Default for InstitutionPlan {
    fn default() -> Self {
        Self {
            kind: InstitutionKind::Uptd,
            name: "Balai Uji",
            region: "51.71",
            accredited_until: None,
            location: None,
        }
    }
}

/// A session to be made with a program of its own: open for registration, FIRST_COME, public, 16
/// seats, starting in four weeks.
#[derive(Debug, Clone)]
pub struct SessionPlan {
    /// How people are chosen.
    pub method: SelectionMethod,
    /// Who pays.
    pub funding: Funding,
    /// Where it is taught.
    pub mode: DeliveryMode,
    /// Seats in all.
    pub capacity: u32,
    /// What a seat costs.
    pub price: i64,
    /// From when one can apply; a week ago when left out.
    pub opens: Option<Instant>,
    /// The first day.
    pub starts_on: Date,
    /// The last day; nine days later when left out.
    pub ends_on: Option<Date>,
    /// The replacement day; the day before the start when left out.
    pub replacement_until: Option<Date>,
    /// What of its state is stored.
    pub lifecycle: SessionLifecycle,
    /// Who may apply.
    pub requirements: Requirements,
    /// What the program is called.
    pub title: &'static str,
    /// What it says about itself.
    pub description: &'static str,
    /// Its field, without the prefix.
    pub vocation: &'static str,
    /// Its lesson hours.
    pub hours: i32,
}

impl Default for SessionPlan {
    fn default() -> Self {
        Self {
            method: SelectionMethod::FirstCome,
            funding: Funding::Public,
            mode: DeliveryMode::Luring,
            capacity: 16,
            price: 0,
            opens: None,
            starts_on: Date::from_ymd(2026, 3, 2).unwrap(),
            ends_on: None,
            replacement_until: None,
            lifecycle: SessionLifecycle::Published,
            requirements: Requirements::default(),
            title: "Konversi Motor Listrik",
            description: "Mengubah motor bensin menjadi motor listrik.",
            vocation: "otomotif",
            hours: 40,
        }
    }
}

impl SessionPlan {
    /// By merit: staff decide.
    #[must_use]
    pub fn merit() -> Self {
        Self { method: SelectionMethod::Merit, ..Self::default() }
    }

    /// With so many seats.
    #[must_use]
    pub fn seats(capacity: u32) -> Self {
        Self { capacity, ..Self::default() }
    }

    /// Paid from the training balance.
    #[must_use]
    pub fn prakerja(price: i64) -> Self {
        Self { funding: Funding::Prakerja, price, ..Self::default() }
    }

    /// Only its institution sees it.
    #[must_use]
    pub fn draft() -> Self {
        Self { lifecycle: SessionLifecycle::Draft, ..Self::default() }
    }
}

impl TestApp {
    /// A training centre in Denpasar.
    pub async fn centre(&self) -> InstitutionId {
        self.institution(InstitutionPlan::default()).await
    }

    /// A private institution, accredited until a day.
    pub async fn lpk(&self, accredited_until: Option<Date>) -> InstitutionId {
        let kind = InstitutionKind::Lpk;
        self.institution(InstitutionPlan { kind, accredited_until, ..InstitutionPlan::default() })
            .await
    }

    /// An institution as planned.
    pub async fn institution(&self, plan: InstitutionPlan) -> InstitutionId {
        let new = Institution {
            id: InstitutionId::from_u128(self.id()),
            kind: plan.kind,
            name: plan.name.to_owned(),
            region: RegionCode::parse(plan.region).unwrap(),
            address: None,
            accreditation_number: plan.accredited_until.map(|_| "LPK-1".to_owned()),
            accredited_until: plan.accredited_until,
            location: plan.location,
            reach: Reach::default(),
        };
        let (id, now) = (new.id, self.now());
        let store = &self.services.store;
        store
            .write(move |tx| {
                Box::pin(async move { store::institution::insert(tx, &new, now).await })
            })
            .await
            .unwrap();
        id
    }

    /// A session as planned, with a program of its own.
    pub async fn session(&self, institution: InstitutionId, plan: SessionPlan) -> SessionId {
        let program = self.program(institution, &plan).await;
        self.session_of(institution, program, plan).await
    }

    /// The program of a planned session.
    pub async fn program(&self, institution: InstitutionId, plan: &SessionPlan) -> ProgramId {
        let now = self.now();
        let found = store::institution::by_ids(self.services.store.read(), &[institution]).await;
        let listing = ProgramListing {
            program: self.planned_program(institution, plan),
            institution: found.unwrap().into_iter().next().expect("an institution"),
        };
        let (id, body) = (listing.program.id, search_body(&listing, &self.services.places));
        self.services
            .store
            .write(move |tx| {
                Box::pin(
                    async move { store::program::insert(tx, &listing.program, &body, now).await },
                )
            })
            .await
            .unwrap();
        id
    }

    /// A session of a program that is there; what the plan says of the program is left aside.
    pub async fn session_of(
        &self,
        institution: InstitutionId,
        program: ProgramId,
        plan: SessionPlan,
    ) -> SessionId {
        let session = self.planned_session(institution, program, &plan);
        let (id, now) = (session.id, self.now());
        self.services
            .store
            .write(move |tx| {
                Box::pin(async move { store::session::insert(tx, &session, now).await })
            })
            .await
            .unwrap();
        id
    }

    fn planned_program(&self, institution: InstitutionId, plan: &SessionPlan) -> Program {
        Program {
            id: ProgramId::from_u128(self.id()),
            institution,
            vocation: VocationCode::from_bare(plan.vocation).unwrap(),
            title: plan.title.to_owned(),
            description: plan.description.to_owned(),
            sector: None,
            skkni_scheme: None,
            kkni_level: None,
            hours: plan.hours,
            price: Rupiah(plan.price),
            requirements: plan.requirements,
        }
    }

    fn planned_session(
        &self,
        institution: InstitutionId,
        program: ProgramId,
        plan: &SessionPlan,
    ) -> Session {
        let zone = TimeZone::Makassar;
        let ends_on = plan.ends_on.unwrap_or(plan.starts_on.plus_days(9));
        let replacement_until = plan.replacement_until.unwrap_or(plan.starts_on.plus_days(-1));
        Session {
            id: SessionId::from_u128(self.id()),
            program,
            institution,
            mode: plan.mode,
            funding: plan.funding,
            selection_method: plan.method,
            lifecycle: plan.lifecycle,
            seats: Seats { capacity: plan.capacity, taken: 0, waiting: 0 },
            applicant_count: 0,
            registration_opens_at: plan.opens.unwrap_or(self.now().plus_days(-7)),
            registration_closes_at: zone.start_of(plan.starts_on.plus_days(-3)),
            starts_on: plan.starts_on,
            ends_on,
            starts_at: zone.start_of(plan.starts_on),
            ends_at: zone.start_of(ends_on.plus_days(1)),
            replacement_until,
            replacement_ends_at: zone.start_of(replacement_until.plus_days(1)),
            offer_hours: 48,
            selection_closed_at: None,
            time_zone: zone,
            address: None,
            meeting_link: None,
            boarding: false,
            timetable: None,
            changed_at: self.now(),
        }
    }
}
