//! How often anything may be tried: one table of what is counted, by what, and for how long
//! (docs/API.md, "What is counted"). Behind one IPv4 address there may be a class, a centre's computer
//! room or thousands of a mobile carrier's customers, so limits of a network stop only what no crowd
//! does.

/// How often something may be tried.
#[derive(Debug)]
pub(super) struct Limit {
    /// What is tried, and what it is counted by. It is part of the counted hashes: keep it.
    pub purpose: &'static str,
    /// How often within the time.
    pub most: u64,
    /// For how long a try counts.
    pub minutes: i64,
}

/// How long any try counts at most, in minutes.
pub(super) const DAY: i64 = 24 * 60;

const fn limit(purpose: &'static str, most: u64, minutes: i64) -> Limit {
    Limit { purpose, most, minutes }
}

/// Wrong passwords for an account, by whoever has never signed in to it (API.md, Sign-in).
pub(super) const SIGN_IN_ACCOUNT: Limit = limit("sign_in.account", 10, 15);
/// Wrong passwords on a device where somebody has signed in to the account before: what strangers try
/// doesn't count there.
pub(super) const SIGN_IN_DEVICE: Limit = limit("sign_in.device", 10, 15);
/// Wrong passwords from a network, for whichever accounts; successes don't count.
pub(super) const SIGN_IN_NETWORK: Limit = limit("sign_in.address", 1000, 15);
/// Wrong passwords where the password is asked for once more.
pub(super) const PASSWORD: Limit = limit("password.asked", 10, 15);
/// The same in a day.
pub(super) const PASSWORD_A_DAY: Limit = limit("password.asked_today", 30, DAY);

/// New accounts from a network, and tries at them, for each tells whether a contact has an account: a
/// full computer room at once,
pub(super) const REGISTER: Limit = limit("register.network", 60, 10);
/// a carrier's customers on the day when registration opens,
pub(super) const REGISTER_AN_HOUR: Limit = limit("register.network_hour", 240, 60);
/// and in a day.
pub(super) const REGISTER_A_DAY: Limit = limit("register.network_day", 1200, DAY);
/// New NIKs that an account puts into its profile: each answer tells whether there is an account with it.
pub(super) const NIK: Limit = limit("profile.nik", 10, DAY);
/// The same from a network.
pub(super) const NIK_NETWORK: Limit = limit("profile.nik_network", 300, 60);
/// New family card numbers, which tell by the conditions how many of the family have a benefit.
pub(super) const KK: Limit = limit("profile.kk", 10, DAY);
/// New phone numbers and addresses that an account puts into its profile.
pub(super) const CONTACT: Limit = limit("profile.contact", 10, DAY);
/// The same from a network.
pub(super) const CONTACT_NETWORK: Limit = limit("profile.contact_network", 300, 60);
/// Accounts at banks that a person registers for being paid.
pub(super) const PAYOUT: Limit = limit("payout.number", 10, DAY);
/// Whole NIKs that staff or a partner's program search for and that nobody has whom they may see.
pub(super) const NIK_SEARCH: Limit = limit("search.nik", 60, DAY);

/// Codes for a new password asked for from a network: each may cost an SMS.
pub(super) const RESET_ASKED_NETWORK: Limit = limit("reset.asked_from", 300, 15);
/// Codes for a new password that go to one number or address.
pub(super) const RESET_ASKED: Limit = limit("reset.asked", 3, 15);
/// The same in a day.
pub(super) const RESET_ASKED_A_DAY: Limit = limit("reset.asked_today", 6, DAY);
/// Wrong codes for one number or address, over several codes.
pub(super) const RESET_TRIED: Limit = limit("reset.tried", 10, 15);
/// The same in a day: one in 50,000 would guess right.
pub(super) const RESET_TRIED_A_DAY: Limit = limit("reset.tried_today", 20, DAY);
/// Wrong codes from a network in a day, for whichever accounts: one in 3,000 would guess right.
pub(super) const RESET_TRIED_NETWORK: Limit = limit("reset.tried_from", 300, DAY);

/// Codes for a new password asked for on a device where somebody has signed in to the account before.
pub(super) const RESET_ASKED_DEVICE: Limit = limit("reset.asked_device", 3, 15);
/// The same in a day.
pub(super) const RESET_ASKED_DEVICE_A_DAY: Limit = limit("reset.asked_device_today", 6, DAY);
/// Wrong codes on such a device. A code's own five tries don't count there.
pub(super) const RESET_TRIED_DEVICE: Limit = limit("reset.tried_device", 10, 15);
/// The same in a day.
pub(super) const RESET_TRIED_DEVICE_A_DAY: Limit = limit("reset.tried_device_today", 20, DAY);

/// Codes that prove a contact, asked for from a network: each may cost an SMS.
pub(super) const CODE_ASKED_NETWORK: Limit = limit("contact.asked_from", 300, 15);
/// Codes that go to one contact for proving it.
pub(super) const CODE_ASKED: Limit = limit("contact.asked", 3, 15);
/// The same in a day, by whichever accounts.
pub(super) const CODE_ASKED_A_DAY: Limit = limit("contact.asked_today", 6, DAY);
/// Wrong codes of one account, over several codes.
pub(super) const CODE_TRIED: Limit = limit("contact.tried", 10, 15);
/// The same in a day.
pub(super) const CODE_TRIED_A_DAY: Limit = limit("contact.tried_today", 20, DAY);

/// Wrong invitation codes of one account.
pub(super) const INVITATION_TRIED: Limit = limit("staff.code_tried", 10, 15);
/// The same in a day.
pub(super) const INVITATION_TRIED_A_DAY: Limit = limit("staff.code_tried_today", 20, DAY);
/// Invitations of one institution: each may cost an SMS.
pub(super) const INVITED_BY: Limit = limit("staff.invited_by", 40, DAY);
/// Invitations to one number or address, by whichever institutions.
pub(super) const INVITED: Limit = limit("staff.invited", 3, DAY);

/// Numbers that a member of staff puts in at the counter: a busy counter has fewer, and a search for
/// NIKs more.
pub(super) const RECOVER_STAFF: Limit = limit("recover.staff", 30, DAY);
/// The same for one person.
pub(super) const RECOVER_PERSON: Limit = limit("recover.person", 5, DAY);
/// Codes that stop a new number or agree to it, from a network: of 60 bits, none is guessed.
pub(super) const RECOVERY_CODE: Limit = limit("recover.code_from", 100, DAY);
/// Corrections of who people are by a member of staff: a busy counter has fewer, and a search for NIKs
/// more.
pub(super) const CORRECT_STAFF: Limit = limit("correct.staff", 30, DAY);
/// The same of one person.
pub(super) const CORRECT_PERSON: Limit = limit("correct.person", 5, DAY);
/// NIKs that weren't on record, or wrong codes, of a member of staff who joins accounts.
pub(super) const JOIN_STAFF: Limit = limit("join.staff", 20, DAY);
/// The same for one account.
pub(super) const JOIN_PERSON: Limit = limit("join.person", 5, DAY);
/// Mismatches of a member of staff who applies for people: a search for people has more.
pub(super) const ASSIST_STAFF: Limit = limit("assist.staff", 20, DAY);
/// Mismatches for one NIK.
pub(super) const ASSIST_NIK: Limit = limit("assist.nik", 5, DAY);

/// Numbers of certificates from a network that were none: who types from paper mistypes.
pub(super) const CERTIFICATE_NETWORK: Limit = limit("certificate-network", 30, 15);
/// The same from all networks together, among numbers without a random part, which can be guessed.
pub(super) const CERTIFICATE_GUESSED: Limit = limit("certificate-all", 3000, 15);

/// Started MiB of documents from a network in a day, by accounts that have proved no contact.
pub(super) const DOCUMENTS_NETWORK: Limit = limit("documents.network", 500, DAY);
