//! What belongs to an account: its ways of being reached, and what happens to it.

word_enum! {
    /// A way to reach a person, which is also what the person signs in with.
    pub enum ContactKind {
        /// A mobile number.
        Phone = "PHONE",
        /// An e-mail address.
        Email = "EMAIL",
    }
}

word_enum! {
    /// What happened to an account. Kept without anything personal: it outlives the person's data.
    pub enum AccountEventKind {
        /// The phone number was proved by a code.
        PhoneConfirmed = "PHONE_CONFIRMED",
        /// The e-mail address was proved by a code.
        EmailConfirmed = "EMAIL_CONFIRMED",
        /// Another phone number was put in.
        PhoneChanged = "PHONE_CHANGED",
        /// Another e-mail address was put in.
        EmailChanged = "EMAIL_CHANGED",
        /// The phone number went to whoever has the phone: it was never proved here.
        PhoneReleased = "PHONE_RELEASED",
        /// The e-mail address went to whoever has the mailbox: it was never proved here.
        EmailReleased = "EMAIL_RELEASED",
        /// The password was changed by who knew the old one.
        PasswordChanged = "PASSWORD_CHANGED",
        /// The password was replaced by means of a code.
        PasswordReset = "PASSWORD_RESET",
        /// NIK and KK were shown in full.
        IdentityShown = "IDENTITY_SHOWN",
        /// A centre's staff asked for a new phone number to be put in, with the KTP before them.
        RecoveryAsked = "RECOVERY_ASKED",
        /// A second member of that centre's staff approved it.
        RecoveryApproved = "RECOVERY_APPROVED",
        /// The owner stopped it.
        RecoveryStopped = "RECOVERY_STOPPED",
        /// The new phone number that a centre's staff asked for was put in.
        RecoveredAtCounter = "RECOVERED_AT_COUNTER",
        /// A centre's staff applied for the person, with the KTP before them.
        AssistedAtCounter = "ASSISTED_AT_COUNTER",
        /// The person replaced name, NIK, birth date or sex, having applied somewhere.
        IdentityChanged = "IDENTITY_CHANGED",
        /// A centre's staff corrected name, NIK, birth date or sex, with the KTP before them.
        IdentityCorrected = "IDENTITY_CORRECTED",
        /// A centre's staff joined another account of the person to this one.
        Joined = "JOINED",
        /// A centre's staff joined this account to another of the person, and it was closed.
        JoinedToAnother = "JOINED_TO_ANOTHER",
        /// The person deleted the account.
        Deleted = "DELETED",
    }
}

word_enum! {
    /// What an account's owner is told besides news of applications.
    pub enum AccountNotice {
        /// The password is another one.
        PasswordChanged = "PASSWORD_CHANGED",
        /// The phone number or the address is another one: told where the old one was.
        ContactChanged = "CONTACT_CHANGED",
        /// A centre's staff put another number in: told where the old contacts are.
        RecoveredAtCounter = "RECOVERED_AT_COUNTER",
        /// The account has this number now, as was asked for at a counter: told there.
        NumberReady = "NUMBER_READY",
        /// A centre's staff applied for the person.
        AssistedAtCounter = "ASSISTED_AT_COUNTER",
        /// A centre's staff corrected who the person is.
        IdentityCorrected = "IDENTITY_CORRECTED",
        /// Another account of the person was joined to this one: told to both.
        Joined = "ACCOUNTS_JOINED",
        /// The account was deleted.
        Deleted = "ACCOUNT_DELETED",
    }
}

/// How long a new number that a single member of staff put in waits, in hours, so that the owner hears
/// of it and can stop it.
pub const RECOVERY_HOURS: i64 = 24;

word_enum! {
    /// What became of a new number that was asked for at a counter.
    pub enum RecoveryOutcome {
        /// Whoever reads an old contact agreed.
        Agreed = "AGREED",
        /// A second member of staff approved it.
        Approved = "APPROVED",
        /// Nobody stopped it for a day.
        Waited = "WAITED",
        /// The owner stopped it.
        Stopped = "STOPPED",
        /// Another was asked for after it.
        Replaced = "REPLACED",
        /// It couldn't be put in any more.
        Failed = "FAILED",
    }
}

/// How sure it is that a contact is the account owner's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Somebody typed it in.
    Claimed,
    /// A centre's staff put it in, with the owner's KTP before them.
    Vouched,
    /// A code that was sent there came back.
    Confirmed,
}

/// How sure an account's contacts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proofs {
    /// Of the phone number, where there is one.
    pub phone: Option<Proof>,
    /// Of the e-mail address, where there is one.
    pub email: Option<Proof>,
}

impl Proofs {
    const fn of(self, kind: ContactKind) -> Option<Proof> {
        match kind {
            ContactKind::Phone => self.phone,
            ContactKind::Email => self.email,
        }
    }

    const fn is_sure(proof: Option<Proof>) -> bool {
        match proof {
            Some(Proof::Vouched | Proof::Confirmed) => true,
            Some(Proof::Claimed) | None => false,
        }
    }

    /// Whether a code sent to this contact opens the account with a new password. A contact that was
    /// only typed in does so as long as there is no surer one: then whoever reads the code is the
    /// likeliest owner. Beside a surer one it may be a slip of the finger, or a stranger's.
    #[must_use]
    pub const fn may_reset_by(self, kind: ContactKind) -> bool {
        let only_claims = !Self::is_sure(self.phone) && !Self::is_sure(self.email);
        self.of(kind).is_some() && (Self::is_sure(self.of(kind)) || only_claims)
    }

    /// Whether somebody else who wants this contact may get it: it was only typed in here, and the
    /// account has a surer one to live with.
    #[must_use]
    pub const fn may_release(self, kind: ContactKind) -> bool {
        let other = match kind {
            ContactKind::Phone => self.email,
            ContactKind::Email => self.phone,
        };
        matches!(self.of(kind), Some(Proof::Claimed)) && Self::is_sure(other)
    }
}

/// What stands between a person and the deletion of the account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// The account has a role somewhere.
    pub has_role: bool,
    /// The person has a confirmed seat in a session that has begun.
    pub training_runs: bool,
    /// All conditions of a payment are met, and it isn't paid.
    pub payment_under_way: bool,
}

/// Why an account can't be deleted now; each has a way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// Whoever gave the role takes it back first: a centre must not lose its admin by a click.
    HasRole,
    /// Finish the training or withdraw first, knowing what that means.
    TrainingRunning,
    /// Wait for the money, which is the person's.
    PaymentUnderWay,
}

/// Whether an account may be deleted now.
///
/// # Errors
/// What is to be done first.
pub const fn may_delete(standing: &Standing) -> Result<(), Hindrance> {
    match standing {
        Standing { has_role: true, .. } => Err(Hindrance::HasRole),
        Standing { training_runs: true, .. } => Err(Hindrance::TrainingRunning),
        Standing { payment_under_way: true, .. } => Err(Hindrance::PaymentUnderWay),
        Standing { has_role: false, training_runs: false, payment_under_way: false } => Ok(()),
    }
}
