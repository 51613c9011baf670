//! The viewer's account itself: contacts, devices, what happened to it.

use balai_shared::account::ContactKind;
use balai_shared::time::Instant;

use super::schema;
use super::word::Word;

fragment! {
    /// The page of the viewer's account.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query")]
    pub struct OwnAccount {
        /// `None` for a visitor.
        pub viewer: Option<ViewerAccount>,
    }
}

fragment! {
    /// The viewer's account.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct ViewerAccount {
        /// The phone first.
        pub contacts: Vec<Contact>,
        /// The one seen last first.
        pub devices: Vec<Device>,
        /// A new number that a centre's staff asked for.
        pub contact_recovery: Option<ContactRecovery>,
    }
}

fragment! {
    /// A way to reach the person.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct Contact {
        /// Which.
        pub kind: Word<ContactKind>,
        /// With its middle hidden.
        pub value: String,
        /// When a code proved it.
        pub confirmed_at: Option<Instant>,
    }
}

fragment! {
    /// A device that is signed in.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct Device {
        /// `dev_…`
        pub id: cynic::Id,
        /// "Chrome di Android".
        pub label: String,
        /// When.
        pub signed_in_at: Instant,
        /// When.
        pub last_seen_at: Instant,
        /// Whether it is this one.
        pub current: bool,
    }
}

fragment! {
    /// Something that happened to the account.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct AccountEvent {
        /// In the person's language.
        pub message: String,
        /// When.
        pub at: Instant,
        /// Whose staff did it.
        pub institution: Option<EventInstitution>,
    }
}

fragment! {
    /// An institution by name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Institution")]
    pub struct EventInstitution {
        /// Its name.
        pub name: String,
    }
}

/// The code that was sent.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct ConfirmContactInput {
    /// Six digits.
    pub code: String,
}

/// Variables of [`ConfirmContact`].
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct ConfirmContactVariables {
    /// The code.
    pub input: ConfirmContactInput,
}

fragment! {
    /// Proves a contact.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ConfirmContactVariables")]
    pub struct ConfirmContact {
        /// Whose.
        #[arguments(input: $input)]
        pub confirm_contact: ConfirmContactPayload,
    }
}

fragment! {
    /// What proving gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ConfirmContactPayload {
        /// Who.
        pub viewer: ViewerById,
    }
}

fragment! {
    /// The viewer by id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct ViewerById {
        /// `usr_…`
        pub id: cynic::Id,
    }
}

/// Which contact is to be proved.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RequestContactCodeInput {
    /// Which.
    pub contact: Word<ContactKind>,
}

/// Variables of [`RequestContactCode`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct RequestContactCodeVariables {
    /// Which.
    pub input: RequestContactCodeInput,
}

fragment! {
    /// Asks for a code.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "RequestContactCodeVariables")]
    pub struct RequestContactCode {
        /// How long it is good.
        #[arguments(input: $input)]
        pub request_contact_code: RequestContactCodePayload,
    }
}

fragment! {
    /// What asking gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct RequestContactCodePayload {
        /// How long it is good.
        pub minutes: i32,
    }
}

/// The password that is, and the one that is to be.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct ChangePasswordInput {
    /// The present one.
    pub current: String,
    /// At least 10 characters.
    pub new: String,
}

/// Variables of [`ChangePassword`].
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct ChangePasswordVariables {
    /// Both passwords.
    pub input: ChangePasswordInput,
}

fragment! {
    /// Changes the password.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ChangePasswordVariables")]
    pub struct ChangePassword {
        /// Every other device is signed out.
        #[arguments(input: $input)]
        pub change_password: ChangePasswordPayload,
    }
}

fragment! {
    /// What changing gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ChangePasswordPayload {
        /// Who.
        pub viewer: ViewerById,
    }
}

/// Which device.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SignOutDeviceInput {
    /// `dev_…`
    pub id: cynic::Id,
}

/// Variables of [`SignOutDevice`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct SignOutDeviceVariables {
    /// Which.
    pub input: SignOutDeviceInput,
}

fragment! {
    /// Signs a device out.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "SignOutDeviceVariables")]
    pub struct SignOutDevice {
        /// Whose.
        #[arguments(input: $input)]
        pub sign_out_device: SignOutDevicePayload,
    }
}

fragment! {
    /// What signing out gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SignOutDevicePayload {
        /// Who.
        pub viewer: ViewerById,
    }
}

fragment! {
    /// Signs all other devices out.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation")]
    pub struct SignOutOtherDevices {
        /// Whose.
        pub sign_out_other_devices: SignOutDevicePayload,
    }
}

/// The password, asked for again.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct RevealIdentityInput {
    /// The present one.
    pub password: String,
}

/// Variables of [`RevealIdentity`].
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct RevealIdentityVariables {
    /// The password.
    pub input: RevealIdentityInput,
}

fragment! {
    /// Shows NIK and KK in full.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "RevealIdentityVariables")]
    pub struct RevealIdentity {
        /// Both.
        #[arguments(input: $input)]
        pub reveal_identity: RevealIdentityPayload,
    }
}

fragment! {
    /// NIK and KK in full.
    #[derive(cynic::QueryFragment, Clone)]
    pub struct RevealIdentityPayload {
        /// 16 digits.
        pub nik: Option<String>,
        /// 16 digits.
        pub kk: Option<String>,
    }
}

/// Without the numbers: what is printed may end in a log.
impl std::fmt::Debug for RevealIdentityPayload {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("RevealIdentityPayload(..)")
    }
}

/// What is asked of who leaves.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct DeleteAccountInput {
    /// The present one.
    pub password: String,
    /// That it is meant.
    pub confirm: bool,
}

/// Variables of [`DeleteAccount`].
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct DeleteAccountVariables {
    /// The password and the tick.
    pub input: DeleteAccountInput,
}

fragment! {
    /// Deletes the account.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "DeleteAccountVariables")]
    pub struct DeleteAccount {
        /// It is gone.
        #[arguments(input: $input)]
        pub delete_account: DeleteAccountPayload,
    }
}

fragment! {
    /// What deleting gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DeleteAccountPayload {
        /// True.
        pub ok: bool,
    }
}

/// What staff type with the KTP before them.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RecoverContactInput {
    /// `apc_…`
    pub applicant_id: cynic::Id,
    /// The number that the person has now.
    pub new_phone: String,
    /// From the KTP.
    pub nik: String,
}

/// Variables of [`RecoverContact`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct RecoverContactVariables {
    /// The number and the NIK.
    pub input: RecoverContactInput,
}

fragment! {
    /// Replaces a lost number.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "RecoverContactVariables")]
    pub struct RecoverContact {
        /// Whose.
        #[arguments(input: $input)]
        pub recover_contact: RecoverContactPayload,
    }
}

fragment! {
    /// What replacing gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct RecoverContactPayload {
        /// What waits now.
        pub recovery: ContactRecovery,
    }
}

fragment! {
    /// A new number that staff asked for, and that opens nothing yet.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ContactRecovery {
        /// `rcv_…`
        pub recovery_id: cynic::Id,
        /// With its middle hidden.
        pub new_phone: String,
        /// When it takes effect by itself.
        pub effective_at: Instant,
        /// Whether the caller may approve it.
        pub may_approve: bool,
    }
}

/// Which new number, and the own password once more.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ApproveContactRecoveryInput {
    /// `rcv_…`
    pub recovery_id: cynic::Id,
    /// The own one.
    pub password: String,
}

/// Variables of [`ApproveContactRecovery`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ApproveContactRecoveryVariables {
    /// Which, and the password.
    pub input: ApproveContactRecoveryInput,
}

fragment! {
    /// Approves a new number as the second member of staff.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ApproveContactRecoveryVariables")]
    pub struct ApproveContactRecovery {
        /// Whose.
        #[arguments(input: $input)]
        pub approve_contact_recovery: ApproveContactRecoveryPayload,
    }
}

fragment! {
    /// What approving gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ApproveContactRecoveryPayload {
        /// Who.
        pub applicant: RecoveredApplicant,
    }
}

/// The code from the message to the old contact.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AgreeToContactRecoveryInput {
    /// `7K3M-9QXD-2HRT`
    pub code: String,
}

/// Variables of [`AgreeToContactRecovery`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct AgreeToContactRecoveryVariables {
    /// The code.
    pub input: AgreeToContactRecoveryInput,
}

fragment! {
    /// Agrees to a new number.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "AgreeToContactRecoveryVariables")]
    pub struct AgreeToContactRecovery {
        /// It took effect.
        #[arguments(input: $input)]
        pub agree_to_contact_recovery: AgreeToContactRecoveryPayload,
    }
}

fragment! {
    /// What agreeing gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct AgreeToContactRecoveryPayload {
        /// True.
        pub ok: bool,
    }
}

/// What is to be stopped: by the code, or without it what waits for oneself.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct StopContactRecoveryInput {
    /// `7K3M-9QXD-2HRT`
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Variables of [`StopContactRecovery`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct StopContactRecoveryVariables {
    /// The code.
    pub input: StopContactRecoveryInput,
}

fragment! {
    /// Stops a new number.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "StopContactRecoveryVariables")]
    pub struct StopContactRecovery {
        /// It is stopped.
        #[arguments(input: $input)]
        pub stop_contact_recovery: StopContactRecoveryPayload,
    }
}

fragment! {
    /// What stopping gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct StopContactRecoveryPayload {
        /// True.
        pub ok: bool,
    }
}

fragment! {
    /// A job seeker by the number.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Applicant")]
    pub struct RecoveredApplicant {
        /// With its middle hidden.
        pub phone: Option<String>,
    }
}
