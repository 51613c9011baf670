//! Who works at a centre: the team, invitations, roles, and what staff did.

use balai_shared::application::ApplicationState;
use balai_shared::policy::Role;
use balai_shared::staff::{InvitationState, StaffActionKind};
use balai_shared::time::{Date, Instant};

use super::account::InstitutionRef;
use super::catalogue::NextPage;
use super::schema;
use super::session::NodeVariablesFields;
use super::word::Word;

fragment! {
    /// The team of a centre.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct TeamPage {
        /// The centre.
        #[arguments(id: $id)]
        pub node: Option<TeamNode>,
    }
}

node! {
    /// A node that should be a centre.
    pub enum TeamNode { Institution(Team) }
}

fragment! {
    /// A centre as its admins see it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Institution")]
    pub struct Team {
        /// `ins_…`.
        pub id: cynic::Id,
        /// Its name.
        pub name: String,
        /// Where it stands.
        pub region: TeamRegion,
        /// `None` for who may not know.
        pub staff: Option<Vec<TeamMember>>,
        /// `None` for who may not know.
        pub invitations: Option<Vec<TeamInvitation>>,
    }
}

fragment! {
    /// A region by its clock.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Region")]
    pub struct TeamRegion {
        /// `Asia/Makassar`.
        pub time_zone: String,
    }
}

fragment! {
    /// Somebody with a role.
    #[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
    #[cynic(graphql_type = "StaffMember")]
    pub struct TeamMember {
        /// `usr_…`.
        pub account_id: cynic::Id,
        /// What to call the person.
        pub name: String,
        /// The role.
        pub role: Word<Role>,
        /// Since when.
        pub since: Instant,
        /// Whether it is oneself.
        pub is_viewer: bool,
    }
}

fragment! {
    /// An invitation of which something may still come.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "StaffInvitation")]
    pub struct TeamInvitation {
        /// `inv_…`.
        pub id: cynic::Id,
        /// To which role.
        pub role: Word<Role>,
        /// How far it is.
        pub state: Word<InvitationState>,
        /// Whom it goes to, its middle hidden.
        pub contact: Option<String>,
        /// Who asked for it.
        pub asked_by: TeamPerson,
        /// From when on it is worth nothing.
        pub expires_at: Instant,
        /// Whether the caller may approve it.
        pub may_approve: bool,
    }
}

fragment! {
    /// Somebody by name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "StaffPerson")]
    pub struct TeamPerson {
        /// `usr_…`.
        pub id: cynic::Id,
        /// `None` once the account was deleted.
        pub name: Option<String>,
    }
}

/// Whom to invite.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct InviteStaffInput {
    /// `ins_…`.
    pub institution_id: cynic::Id,
    /// Number or address.
    pub contact: String,
    /// To which role.
    pub role: Word<Role>,
    /// The caller's own.
    pub password: String,
}

/// Variables of [`InviteStaff`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct InviteStaffVariables {
    /// Whom.
    pub input: InviteStaffInput,
}

fragment! {
    /// Invites somebody.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "InviteStaffVariables")]
    pub struct InviteStaff {
        /// What came of it.
        #[arguments(input: $input)]
        pub invite_staff: InviteStaffPayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct InviteStaffPayload {
        /// The invitation.
        pub invitation: InvitationStanding,
    }
}

fragment! {
    /// How far an invitation is.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "StaffInvitation")]
    pub struct InvitationStanding {
        /// How far.
        pub state: Word<InvitationState>,
    }
}

/// What to approve.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ApproveGrantInput {
    /// `inv_…`.
    pub invitation_id: cynic::Id,
    /// The caller's own.
    pub password: String,
}

/// Variables of [`ApproveGrant`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ApproveGrantVariables {
    /// Which.
    pub input: ApproveGrantInput,
}

fragment! {
    /// Approves that somebody becomes admin.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ApproveGrantVariables")]
    pub struct ApproveGrant {
        /// What came of it.
        #[arguments(input: $input)]
        pub approve_grant: ApproveGrantPayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ApproveGrantPayload {
        /// The invitation.
        pub invitation: InvitationStanding,
    }
}

/// What to take back.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RevokeInvitationInput {
    /// `inv_…`.
    pub invitation_id: cynic::Id,
}

/// Variables of [`RevokeInvitation`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct RevokeInvitationVariables {
    /// Which.
    pub input: RevokeInvitationInput,
}

fragment! {
    /// Takes an invitation back.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "RevokeInvitationVariables")]
    pub struct RevokeInvitation {
        /// What came of it.
        #[arguments(input: $input)]
        pub revoke_invitation: RevokeInvitationPayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct RevokeInvitationPayload {
        /// The invitation.
        pub invitation: InvitationStanding,
    }
}

/// The code of an invitation.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AcceptInvitationInput {
    /// As typed.
    pub code: String,
}

/// Variables of [`AcceptInvitation`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct AcceptInvitationVariables {
    /// Which.
    pub input: AcceptInvitationInput,
}

fragment! {
    /// Takes a role.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "AcceptInvitationVariables")]
    pub struct AcceptInvitation {
        /// What came of it.
        #[arguments(input: $input)]
        pub accept_invitation: AcceptInvitationPayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct AcceptInvitationPayload {
        /// Where.
        pub institution: InstitutionRef,
        /// Which.
        pub role: Word<Role>,
    }
}

/// Whose role ends.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct EndRoleInput {
    /// `usr_…`.
    pub account_id: cynic::Id,
    /// `ins_…`.
    pub institution_id: cynic::Id,
    /// Which.
    pub role: Word<Role>,
}

/// Variables of [`EndRole`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct EndRoleVariables {
    /// Whose.
    pub input: EndRoleInput,
}

fragment! {
    /// Ends a role.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "EndRoleVariables")]
    pub struct EndRole {
        /// What came of it.
        #[arguments(input: $input)]
        pub end_role: EndRolePayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct EndRolePayload {
        /// Where.
        pub institution: InstitutionRef,
    }
}

/// What of the trail is shown.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct StaffActionFilter {
    /// By whom: `usr_…`.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<cynic::Id>,
    /// Of these kinds.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<Word<StaffActionKind>>>,
    /// From this moment on.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Before this moment.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// Variables of [`TrailPage`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct TrailVariables {
    /// `ins_…`.
    pub id: cynic::Id,
    /// What of it.
    pub filter: StaffActionFilter,
    /// How many.
    pub first: i32,
    /// Behind this cursor.
    pub after: Option<String>,
}

fragment! {
    /// What staff of a centre did, with who works there, for the filter.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "TrailVariables")]
    pub struct TrailPage {
        /// The centre.
        #[arguments(id: $id)]
        pub node: Option<TeamNode>,
        /// What was done.
        #[arguments(institutionId: $id, filter: $filter, first: $first, after: $after)]
        pub staff_actions: Trail,
    }
}

fragment! {
    /// A page of what was done.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "StaffActionConnection")]
    pub struct Trail {
        /// Where it ends.
        pub page_info: NextPage,
        /// What was done, the latest first.
        pub nodes: Vec<TrailAction>,
    }
}

fragment! {
    /// Something that was done.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "StaffAction")]
    pub struct TrailAction {
        /// When.
        pub at: Instant,
        /// What.
        pub kind: Word<StaffActionKind>,
        /// The word that says more.
        pub detail: Option<String>,
        /// How many people it was about.
        pub people: Option<i32>,
        /// Who; `None` for the operator.
        pub actor: Option<TeamPerson>,
        /// Whom it was done to, where no application says it.
        pub person: Option<TeamPerson>,
        /// The application.
        pub application: Option<TrailApplication>,
        /// The session.
        pub session: Option<TrailSession>,
    }
}

fragment! {
    /// Whose application it is.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct TrailApplication {
        /// Who applied.
        pub applicant: TrailApplicant,
    }
}

fragment! {
    /// A job seeker by name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Applicant")]
    pub struct TrailApplicant {
        /// As on the KTP.
        pub name: String,
    }
}

fragment! {
    /// A session by its program and first day.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct TrailSession {
        /// First day.
        pub starts_on: Date,
        /// What is taught.
        pub program: TrailProgram,
    }
}

fragment! {
    /// A program by name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct TrailProgram {
        /// Its title.
        pub title: String,
    }
}

/// To whom one would write.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct PreviewGroupMessageInput {
    /// `ses_…`.
    pub session_id: cynic::Id,
    /// Those in these states.
    pub states: Vec<Word<ApplicationState>>,
}

/// Variables of [`PreviewGroupMessage`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct PreviewGroupMessageVariables {
    /// To whom.
    pub input: PreviewGroupMessageInput,
}

fragment! {
    /// Whom a message would reach.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "PreviewGroupMessageVariables")]
    pub struct PreviewGroupMessage {
        /// How many.
        #[arguments(input: $input)]
        pub preview_group_message: GroupMessagePreview,
    }
}

fragment! {
    /// How many a message would reach.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct GroupMessagePreview {
        /// In all.
        pub people: i32,
        /// Of them by e-mail as well.
        pub by_email: i32,
        /// Of them by SMS as well.
        pub by_sms: i32,
        /// How many messages are left today.
        pub left_today: i32,
    }
}

/// To whom one writes, and what.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SendGroupMessageInput {
    /// `ses_…`.
    pub session_id: cynic::Id,
    /// Those in these states.
    pub states: Vec<Word<ApplicationState>>,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// Variables of [`SendGroupMessage`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct SendGroupMessageVariables {
    /// To whom, and what.
    pub input: SendGroupMessageInput,
}

fragment! {
    /// Writes to a group.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "SendGroupMessageVariables")]
    pub struct SendGroupMessage {
        /// What came of it.
        #[arguments(input: $input)]
        pub send_group_message: SendGroupMessagePayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SendGroupMessagePayload {
        /// To how many.
        pub people: i32,
    }
}
