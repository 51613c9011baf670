//! Benefits of Prakerja: granted, spent on courses, and paid out, with every posting by the ledger's
//! rules.

use std::collections::HashMap;

use balai_shared::{
    application::ApplicationState,
    benefit::{
        checklist::Facts,
        ledger::{Balances, LedgerKind, Posting as Movement},
        payout::{self, PayoutKind, PayoutNumber, PayoutProvider, PayoutState, PlannedPayout},
        scheme::{self, Scheme},
        survey::{Employment, SkillUse},
    },
    id::{BenefitId, PayoutId, PostingId, SchemeId},
    money::Rupiah,
    time::{Date, Instant, TimeZone},
};

use super::{
    data::benefits::{Holding, Progress},
    dice::Dice,
    people::Person,
};
use crate::{
    error::{Error, Result},
    model::{
        application::Event,
        benefit::{Benefit, NewAnswer, Posting},
        payout::Payout,
    },
    store::{
        benefit::Dates,
        bulk::{Batch, NewBenefit},
    },
};

/// In the demonstration, payments that are under way stay so for as many days: they are there to be
/// looked at.
const DAYS_OF_THE_SLOW_BANK: i64 = 3;

/// A step of an application to a session that Prakerja pays.
#[derive(Debug, Clone)]
pub(super) struct Paid {
    /// The step.
    pub event: Event,
    /// What the seat costs.
    pub price: Rupiah,
}

/// Makes benefits.
pub(super) struct Fund<'d> {
    pub schemes: &'d HashMap<String, SchemeId>,
    /// The demonstration's first moment.
    pub now: Instant,
    pub dice: &'d mut Dice,
    pub batch: &'d mut Batch,
}

impl Fund<'_> {
    /// Grants a benefit and posts all that has come of it; `steps` are the person's, in order.
    ///
    /// # Errors
    /// [`Error::Internal`] where the tables spend more than there is.
    pub(super) fn grant(
        &mut self,
        holding: &Holding,
        person: &Person,
        steps: &[Paid],
    ) -> Result<()> {
        let rules = scheme(holding.scheme)?;
        let first = steps.first().map(|step| step.event.at);
        let accepted_at = self.accepted_at(holding, &rules, first);
        let id = BenefitId::from_u128(self.dice.id(accepted_at));
        let mut account = Account { id, postings: Vec::new() };
        account.post(self.dice, LedgerKind::Grant, rules.training_balance, ("grant", accepted_at));
        let mut facts = Facts::granted(accepted_at);
        for step in steps {
            account.follow(self.dice, step, &mut facts);
        }
        let dates = self.progress(holding, &rules, &facts, &mut account)?;
        let movements: Vec<_> = account
            .postings
            .iter()
            .filter_map(|posting| Movement::new(posting.kind, posting.amount).ok())
            .collect();
        Balances::derive(&movements)
            .map_err(|error| Error::Internal(format!("a benefit's postings: {error}")))?;
        let payout = dates.payout_verified_at.map(|_| payout(holding.holder));
        let ready = [facts.training_completed_at, dates.certificate_at, dates.rated_at];
        let ready = dates.payout_verified_at.filter(|_| ready.iter().all(Option::is_some));
        self.payouts(&rules, &account, ready);
        let benefit = Benefit {
            id,
            applicant: person.profile.id,
            scheme_id: self.scheme_id(holding.scheme)?,
            scheme: rules,
            wave: holding.wave,
            accepted_at,
            answers: Vec::new(),
            facts,
        };
        self.batch.benefits.push(NewBenefit { benefit, dates, payout });
        self.batch.postings.extend(account.postings);
        Ok(())
    }

    fn scheme_id(&self, code: &str) -> Result<SchemeId> {
        self.schemes.get(code).copied().ok_or_else(|| super::centres::unknown(code))
    }

    /// Some days before the first step: within the days in which the first course must be bought.
    fn accepted_at(
        &mut self,
        holding: &Holding,
        rules: &Scheme,
        first: Option<Instant>,
    ) -> Instant {
        let noon = self.now.plus_hours(12);
        let old = rules.valid_until.is_some();
        match (first, holding.progress) {
            (Some(first), _) => first.plus_days(-4),
            (None, Progress::Lost) if old => start_of(2022, 3, 14, noon).plus_hours(10),
            (None, Progress::Lost) => noon.plus_days(-40),
            (None, _) => noon.plus_days(-2).plus_minutes(-self.dice.between(0, 600)),
        }
    }

    /// The payments: those of the ledger, which are paid, and the incentive that is due from
    /// `ready` on.
    fn payouts(&mut self, rules: &Scheme, account: &Account, ready: Option<Instant>) {
        for posting in &account.postings {
            let kind = match posting.kind {
                LedgerKind::Incentive => PayoutKind::Incentive,
                LedgerKind::Survey => PayoutKind::Survey,
                LedgerKind::Grant
                | LedgerKind::Reserve
                | LedgerKind::Release
                | LedgerKind::Purchase
                | LedgerKind::Revoke => continue,
            };
            let planned = PlannedPayout {
                kind,
                reference: posting.reference.clone(),
                amount: posting.amount,
                not_before: posting.at,
            };
            self.payout(account.id, planned, Some(posting.at));
        }
        let Some(ready) = ready else { return };
        for planned in payout::incentives(rules, ready) {
            let paid = account.postings.iter().any(|one| one.reference == planned.reference);
            if !paid {
                self.payout(account.id, planned, None);
            }
        }
    }

    fn payout(&mut self, benefit: BenefitId, planned: PlannedPayout, paid_at: Option<Instant>) {
        let from = planned.not_before;
        let bank_answers = from.max(self.now.plus_days(DAYS_OF_THE_SLOW_BANK));
        self.batch.payouts.push(Payout {
            id: PayoutId::from_u128(self.dice.id(from)),
            benefit,
            kind: planned.kind,
            reference: planned.reference,
            amount: planned.amount,
            state: if paid_at.is_some() { PayoutState::Paid } else { PayoutState::Scheduled },
            due_by: payout::payout_due(from, TimeZone::Makassar),
            attempt: 1,
            tries: 0,
            next_try_at: paid_at.is_none().then_some(bank_answers),
            paid_at,
            refusal: None,
            created_at: from,
        });
    }

    /// What came after the courses.
    fn progress(
        &mut self,
        holding: &Holding,
        rules: &Scheme,
        facts: &Facts,
        account: &mut Account,
    ) -> Result<Dates> {
        let mut dates = Dates::default();
        let level = level(holding.progress);
        if holding.progress == Progress::Lost {
            let days = i64::from(rules.first_purchase_days) + 1;
            let at = facts.granted_at.plus_days(days);
            account.post(self.dice, LedgerKind::Revoke, rules.training_balance, ("revoke", at));
            dates.revoked_at = Some(at);
        }
        let Some(done) = facts.training_completed_at else { return Ok(dates) };
        // Recent ones are at work on it this very week.
        let recent = done.plus_days(20) > self.now;
        let rated = if recent { self.now.plus_hours(-58) } else { done.plus_days(2) };
        dates.certificate_at = (level >= 1).then(|| done.plus_hours(3));
        dates.rated_at = (level >= 2).then_some(rated);
        dates.payout_verified_at = (level >= 3).then(|| rated.plus_hours(1));
        if level >= 4 {
            // Paid in a row, each a month after the one before where there are several.
            for (number, amount) in (0..).zip(&rules.incentives) {
                let at = rated.plus_hours(9).plus_days(30 * number);
                let reference = format!("incentive-{}", number + 1);
                account.post(self.dice, LedgerKind::Incentive, *amount, (&reference, at));
            }
        }
        if let Progress::Surveyed(surveys) = holding.progress {
            for number in 1..=i64::from(surveys) {
                let at = rated.plus_hours(20).plus_hours(8 * number);
                let reference = format!("survey-{number}");
                let amount = rules.survey_amount;
                account.post(self.dice, LedgerKind::Survey, amount, (&reference, at));
                self.batch.answers.push(NewAnswer {
                    benefit: account.id,
                    number: u8::try_from(number).unwrap_or(u8::MAX),
                    employment: Employment::Employed,
                    uses_skill: SkillUse::Daily,
                    income_band: None,
                    note: None,
                    at,
                });
            }
        }
        Ok(dates)
    }
}

const fn level(progress: Progress) -> u8 {
    match progress {
        Progress::None | Progress::Lost => 0,
        Progress::Certified => 1,
        Progress::Rated => 2,
        Progress::Ready => 3,
        Progress::Paid => 4,
        Progress::Surveyed(_) => 5,
    }
}

/// One person's account while it is made.
struct Account {
    id: BenefitId,
    postings: Vec<Posting>,
}

impl Account {
    fn post(
        &mut self,
        dice: &mut Dice,
        kind: LedgerKind,
        amount: Rupiah,
        (reference, at): (&str, Instant),
    ) {
        let posting = Posting {
            id: PostingId::from_u128(dice.id(at)),
            benefit: self.id,
            kind,
            amount,
            reference: reference.to_owned(),
            at,
        };
        self.postings.push(posting);
    }

    /// What a step does to the price of the seat, and what it makes true.
    fn follow(&mut self, dice: &mut Dice, step: &Paid, facts: &mut Facts) {
        let Paid { event, price } = step;
        let reference = event.application.to_string();
        let kind = match (event.from, event.to) {
            (_, ApplicationState::Confirmed) => LedgerKind::Reserve,
            (
                Some(ApplicationState::Confirmed),
                ApplicationState::Completed | ApplicationState::NotCompleted,
            ) => LedgerKind::Purchase,
            (Some(ApplicationState::Confirmed), _) => LedgerKind::Release,
            (_, _) => return,
        };
        self.post(dice, kind, *price, (&reference, event.at));
        let first = facts.first_purchase_at.is_none();
        match kind {
            LedgerKind::Reserve if first => facts.first_purchase_at = Some(event.at),
            LedgerKind::Reserve => facts.next_purchase_at = Some(event.at),
            LedgerKind::Release if facts.training_completed_at.is_none() => {
                facts.first_purchase_at = None;
            }
            LedgerKind::Purchase if event.to == ApplicationState::Completed => {
                facts.training_completed_at = facts.training_completed_at.or(Some(event.at));
            }
            LedgerKind::Release
            | LedgerKind::Purchase
            | LedgerKind::Grant
            | LedgerKind::Incentive
            | LedgerKind::Survey
            | LedgerKind::Revoke => {}
        }
    }
}

/// The shipped scheme with this code.
pub(super) fn scheme(code: &str) -> Result<Scheme> {
    let shipped = scheme::shipped().into_iter();
    shipped
        .into_iter()
        .find(|scheme| scheme.code == code)
        .ok_or_else(|| super::centres::unknown(code))
}

fn start_of(year: i32, month: u8, day: u8, fallback: Instant) -> Instant {
    Date::from_ymd(year, month, day).map_or(fallback, |date| TimeZone::Makassar.start_of(date))
}

/// A bank or e-wallet, and a number there.
fn payout(holder: u32) -> (PayoutProvider, PayoutNumber) {
    let all = PayoutProvider::ALL;
    let place = usize::try_from(holder).unwrap_or_default() % all.len();
    let provider = all.get(place).copied().unwrap_or(PayoutProvider::Bni);
    let number = match provider.digits() {
        Some(_) => format!("88{holder:03}44179"),
        None => format!("+6281{holder:03}441790"),
    };
    (provider, PayoutNumber::stored(number))
}
