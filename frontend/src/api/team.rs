//! Who works at a centre: the team, invitations and roles.

use balai_shared::policy::Role;
use balai_shared::staff::InvitationState;
use balai_shared::time::Instant;

use super::account::InstitutionRef;
use super::catalogue::PointInput;
use super::institution::{InstitutionReach, MapPoint};
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
        /// Street and place.
        pub address: Option<String>,
        /// Where it stands on the map.
        pub location: Option<MapPoint>,
        /// How it can be reached.
        pub reach: InstitutionReach,
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
        pub account_id: cynic::Id,
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

/// How an institution can be reached; what is left out is taken away.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct InstitutionReachInput {
    /// The office's telephone.
    pub phone: Option<String>,
    /// A mobile number.
    pub whatsapp: Option<String>,
    /// The office's address.
    pub email: Option<String>,
    /// When somebody is there.
    pub opening_hours: Option<String>,
}

/// What is told of an institution. An address or a place that is left out is taken away.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct UpdateInstitutionInput {
    /// `ins_…`.
    pub institution_id: cynic::Id,
    /// Street and place.
    pub address: Option<String>,
    /// Where it stands on the map.
    pub location: Option<PointInput>,
    /// How it can be reached.
    pub reach: Option<InstitutionReachInput>,
}

/// Variables of [`UpdateInstitution`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct UpdateInstitutionVariables {
    /// What is told.
    pub input: UpdateInstitutionInput,
}

fragment! {
    /// Tells where an institution is and how it can be reached.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "UpdateInstitutionVariables")]
    pub struct UpdateInstitution {
        /// What came of it.
        #[arguments(input: $input)]
        pub update_institution: UpdateInstitutionPayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct UpdateInstitutionPayload {
        /// The institution.
        pub institution: InstitutionRef,
    }
}
