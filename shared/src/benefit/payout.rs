//! Money on its way to a person: where it goes, what is paid when, and what a bank may answer.

use std::fmt;

use super::checklist::INCENTIVE_WORKING_DAYS;
use super::scheme::Scheme;
use crate::contact::{ContactError, PhoneNumber};
use crate::error::{FieldCode, FieldError};
use crate::money::Rupiah;
use crate::time::{Instant, TimeZone, holidays_are_known};
use crate::typed;

word_enum! {
    /// A bank or e-wallet that benefits are paid to.
    pub enum PayoutProvider {
        /// Bank Negara Indonesia.
        Bni = "BNI",
        /// Bank Central Asia.
        Bca = "BCA",
        /// The e-wallet DANA.
        Dana = "DANA",
        /// The e-wallet OVO.
        Ovo = "OVO",
        /// The e-wallet GoPay.
        Gopay = "GOPAY",
        /// The e-wallet LinkAja.
        Linkaja = "LINKAJA",
    }
}

impl PayoutProvider {
    /// As it writes itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bni => "BNI",
            Self::Bca => "BCA",
            Self::Dana => "DANA",
            Self::Ovo => "OVO",
            Self::Gopay => "GoPay",
            Self::Linkaja => "LinkAja",
        }
    }

    /// How many digits an account there has; `None` for an e-wallet, whose number is a phone's.
    #[must_use]
    pub const fn digits(self) -> Option<usize> {
        match self {
            Self::Bni | Self::Bca => Some(10),
            Self::Dana | Self::Ovo | Self::Gopay | Self::Linkaja => None,
        }
    }
}

word_enum! {
    /// How far an account for payments is checked.
    pub enum PayoutAccountState {
        /// The bank, or the office, hasn't answered yet.
        Checking = "CHECKING",
        /// It is active and bears the person's NIK.
        Verified = "VERIFIED",
        /// It can't be paid to.
        Refused = "REFUSED",
    }
}

word_enum! {
    /// Who says whether an account can be paid to, and pays.
    pub enum PayoutChecker {
        /// The bank or its agent, by a gateway.
        Gateway = "GATEWAY",
        /// The demonstration's own bank: no money moves.
        Demonstration = "DEMONSTRATION",
        /// Nobody yet: the office looks at it.
        Office = "OFFICE",
    }
}

word_enum! {
    /// What is paid to a person.
    pub enum PayoutKind {
        /// For the first completed training.
        Incentive = "INCENTIVE",
        /// For an answered survey.
        Survey = "SURVEY",
    }
}

word_enum! {
    /// How far a payment is.
    pub enum PayoutState {
        /// It is planned, and not handed over yet.
        Scheduled = "SCHEDULED",
        /// It is with the bank.
        Sent = "SENT",
        /// The bank paid it.
        Paid = "PAID",
        /// The bank won't pay it to this account.
        Refused = "REFUSED",
    }
}

word_enum! {
    /// Why a bank refuses an account or a payment.
    pub enum PayoutRefusal {
        /// It bears another NIK.
        OtherOwner = "OTHER_OWNER",
        /// There is none with that number.
        NotFound = "NOT_FOUND",
        /// It is closed, blocked or asleep.
        Inactive = "INACTIVE",
        /// Something else.
        Other = "OTHER",
    }
}

/// The number of an account at a bank or e-wallet. `Debug` shows it masked, and it doesn't serialise.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PayoutNumber(String);

impl PayoutNumber {
    /// Parses what a person types: a bank's number of its exact length, or an Indonesian mobile
    /// number. Spaces, dots and dashes don't count.
    ///
    /// # Errors
    /// [`FieldError`] at `path`.
    pub fn parse(provider: PayoutProvider, text: &str, path: &str) -> Result<Self, FieldError> {
        let Some(length) = provider.digits() else { return Self::mobile(text, path) };
        let bare = typed::bare(text);
        let given = bare.chars().count();
        if given == 0 {
            return Err(FieldError::new(path, FieldCode::Required));
        }
        if !bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(FieldError::new(path, FieldCode::NotDigits));
        }
        if given != length {
            return Err(FieldError::with_given(path, FieldCode::WrongLength, given));
        }
        Ok(Self(bare))
    }

    fn mobile(text: &str, path: &str) -> Result<Self, FieldError> {
        let phone = PhoneNumber::parse(text).map_err(|error| error.field_error(path))?;
        // A landline has no wallet: mobile numbers begin with 8 after the 62.
        if !phone.as_str().starts_with("+628") {
            return Err(ContactError::Shape.field_error(path));
        }
        Ok(Self(String::from(phone.as_str())))
    }

    /// The number: `0123456789`, or `+62812…`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A number that was parsed before it was stored.
    #[must_use]
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// As people may see it: `••••••6789`.
    #[must_use]
    pub fn masked(&self) -> String {
        let length = self.0.chars().count();
        let hidden = length.saturating_sub(4);
        let shown = self.0.chars().skip(hidden);
        std::iter::repeat_n('•', hidden).chain(shown).collect()
    }
}

impl fmt::Debug for PayoutNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// A payment that a benefit leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPayout {
    /// What for.
    pub kind: PayoutKind,
    /// What makes it one of its kind: `incentive-1`, `survey-2`.
    pub reference: String,
    /// How much.
    pub amount: Rupiah,
    /// Before this moment it isn't handed over.
    pub not_before: Instant,
}

/// How many days lie between two incentives of a scheme that pays several: a month of the program
/// [Prakerja 2020: four monthly incentives].
const DAYS_BETWEEN_INCENTIVES: i64 = 30;

/// The incentives, once every condition is met at `now`: the first at once, each other a month after
/// the one before.
#[must_use]
pub fn incentives(scheme: &Scheme, now: Instant) -> Vec<PlannedPayout> {
    let plan = |(number, amount): (i64, &Rupiah)| PlannedPayout {
        kind: PayoutKind::Incentive,
        reference: incentive_reference(number + 1),
        amount: *amount,
        not_before: now.plus_days(DAYS_BETWEEN_INCENTIVES * number),
    };
    (0..).zip(&scheme.incentives).map(plan).collect()
}

/// What is paid for a survey that was answered at `now`.
#[must_use]
pub fn survey_payout(scheme: &Scheme, number: u8, now: Instant) -> PlannedPayout {
    PlannedPayout {
        kind: PayoutKind::Survey,
        reference: survey_reference(number),
        amount: scheme.survey_amount,
        not_before: now,
    }
}

/// `incentive-1`.
#[must_use]
pub fn incentive_reference(number: i64) -> String {
    format!("incentive-{number}")
}

/// `survey-1`.
#[must_use]
pub fn survey_reference(number: u8) -> String {
    format!("survey-{number}")
}

/// The first moment after the last day on which a payment that can leave at `from` is in time: five
/// working days, where the person lives.
#[must_use]
pub fn payout_due(from: Instant, zone: TimeZone) -> Instant {
    let last = zone.date_of(from).plus_working_days(INCENTIVE_WORKING_DAYS);
    zone.start_of(last.plus_days(1))
}

/// The year in which that last day lies, where its holidays aren't decreed yet: the day may then come to
/// lie later.
#[must_use]
pub fn undecreed_year(due: Instant, zone: TimeZone) -> Option<i32> {
    let year = zone.date_of(due.plus_millis(-1)).year();
    (!holidays_are_known(year)).then_some(year)
}

/// A rating of a training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stars(i32);

impl Stars {
    /// One to five.
    #[must_use]
    pub const fn new(number: i32) -> Option<Self> {
        if number >= 1 && number <= 5 { Some(Self(number)) } else { None }
    }

    /// How many.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }
}

/// For how many days after it was given a rating can be changed; the date of the first one counts
/// for the benefit.
pub const RATING_CHANGES_DAYS: i64 = 30;

/// From how many ratings on a program shows their average: fewer would show single people's.
pub const FEWEST_RATINGS: i64 = 5;

/// How many days before the end of the first purchase a person is reminded.
pub const REMINDER_DAYS: i64 = 3;
