//! The codes by which callers tell failures apart; their words are in `message`.

use serde::{Deserialize, Serialize};

word_enum! {
    /// Why a request failed: `errors[].extensions.code`. Match on this, never on the text.
    pub enum ErrorCode {
        /// The document doesn't parse or validate against the schema.
        InvalidQuery = "INVALID_QUERY",
        /// Nobody is signed in, or the sign-in has expired.
        Unauthenticated = "UNAUTHENTICATED",
        /// The caller may see this, but not do that with it.
        Forbidden = "FORBIDDEN",
        /// There is no such thing, or none that the caller may see.
        NotFound = "NOT_FOUND",
        /// Fields of the input are wrong; `fields` names each.
        ValidationFailed = "VALIDATION_FAILED",
        /// The person doesn't meet a condition of the session; `reasons` names each.
        NotEligible = "NOT_ELIGIBLE",
        /// The object's state doesn't permit that step.
        InvalidTransition = "INVALID_TRANSITION",
        /// No seat is free.
        SeatsExhausted = "SEATS_EXHAUSTED",
        /// The time for that step is over.
        DeadlinePassed = "DEADLINE_PASSED",
        /// It contradicts what is stored already, or a request still at work.
        Conflict = "CONFLICT",
        /// Too many attempts; `retryAfter` says when to try again.
        RateLimited = "RATE_LIMITED",
        /// The query costs more than one request may.
        QueryTooComplex = "QUERY_TOO_COMPLEX",
        /// The service can't answer now; trying again may help.
        Unavailable = "UNAVAILABLE",
        /// A fault of ours; `requestId` lets it be traced.
        Internal = "INTERNAL",
    }
}

word_enum! {
    /// What is wrong with one field of an input: `extensions.fields[].code`.
    pub enum FieldCode {
        /// It must be filled in.
        Required = "REQUIRED",
        /// It has too few characters.
        TooShort = "TOO_SHORT",
        /// It has too many characters.
        TooLong = "TOO_LONG",
        /// It may hold digits only.
        NotDigits = "NOT_DIGITS",
        /// It must have an exact number of characters, and has another.
        WrongLength = "WRONG_LENGTH",
        /// It has another shape than it must have.
        InvalidFormat = "INVALID_FORMAT",
        /// It is not a day of the calendar.
        InvalidDate = "INVALID_DATE",
        /// The NIK holds another date of birth than was entered.
        NikBirthDateMismatch = "NIK_BIRTH_DATE_MISMATCH",
        /// The NIK holds the other sex than was entered.
        NikSexMismatch = "NIK_SEX_MISMATCH",
        /// The NIK holds a date of birth that the calendar doesn't have.
        NikImpossibleDate = "NIK_IMPOSSIBLE_DATE",
        /// The family card's number holds a date of issue that the calendar doesn't have.
        KkImpossibleDate = "KK_IMPOSSIBLE_DATE",
        /// There is no region with that code.
        UnknownRegion = "UNKNOWN_REGION",
        /// Another account has that NIK.
        NikTaken = "NIK_TAKEN",
        /// Another account has that phone number.
        PhoneTaken = "PHONE_TAKEN",
        /// Another account has that address.
        EmailTaken = "EMAIL_TAKEN",
        /// Another person's benefits are paid to that account.
        PayoutTaken = "PAYOUT_TAKEN",
        /// No account has that identifier and password.
        WrongPassword = "WRONG_PASSWORD",
        /// It isn't the code that was sent last, or that one is over.
        WrongCode = "WRONG_CODE",
        /// The number is outside what is possible.
        OutOfRange = "OUT_OF_RANGE",
        /// It is none of the values known.
        UnknownValue = "UNKNOWN_VALUE",
        /// It must come after another time of the same input.
        MustBeAfter = "MUST_BE_AFTER",
        /// There are too many items.
        TooMany = "TOO_MANY",
        /// The value exists, but may not be used here.
        NotAllowed = "NOT_ALLOWED",
        /// A password that is among the first that anybody would guess.
        TooCommon = "TOO_COMMON",
        /// A password made of the person's own name or numbers.
        TooPersonal = "TOO_PERSONAL",
        /// It isn't the one that is on record.
        Differs = "DIFFERS",
        /// Something hangs on who the person is: a centre's staff correct it, with the KTP before them.
        Locked = "LOCKED",
        /// The account has a role: whoever gave it takes it back first.
        HasRole = "HAS_ROLE",
        /// A training that has begun isn't over.
        TrainingRunning = "TRAINING_RUNNING",
        /// These are two people: names or birth dates differ.
        TwoPeople = "TWO_PEOPLE",
        /// The account has a benefit.
        HasBenefit = "HAS_BENEFIT",
        /// Both have an application that stands for one session.
        SameSession = "SAME_SESSION",
        /// Seats are confirmed in two trainings of the same days.
        TrainingsOverlap = "TRAININGS_OVERLAP",
        /// The account has no contact that a code proved.
        NoProvedContact = "NO_PROVED_CONTACT",
        /// A payment to the person is under way.
        PaymentUnderWay = "PAYMENT_UNDER_WAY",
        /// The seat that became free went to the next who waited.
        SeatHandedOn = "SEAT_HANDED_ON",
        /// Fewer than are taken already.
        FewerThanTaken = "FEWER_THAN_TAKEN",
        /// No code has proved that the person can be reached: that comes first.
        ConfirmContactFirst = "CONFIRM_CONTACT_FIRST",
        /// It was good before the data was restored or moved: begin anew without it.
        Outdated = "OUTDATED",
        /// A picture that becomes enormous when it is drawn.
        PictureTooLarge = "PICTURE_TOO_LARGE",
        /// A PDF that opens with a password, or forbids something by one.
        PdfLocked = "PDF_LOCKED",
        /// A PDF that carries out scripts or starts programs.
        PdfScript = "PDF_SCRIPT",
        /// A PDF that holds other files, sound or film.
        PdfAttachment = "PDF_ATTACHMENT",
        /// A PDF that is an interactive form (XFA).
        PdfForm = "PDF_FORM",
        /// Its time is over.
        Expired = "EXPIRED",
        /// It was ended before its time.
        Revoked = "REVOKED",
    }
}

word_enum! {
    /// A remark on an input that was accepted all the same.
    pub enum NoticeCode {
        /// The NIK's region code is not on our list: newly split regions exist, so this is no error.
        UnknownNikRegion = "UNKNOWN_NIK_REGION",
    }
}

/// One wrong field of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field as the API spells it, with dots between levels: `birthDate`.
    pub path: String,
    /// What is wrong.
    pub code: FieldCode,
    /// How many characters or items were given, where that helps to say what is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<usize>,
}

impl FieldError {
    /// A field that is wrong for this reason.
    #[must_use]
    pub fn new(path: &str, code: FieldCode) -> Self {
        Self { path: String::from(path), code, given: None }
    }

    /// The same, with the number of characters or items that were given.
    #[must_use]
    pub fn with_given(path: &str, code: FieldCode, given: usize) -> Self {
        Self { path: String::from(path), code, given: Some(given) }
    }
}
