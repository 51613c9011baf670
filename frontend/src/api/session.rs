//! A session's own page.

use balai_shared::application::ApplicationState;
use balai_shared::eligibility::Verdict;
use balai_shared::money::Rupiah;
use balai_shared::person::Education;
use balai_shared::session::{
    DeliveryMode, Funding, InstitutionKind, SelectionMethod, SessionState,
};

use super::catalogue::RegionName;
use super::schema;
use super::word::Word;
use balai_shared::time::{Date, Instant};

/// One object by its id.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct NodeVariables {
    /// A global id.
    pub id: cynic::Id,
}

fragment! {
    /// The session's page.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct SessionPage {
        /// The session, `None` when there is none to see.
        #[arguments(id: $id)]
        pub node: Option<SessionNode>,
    }
}

node! {
    /// A node that should be a session.
    pub enum SessionNode { Session(SessionDetail) }
}

fragment! {
    /// A session with all that helps to decide.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct SessionDetail {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: ProgramRules,
        /// Who teaches it.
        pub institution: InstitutionName,
        /// How it is taught.
        pub mode: Word<DeliveryMode>,
        /// Who pays.
        pub funding: Word<Funding>,
        /// How people are chosen.
        pub selection_method: Word<SelectionMethod>,
        /// Seats in all.
        pub capacity: i32,
        /// Seats free.
        pub seats_left: i32,
        /// All who ever applied.
        pub applicant_count: i32,
        /// Those on the waiting list.
        pub waitlist_count: i32,
        /// From when one can apply.
        pub registration_opens_at: Instant,
        /// Until when one can apply.
        pub registration_closes_at: Instant,
        /// First day.
        pub starts_on: Date,
        /// Last day.
        pub ends_on: Date,
        /// IANA name of the place's time zone.
        pub time_zone: String,
        /// Where.
        pub address: Option<String>,
        /// Whether participants live in.
        pub boarding: bool,
        /// What can be done with it now.
        pub state: Word<SessionState>,
        /// Days and hours in words.
        pub timetable: Option<String>,
        /// Hours an offer is held.
        pub offer_hours: i32,
        /// The viewer's own live or last application.
        pub viewer_application: Option<ApplicationLink>,
    }
}

fragment! {
    /// A program with its requirements.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct ProgramRules {
        /// `prg_…`
        pub id: cynic::Id,
        /// Its title.
        pub title: String,
        /// What is learnt.
        pub description: String,
        /// Lesson hours (JP).
        pub hours: i32,
        /// What it costs; zero when free.
        pub price: Rupiah,
        /// The certification scheme it leads to.
        pub skkni_scheme: Option<String>,
        /// Level 1 to 9 of the national framework.
        pub kkni_level: Option<i32>,
        /// Least education.
        pub minimum_education: Option<Word<Education>>,
        /// Least age in years.
        pub minimum_age: Option<i32>,
        /// Greatest age in years.
        pub maximum_age: Option<i32>,
        /// What became of its earlier sessions.
        pub past_intake: Option<PastIntake>,
        /// What people who finished it say, once enough do.
        pub rating: Option<ProgramStars>,
    }
}

fragment! {
    /// What people say of a program, added up.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "ProgramRating")]
    pub struct ProgramStars {
        /// Tenths of a star: 43 is 4.3 of 5.
        pub average_tenths: i32,
        /// How many rated.
        pub count: i32,
    }
}

fragment! {
    /// The sessions of a program that are over, added up.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct PastIntake {
        /// How many there were.
        pub sessions: i32,
        /// All who applied to them.
        pub applicants: i32,
        /// Their seats.
        pub seats: i32,
    }
}

fragment! {
    /// An institution by name and place.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Institution")]
    pub struct InstitutionName {
        /// `ins_…`
        pub id: cynic::Id,
        /// Its name.
        pub name: String,
        /// UPTP, UPTD, BLKK or LPK.
        pub kind: Word<InstitutionKind>,
        /// Its kabupaten or kota.
        pub region: RegionName,
        /// How it can be reached at once.
        pub reach: super::InstitutionCall,
    }
}

fragment! {
    /// The viewer's application, to link to.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct ApplicationLink {
        /// `app_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<ApplicationState>,
    }
}

/// Which session to test the viewer for.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct EligibilityVariables {
    /// `ses_…`
    pub session_id: cynic::Id,
}

fragment! {
    /// The viewer's eligibility for a session; `UNAUTHENTICATED` for a visitor.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "EligibilityVariables")]
    pub struct EligibilityCheck {
        /// The verdict with its reasons.
        #[arguments(sessionId: $session_id)]
        pub eligibility: Eligibility,
    }
}

fragment! {
    /// A verdict with its reasons.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct Eligibility {
        /// All in all.
        pub verdict: Word<Verdict>,
        /// One a condition.
        pub reasons: Vec<EligibilityReason>,
    }
}

fragment! {
    /// One condition, met or not.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct EligibilityReason {
        /// Whether it is met.
        pub verdict: Word<Verdict>,
        /// In the person's language.
        pub message: String,
        /// What would change it.
        pub remedy: Option<String>,
    }
}
