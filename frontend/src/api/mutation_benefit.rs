//! What a person does to be paid. The documents of forms that the server alone renders.

use balai_shared::benefit::{Employment, IncomeBand, PayoutProvider, SkillUse};
use balai_shared::session::Funding;

use super::schema;
use super::word::Word;

/// Where a benefit is to be paid to.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RegisterPayoutAccountInput {
    /// `ben_…`
    pub benefit_id: cynic::Id,
    /// The bank or e-wallet.
    pub provider: Option<Word<PayoutProvider>>,
    /// The number there.
    pub number: String,
}

/// Variables of [`RegisterPayoutAccount`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct RegisterPayoutAccountVariables {
    /// Where to.
    pub input: RegisterPayoutAccountInput,
}

fragment! {
    /// Says where a benefit is paid to.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "RegisterPayoutAccountVariables")]
    pub struct RegisterPayoutAccount {
        /// The benefit.
        #[arguments(input: $input)]
        pub register_payout_account: RegisterPayoutAccountPayload,
    }
}

fragment! {
    /// What registering an account gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct RegisterPayoutAccountPayload {
        /// The benefit.
        pub benefit: BenefitId,
    }
}

fragment! {
    /// A benefit by id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Benefit")]
    pub struct BenefitId {
        /// `ben_…`
        pub id: cynic::Id,
    }
}

/// Answers to a survey.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AnswerSurveyInput {
    /// `ben_…`
    pub benefit_id: cynic::Id,
    /// Which survey, from 1.
    pub number: i32,
    /// What the person does now.
    pub employment: Option<Word<Employment>>,
    /// How often what was learned is used.
    pub uses_skill: Option<Word<SkillUse>>,
    /// What the person earns.
    pub income_band: Option<Word<IncomeBand>>,
    /// What the person adds.
    pub note: Option<String>,
}

/// Variables of [`AnswerSurvey`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct AnswerSurveyVariables {
    /// The answers.
    pub input: AnswerSurveyInput,
}

fragment! {
    /// Answers a survey.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "AnswerSurveyVariables")]
    pub struct AnswerSurvey {
        /// The benefit.
        #[arguments(input: $input)]
        pub answer_survey: AnswerSurveyPayload,
    }
}

fragment! {
    /// What answering gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct AnswerSurveyPayload {
        /// The benefit.
        pub benefit: BenefitId,
    }
}

/// A rating.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RateTrainingInput {
    /// `app_…`
    pub application_id: cynic::Id,
    /// One to five.
    pub stars: Option<i32>,
    /// In the person's own words.
    pub review: Option<String>,
}

/// Variables of [`RateTraining`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct RateTrainingVariables {
    /// The rating.
    pub input: RateTrainingInput,
}

fragment! {
    /// Rates a training.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "RateTrainingVariables")]
    pub struct RateTraining {
        /// The application.
        #[arguments(input: $input)]
        pub rate_training: RateTrainingPayload,
    }
}

fragment! {
    /// What rating gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct RateTrainingPayload {
        /// The application.
        pub application: FundedApplication,
    }
}

fragment! {
    /// An application by who pays: that says where its person goes on.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct FundedApplication {
        /// `app_…`
        pub id: cynic::Id,
        /// Of which session.
        pub session: FundedSession,
    }
}

fragment! {
    /// A session by who pays.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct FundedSession {
        /// Who.
        pub funding: Word<Funding>,
    }
}
