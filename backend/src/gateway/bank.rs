//! Whoever checks accounts and pays: a bank or its agent behind a signed JSON POST, or, with
//! demonstration data, a bank of our own that moves no money.

use balai_shared::benefit::payout::{PayoutChecker, PayoutRefusal};
use serde_json::{Value, json};

use super::{Failure, Secret, signed::Door};
use crate::{
    clock::Clock,
    model::payout::{Order, OrderAction, Verdict},
};

/// A bank, or the demonstration of one.
#[derive(Debug, Clone)]
pub enum Bank {
    /// By a gateway.
    Gateway(BankGateway),
    /// The demonstration's: it refuses numbers that end in 000 as somebody else's, takes all others,
    /// and pays at once. No money moves.
    Demonstration,
}

impl Bank {
    /// What people are told of it.
    #[must_use]
    pub const fn checker(&self) -> PayoutChecker {
        match self {
            Self::Gateway(_) => PayoutChecker::Gateway,
            Self::Demonstration => PayoutChecker::Demonstration,
        }
    }

    /// Asks it to do something, for the first time or again.
    ///
    /// # Errors
    /// [`Failure`]: it isn't known whether it was done, so the same must be asked again.
    pub async fn ask(&self, order: &Order) -> Result<Verdict, Failure> {
        match self {
            Self::Gateway(gateway) => gateway.ask(order).await,
            Self::Demonstration => Ok(demonstrate(order)),
        }
    }
}

fn demonstrate(order: &Order) -> Verdict {
    if order.number.as_str().ends_with("000") {
        Verdict::Refused(PayoutRefusal::OtherOwner)
    } else {
        Verdict::Done
    }
}

/// A bank behind a gateway that takes orders.
#[derive(Debug, Clone)]
pub struct BankGateway(Door);

impl BankGateway {
    /// `url` takes the orders, signed with `secret` by `clock`'s time.
    #[must_use]
    pub fn new(url: String, secret: Secret, clock: Clock) -> Self {
        Self(Door::new(url, secret, clock))
    }

    async fn ask(&self, order: &Order) -> Result<Verdict, Failure> {
        let action = match order.action {
            OrderAction::Verify => "verify",
            OrderAction::Pay => "pay",
        };
        let body = json!({
            "id": order.id,
            "action": action,
            "provider": order.provider.as_str(),
            "number": order.number.as_str(),
            "nik": order.nik.as_str(),
            "name": order.name,
            "amount": order.amount.map(|amount| amount.0),
            "reference": order.reference,
        });
        let text = self.0.post(body.to_string()).await?;
        text.as_deref().and_then(verdict).ok_or(Failure::Unreachable("no answer that we know"))
    }
}

/// `{"state": "DONE" | "PENDING" | "REFUSED", "reason": …}`; `None` for anything else. A reason that
/// we don't know is `OTHER`: what a gateway writes there may be about the person.
fn verdict(text: &str) -> Option<Verdict> {
    let told: Value = serde_json::from_str(text).ok()?;
    match told.get("state")?.as_str()? {
        "DONE" => Some(Verdict::Done),
        "PENDING" => Some(Verdict::Pending),
        "REFUSED" => {
            let reason = told.get("reason").and_then(Value::as_str).unwrap_or_default();
            Some(Verdict::Refused(reason.parse().unwrap_or(PayoutRefusal::Other)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_one_of_three_and_nothing_else_is_taken_for_one() {
        let read = verdict;
        assert_eq!(read(r#"{"state":"DONE"}"#), Some(Verdict::Done));
        assert_eq!(read(r#"{"state":"PENDING","reason":"x"}"#), Some(Verdict::Pending));
        let refused = |reason| Some(Verdict::Refused(reason));
        let inactive = r#"{"state":"REFUSED","reason":"INACTIVE"}"#;
        assert_eq!(read(inactive), refused(PayoutRefusal::Inactive));
        let unknown = r#"{"state":"REFUSED","reason":"Ni Ayu has moved"}"#;
        assert_eq!(read(unknown), refused(PayoutRefusal::Other));
        assert_eq!(read(r#"{"state":"REFUSED"}"#), refused(PayoutRefusal::Other));
        for odd in ["", "OK", "{}", r#"{"state":"done"}"#, r#"{"state":1}"#, "[]"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
