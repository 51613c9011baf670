//! The way to a payment, as one call a step.

use balai_backend::{
    gateway::Bank,
    service::{certificates, complete_applications, revoke_benefits},
    worker,
};
use balai_shared::{
    id::{BenefitId, InstitutionId},
    policy::Role,
    time::TimeZone,
};
use serde_json::{Value, json};

use crate::{
    Person, SessionPlan, TestApp,
    steps::{buying, text},
};

/// What the page of benefits asks.
pub const BENEFITS: &str = "{ viewer { benefits {
  id stage trainingBalance incentivePaid surveyPaid
  balance { available reserved spent }
  training { id state }
  checklist { code met state step nextStep }
  deadlines { kind dueAt met }
  payoutAccount { provider maskedNumber state reason checkedAt }
  paidBy
  payments { kind number amount state dueBy dueNote paidAt reason }
  surveys { number state amount answeredAt paidAt }
} } }";
/// Says where a benefit is paid to.
pub const ACCOUNT: &str = "mutation ($input: RegisterPayoutAccountInput!) {
  registerPayoutAccount(input: $input) {
    benefit { id payoutAccount { provider maskedNumber state reason checkedAt } }
  }
}";
/// Rates a training.
pub const RATE: &str = "mutation ($input: RateTrainingInput!) {
  rateTraining(input: $input) { application { id rating { stars review ratedAt } } }
}";
/// Answers a survey.
pub const SURVEY: &str = "mutation ($input: AnswerSurveyInput!) {
  answerSurvey(input: $input) { benefit { surveys { number state } } }
}";

/// The input of [`ACCOUNT`].
#[must_use]
pub fn paid_to(benefit: BenefitId, provider: &str, number: &str) -> Value {
    json!({ "input": { "benefitId": benefit.to_string(), "provider": provider, "number": number } })
}

/// The input of [`RATE`].
#[must_use]
pub fn rating(application: &str, stars: i32) -> Value {
    json!({ "input": { "applicationId": application, "stars": stars } })
}

/// The input of [`SURVEY`].
#[must_use]
pub fn answering(benefit: BenefitId, number: i32) -> Value {
    json!({ "input": {
        "benefitId": benefit.to_string(), "number": number,
        "employment": "EMPLOYED", "usesSkill": "DAILY",
    } })
}

/// Somebody whose benefit bought a training.
#[derive(Clone)]
pub struct Trainee {
    /// Who.
    pub person: Person,
    /// The benefit of 2023.
    pub benefit: BenefitId,
    /// The application to the training.
    pub application: String,
    /// Who teaches.
    pub centre: InstitutionId,
    /// A reviewer there.
    pub staff: Person,
}

impl TestApp {
    /// Somebody who bought a training for a million, which begins in four weeks.
    pub async fn buyer(&self) -> Trainee {
        let centre = self.centre().await;
        let person = self.applicant().await;
        let benefit = self.benefit(&person).await;
        let starts_on = TimeZone::Makassar.date_of(self.now()).plus_days(29);
        let plan = SessionPlan { starts_on, ..SessionPlan::prakerja(1_000_000) };
        let session = self.session(centre, plan).await;
        let application = text(&person.submits(buying(session)).await["id"]).to_owned();
        person.confirms(&application).await;
        let staff = self.staff(centre, Role::Reviewer).await;
        Trainee { person, benefit, application, centre, staff }
    }

    /// Somebody who finished a training, with its certificate, on its last day.
    pub async fn graduate(&self) -> Trainee {
        let trainee = self.buyer().await;
        self.pass_hours(38 * 24);
        self.completes(&trainee).await;
        self.certifies(&trainee).await;
        // Signed in anew: five weeks have passed.
        let browser = self.sign_in(trainee.person.account).await;
        Trainee { person: Person { browser, ..trainee.person }, ..trainee }
    }

    /// Somebody whose incentive is paid.
    pub async fn earner(&self) -> Trainee {
        let trainee = self.graduate().await;
        trainee.person.data(RATE, rating(&trainee.application, 5)).await;
        let account = paid_to(trainee.benefit, "BNI", &self.account_number());
        trainee.person.data(ACCOUNT, account).await;
        while self.ask_bank(&Bank::Demonstration).await > 0 {}
        trainee
    }

    /// A number of ten digits that nobody else has.
    #[must_use]
    pub fn account_number(&self) -> String {
        format!("{:09}7", self.id() % 1_000_000_000)
    }

    /// The centre says that the training is finished.
    pub async fn completes(&self, trainee: &Trainee) {
        let staff = self.actor_of(&trainee.staff).await;
        let input = complete_applications::Input {
            ids: vec![trainee.application.clone()],
            completed: Some(true),
            reason: Some("Uji".to_owned()),
        };
        let rows = complete_applications::complete(&self.services, &staff, input).await.unwrap();
        rows.into_iter().next().expect("a row").result.unwrap();
    }

    /// The centre issues the certificate.
    pub async fn certifies(&self, trainee: &Trainee) {
        let ids = vec![trainee.application.clone()];
        let system = balai_shared::policy::Actor::System;
        let rows = certificates::issue(&self.services, &system, ids).await.unwrap();
        rows.into_iter().next().expect("a row").result.unwrap();
    }

    /// Somebody as the use cases know it.
    pub async fn actor_of(&self, person: &Person) -> balai_shared::policy::Actor {
        let read = self.services.store.read();
        let grants = balai_backend::store::account::grants(read, person.account).await.unwrap();
        balai_shared::policy::Actor::Person {
            account: person.account,
            applicant: Some(person.applicant),
            grants,
        }
    }

    /// Lets the worker ask the bank what is due; how many orders it gave.
    pub async fn ask_bank(&self, bank: &Bank) -> usize {
        worker::bank::round(&self.services, bank).await.unwrap()
    }

    /// Lets the worker look at benefits that nobody used; how many it took back.
    pub async fn revoke_due(&self) -> usize {
        revoke_benefits::revoke_due(&self.services).await.unwrap()
    }
}

impl Person {
    /// The first of one's benefits, as its page shows it.
    pub async fn own_benefit(&self) -> Value {
        self.data(BENEFITS, json!({})).await["viewer"]["benefits"][0].clone()
    }
}
