//! The words of the enums are those of the published schema.

use balai_shared::account::{AccountEventKind, ContactKind};
use balai_shared::application::{
    ActorKind, ApplicationAction, ApplicationState, Decision, ReasonCode,
};
use balai_shared::benefit::{
    BenefitDeadlineKind, BenefitStage, ChecklistCode, ChecklistState, Employment, IncomeBand,
    LedgerKind, NextStep, PayoutAccountState, PayoutChecker, PayoutKind, PayoutProvider,
    PayoutState, SkillUse, SurveyState,
};
use balai_shared::eligibility::Verdict;
use balai_shared::error::ErrorCode;
use balai_shared::institution::InstitutionKind;
use balai_shared::person::{Education, Occupation, Sex};
use balai_shared::policy::Role;
use balai_shared::session::{DeliveryMode, Funding, Sector, SelectionMethod, SessionState};

const SCHEMA: &str = include_str!("../../../schema.graphql");

/// The schema without descriptions and comments.
fn bare() -> String {
    let mut text = String::new();
    for (number, part) in SCHEMA.split("\"\"\"").enumerate() {
        if number % 2 == 0 {
            for line in part.lines() {
                let code = line.split('#').next().unwrap_or_default();
                let unquoted: Vec<&str> = code.split('"').step_by(2).collect();
                text.push_str(&unquoted.concat());
                text.push('\n');
            }
        }
    }
    text
}

fn published(name: &str) -> Vec<String> {
    let text = bare();
    let head = format!("enum {name} ");
    let body = text.split(head.as_str()).nth(1).unwrap_or_else(|| panic!("no enum {name}"));
    let (_, rest) = body.split_once('{').unwrap();
    let (words, _) = rest.split_once('}').unwrap();
    let mut words: Vec<String> = words.split_whitespace().map(String::from).collect();
    words.sort();
    words
}

macro_rules! assert_published {
    ($($name:ident),+ $(,)?) => {$(
        let mut words: Vec<&str> = $name::ALL.iter().map(|word| word.as_str()).collect();
        words.sort_unstable();
        assert_eq!(published(stringify!($name)), words, "{}", stringify!($name));
        for value in $name::ALL {
            assert_eq!(value.as_str().parse(), Ok(*value));
            let json = serde_json::to_string(value).unwrap();
            assert_eq!(json, format!("\"{value}\""));
            assert_eq!(serde_json::from_str::<$name>(&json).unwrap(), *value);
        }
        assert!("nothing".parse::<$name>().is_err());
        #[cfg(feature = "graphql")]
        for item in <$name as async_graphql::resolver_utils::EnumType>::items() {
            assert_eq!(item.name, item.value.as_str());
        }
    )+};
}

#[test]
fn enums_have_the_words_of_the_schema() {
    assert_published!(AccountEventKind, ContactKind);
    assert_published!(
        ActorKind,
        ApplicationAction,
        ApplicationState,
        BenefitDeadlineKind,
        BenefitStage,
        ChecklistCode,
        ChecklistState,
        Decision,
        DeliveryMode,
        Education,
        Employment,
        ErrorCode,
        Funding,
        IncomeBand,
        InstitutionKind,
        LedgerKind,
        NextStep,
        Occupation,
        PayoutAccountState,
        PayoutChecker,
        PayoutKind,
        PayoutProvider,
        PayoutState,
        ReasonCode,
        Role,
        Sector,
        SelectionMethod,
        SessionState,
        Sex,
        SkillUse,
        SurveyState,
        Verdict,
    );
}
