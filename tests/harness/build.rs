//! Builders: institutions, programs, sessions and people, with everything that doesn't matter filled
//! in.

use balai_backend::{
    auth::secret::{new_id, random},
    model::{
        account::{ApiKey, NewAccount},
        catalogue::{Institution, Program, ProgramListing, Session},
    },
    service::{create_program::search_body, tokens},
    store,
};
use balai_shared::{
    contact::EmailAddress,
    eligibility::Requirements,
    id::{
        AccountId, ApiKeyId, ApplicantId, InstitutionId, ProgramId, RegionCode, SessionId,
        VocationCode,
    },
    money::Rupiah,
    nik::{Kk, Nik},
    person::{Education, Occupation, Sex},
    policy::{Role, RoleGrant},
    seats::Seats,
    session::{DeliveryMode, Funding, InstitutionKind, SelectionMethod, SessionLifecycle},
    time::{Date, Instant, TimeZone},
};

use crate::{Actor, TestApp};

/// A person with an account, and a browser that is signed in.
#[derive(Clone)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// The profile.
    pub applicant: ApplicantId,
    /// The browser.
    pub browser: Actor,
}

impl std::ops::Deref for Person {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.browser
    }
}

/// A session to be made: open for registration, FIRST_COME, public, 16 seats, starting in four weeks.
#[derive(Debug, Clone)]
pub struct SessionPlan {
    /// How people are chosen.
    pub method: SelectionMethod,
    /// Who pays.
    pub funding: Funding,
    /// Seats in all.
    pub capacity: u32,
    /// What a seat costs.
    pub price: i64,
    /// The first day.
    pub starts_on: Date,
    /// What of its state is stored.
    pub lifecycle: SessionLifecycle,
    /// Who may apply.
    pub requirements: Requirements,
    /// What it is called.
    pub title: &'static str,
}

impl Default for SessionPlan {
    fn default() -> Self {
        Self {
            method: SelectionMethod::FirstCome,
            funding: Funding::Public,
            capacity: 16,
            price: 0,
            starts_on: Date::from_ymd(2026, 3, 2).unwrap(),
            lifecycle: SessionLifecycle::Published,
            requirements: Requirements::default(),
            title: "Konversi Motor Listrik",
        }
    }
}

impl TestApp {
    fn id(&self) -> u128 {
        new_id(self.now()).unwrap()
    }

    /// A training centre in Denpasar.
    pub async fn centre(&self) -> InstitutionId {
        self.institution(InstitutionKind::Uptd, None).await
    }

    /// An institution in Denpasar.
    pub async fn institution(
        &self,
        kind: InstitutionKind,
        accredited_until: Option<Date>,
    ) -> InstitutionId {
        let new = Institution {
            id: InstitutionId::from_u128(self.id()),
            kind,
            name: "Balai Uji".to_owned(),
            region: RegionCode::parse("51.71").unwrap(),
            address: None,
            accreditation_number: accredited_until.map(|_| "LPK-1".to_owned()),
            accredited_until,
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
        let now = self.now();
        let found =
            store::institution::by_ids(self.services.store.read(), &[institution]).await.unwrap();
        let listing = ProgramListing {
            program: self.program(institution, &plan),
            institution: found.into_iter().next().expect("an institution"),
        };
        let body = search_body(&listing, &self.services.places);
        let session = self.plan(&listing.program, &plan);
        let id = session.id;
        self.services
            .store
            .write(move |tx| {
                Box::pin(async move {
                    store::program::insert(tx, &listing.program, &body, now).await?;
                    store::session::insert(tx, &session, now).await
                })
            })
            .await
            .unwrap();
        id
    }

    fn program(&self, institution: InstitutionId, plan: &SessionPlan) -> Program {
        Program {
            id: ProgramId::from_u128(self.id()),
            institution,
            vocation: VocationCode::from_bare("otomotif").unwrap(),
            title: plan.title.to_owned(),
            description: "Mengubah motor bensin menjadi motor listrik.".to_owned(),
            sector: None,
            skkni_scheme: None,
            kkni_level: None,
            hours: 40,
            price: Rupiah(plan.price),
            requirements: plan.requirements,
        }
    }

    fn plan(&self, program: &Program, plan: &SessionPlan) -> Session {
        let zone = TimeZone::Makassar;
        let ends_on = plan.starts_on.plus_days(9);
        let replacement_until = plan.starts_on.plus_days(-1);
        Session {
            id: SessionId::from_u128(self.id()),
            program: program.id,
            institution: program.institution,
            mode: DeliveryMode::Luring,
            funding: plan.funding,
            selection_method: plan.method,
            lifecycle: plan.lifecycle,
            seats: Seats { capacity: plan.capacity, taken: 0, waiting: 0 },
            applicant_count: 0,
            registration_opens_at: self.now().plus_days(-7),
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

    /// A job seeker with a complete profile, signed in.
    pub async fn applicant(&self) -> Person {
        let person = self.person("Wayan Sukma", Vec::new()).await;
        self.complete(&person).await;
        person
    }

    /// Somebody with an account and an empty profile, signed in.
    pub async fn newcomer(&self) -> Person {
        self.person("Made", Vec::new()).await
    }

    /// Staff of an institution, signed in.
    pub async fn staff(&self, institution: InstitutionId, role: Role) -> Person {
        let grant = RoleGrant { role, institution: Some(institution), region: None };
        self.person("Ketut Petugas", vec![grant]).await
    }

    /// Somebody with these roles, signed in.
    pub async fn person(&self, name: &str, grants: Vec<RoleGrant>) -> Person {
        let (account, applicant) =
            (AccountId::from_u128(self.id()), ApplicantId::from_u128(self.id()));
        let email = EmailAddress::parse(&format!("{account}@uji.balai")).unwrap();
        let new = NewAccount {
            id: account,
            name: name.to_owned(),
            email: Some(email),
            phone: None,
            password_hash: "none".to_owned(),
            created_at: self.now(),
        };
        let now = self.now();
        self.services
            .store
            .write(move |tx| {
                Box::pin(async move {
                    store::account::insert(tx, &new).await?;
                    store::applicant::insert(tx, applicant, account, now).await?;
                    for grant in &grants {
                        store::account::grant(tx, account, grant, new_id(now)?).await?;
                    }
                    Ok(())
                })
            })
            .await
            .unwrap();
        let store = &self.services.store;
        let found =
            store::account::by_id(store.read(), store.vault(), account).await.unwrap().unwrap();
        let signed_in = tokens::begin(&self.services, found).await.unwrap();
        let cookies = [
            ("balai_access", signed_in.pair.access.as_str()),
            ("balai_refresh", signed_in.pair.refresh.as_str()),
        ];
        Person { account, applicant, browser: self.visitor().with_cookies(&cookies) }
    }

    async fn complete(&self, person: &Person) {
        let store = &self.services.store;
        let (account, now) = (person.account, self.now());
        let serial = u16::from_be_bytes(random::<2>().unwrap()) % 9000 + 1000;
        let card = u64::from_be_bytes(random::<8>().unwrap()) % 10_000_000_000_000_000;
        let mut profile = store::applicant::by_account(store.read(), store.vault(), account)
            .await
            .unwrap()
            .unwrap();
        // Enough birthdays that no two of a test's people share a NIK.
        let days = i64::from(u16::from_be_bytes(random::<2>().unwrap()) % 3000);
        let born = Date::from_ymd(1998, 1, 1).unwrap().plus_days(days);
        let nik = format!(
            "517101{:02}{:02}{:02}{serial:04}",
            born.day() + 40,
            born.month(),
            born.year() % 100
        );
        profile.nik = Some(Nik::parse(&nik).unwrap());
        profile.kk = Some(Kk::parse(&format!("{card:016}")).unwrap());
        profile.birth_date = Some(born);
        profile.sex = Some(Sex::Female);
        profile.education = Some(Education::Smk);
        profile.occupation = Some(Occupation::SeekingWork);
        profile.region = Some(RegionCode::parse("51.71").unwrap());
        let written = store
            .write(move |tx| {
                Box::pin(async move { store::applicant::update(tx, &profile, now).await })
            })
            .await
            .unwrap();
        assert!(written);
    }

    /// An institution's own software, with its key.
    pub async fn partner(&self, institution: InstitutionId) -> Actor {
        let secret = format!("blk_{}", self.id());
        let key =
            ApiKey { id: ApiKeyId::from_u128(self.id()), institution, name: "uji".to_owned() };
        let (kept, now): (String, Instant) = (secret.clone(), self.now());
        self.services
            .store
            .write(move |tx| {
                Box::pin(async move { store::api_key::insert(tx, &key, &kept, now).await })
            })
            .await
            .unwrap();
        self.visitor().with_key(&secret)
    }
}
