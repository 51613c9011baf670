//! The decision, by kind of resource.

use super::scope::{Scope, applications_scope, sessions_scope, statistics_scope};
use super::{Action, Actor, Denied, KeyScope, Resource, Role};
use crate::id::{AccountId, ApplicantId, InstitutionId};

/// Decides whether the actor may do that.
///
/// # Errors
/// [`Denied`], with the reason that the caller may know.
pub fn allow(actor: &Actor, action: Action, resource: &Resource) -> Result<(), Denied> {
    let signed_in = match actor {
        Actor::System => return Ok(()),
        Actor::Visitor => false,
        Actor::Person { .. } | Actor::Partner { .. } => true,
    };
    match resource {
        Resource::Public if is_view(action) => Ok(()),
        _ if !signed_in => Err(Denied::Unauthenticated),
        Resource::Public => Err(Denied::Forbidden),
        Resource::None => allow_own(actor, action),
        Resource::Own { applicant } => allow_applicants(actor, action, *applicant),
        Resource::Application { applicant, institution } => {
            allow_application(actor, action, *applicant, *institution)
        }
        Resource::Draft { applicant } => allow_draft(actor, action, *applicant),
        Resource::Institution(institution) => allow_institution(actor, action, *institution),
        Resource::Account(account) => allow_account(actor, action, *account),
    }
}

/// Decides whether the actor may carry out mutations at all; [`allow`] decides which. A key that only
/// reads carries out none, whichever action a mutation asks for.
///
/// # Errors
/// [`Denied::Forbidden`] for such a key.
pub fn allow_mutation(actor: &Actor) -> Result<(), Denied> {
    let allowed = match actor {
        Actor::Partner { scopes, .. } => scopes.contains(&KeyScope::Write),
        Actor::Visitor | Actor::Person { .. } | Actor::System => true,
    };
    permit(allowed, Denied::Forbidden)
}

/// The caller's own things, and lists, whose rows the scope decides.
fn allow_own(actor: &Actor, action: Action) -> Result<(), Denied> {
    let allowed = match action {
        Action::SubmitApplication | Action::ViewBenefit => applicant_of(actor).is_some(),
        Action::EditOwnProfile => matches!(actor, Actor::Person { .. }),
        Action::ListApplications => applications_scope(actor) != Scope::Nothing,
        Action::ViewDraftSession => sessions_scope(actor) != Scope::Nothing,
        Action::ViewStatistics => statistics_scope(actor) != Scope::Nothing,
        Action::ViewApplication
        | Action::DecideApplication
        | Action::ActAsApplicant
        | Action::ViewApplicantDetails
        | Action::ManagePrograms
        | Action::PublishSession
        | Action::RunSelection
        | Action::RecoverContact
        | Action::CorrectIdentity
        | Action::JoinAccounts
        | Action::Teach
        | Action::Certify
        | Action::ManageStaff
        | Action::MessageGroup
        | Action::Export
        | Action::AssistApplicant => false,
    };
    permit(allowed, Denied::Forbidden)
}

fn allow_applicants(actor: &Actor, action: Action, owner: ApplicantId) -> Result<(), Denied> {
    if applicant_of(actor) != Some(owner) {
        return Err(Denied::Hidden);
    }
    let allowed = match action {
        Action::SubmitApplication
        | Action::EditOwnProfile
        | Action::ViewApplicantDetails
        | Action::ListApplications
        | Action::ViewBenefit => true,
        Action::ViewApplication
        | Action::DecideApplication
        | Action::ActAsApplicant
        | Action::ManagePrograms
        | Action::PublishSession
        | Action::RunSelection
        | Action::ViewDraftSession
        | Action::RecoverContact
        | Action::CorrectIdentity
        | Action::JoinAccounts
        | Action::Teach
        | Action::Certify
        | Action::ManageStaff
        | Action::MessageGroup
        | Action::Export
        | Action::ViewStatistics
        | Action::AssistApplicant => false,
    };
    permit(allowed, Denied::Forbidden)
}

fn allow_application(
    actor: &Actor,
    action: Action,
    owner: ApplicantId,
    institution: InstitutionId,
) -> Result<(), Denied> {
    let own = applicant_of(actor) == Some(owner);
    let works_there = works_at(actor, institution, STAFF);
    if !own && !works_there {
        return Err(Denied::Hidden);
    }
    let allowed = match action {
        Action::ViewApplication => true,
        Action::ActAsApplicant => own,
        Action::ViewApplicantDetails => own || works_at(actor, institution, KNOWS_APPLICANTS),
        // Nobody decides about oneself, whatever one is at the institution.
        Action::DecideApplication => !own && works_at(actor, institution, DECIDES),
        Action::Teach => !own && works_at(actor, institution, TEACHES),
        Action::Certify => !own && works_at(actor, institution, MANAGES),
        // A person looks at the KTP: no program of a partner's does. Nobody does it for oneself.
        Action::RecoverContact | Action::CorrectIdentity | Action::JoinAccounts => {
            !own && is_person(actor) && works_at(actor, institution, KNOWS_APPLICANTS)
        }
        Action::SubmitApplication
        | Action::EditOwnProfile
        | Action::ManagePrograms
        | Action::PublishSession
        | Action::RunSelection
        | Action::ViewDraftSession
        | Action::ListApplications
        | Action::ViewBenefit
        | Action::ManageStaff
        | Action::MessageGroup
        | Action::Export
        | Action::ViewStatistics
        | Action::AssistApplicant => false,
    };
    permit(allowed, Denied::Forbidden)
}

/// To everybody else it doesn't exist, whatever they are at the institution it may go to.
fn allow_draft(actor: &Actor, action: Action, owner: ApplicantId) -> Result<(), Denied> {
    if applicant_of(actor) != Some(owner) {
        return Err(Denied::Hidden);
    }
    let allowed = match action {
        Action::ViewApplication
        | Action::ActAsApplicant
        | Action::SubmitApplication
        | Action::ViewApplicantDetails => true,
        Action::EditOwnProfile
        | Action::ListApplications
        | Action::ViewBenefit
        | Action::DecideApplication
        | Action::ManagePrograms
        | Action::PublishSession
        | Action::RunSelection
        | Action::ViewDraftSession
        | Action::RecoverContact
        | Action::CorrectIdentity
        | Action::JoinAccounts
        | Action::Teach
        | Action::Certify
        | Action::ManageStaff
        | Action::MessageGroup
        | Action::Export
        | Action::ViewStatistics
        | Action::AssistApplicant => false,
    };
    permit(allowed, Denied::Forbidden)
}

fn allow_institution(
    actor: &Actor,
    action: Action,
    institution: InstitutionId,
) -> Result<(), Denied> {
    let works_there = works_at(actor, institution, STAFF);
    match action {
        Action::ManagePrograms => permit(works_at(actor, institution, MANAGES), Denied::Forbidden),
        Action::ListApplications => permit(works_there, Denied::Forbidden),
        // Drafts of another institution must not be guessed, so these two hide rather than forbid.
        Action::ViewDraftSession => permit(works_there, Denied::Hidden),
        Action::PublishSession if !works_there => Err(Denied::Hidden),
        Action::PublishSession => permit(works_at(actor, institution, MANAGES), Denied::Forbidden),
        // How people are chosen is shown on the session's page; whose marks they are is not.
        Action::RunSelection if !works_there => Err(Denied::Hidden),
        Action::RunSelection => permit(works_at(actor, institution, DECIDES), Denied::Forbidden),
        Action::ViewApplication
        | Action::DecideApplication
        | Action::ActAsApplicant
        | Action::SubmitApplication
        | Action::EditOwnProfile
        | Action::ViewApplicantDetails
        | Action::ViewBenefit
        | Action::RecoverContact
        | Action::CorrectIdentity
        | Action::JoinAccounts => Err(Denied::Forbidden),
        Action::Teach | Action::Certify | Action::Export | Action::ViewStatistics
            if !works_there =>
        {
            Err(Denied::Hidden)
        }
        Action::Teach => permit(works_at(actor, institution, TEACHES), Denied::Forbidden),
        Action::Certify => permit(works_at(actor, institution, MANAGES), Denied::Forbidden),
        Action::ManageStaff | Action::MessageGroup | Action::AssistApplicant if !works_there => {
            Err(Denied::Hidden)
        }
        // Who works somewhere is for people to decide: no program of a partner's hands roles out.
        Action::ManageStaff => {
            let may = is_person(actor) && works_at(actor, institution, MANAGES);
            permit(may, Denied::Forbidden)
        }
        // A person looks at the KTP, as for a lost number.
        Action::AssistApplicant => {
            let may = is_person(actor) && works_at(actor, institution, KNOWS_APPLICANTS);
            permit(may, Denied::Forbidden)
        }
        Action::MessageGroup => {
            let may = is_person(actor) && works_at(actor, institution, TEACHES);
            permit(may, Denied::Forbidden)
        }
        // What the file says of people is what they see of them, no more.
        Action::Export => permit(works_at(actor, institution, KNOWS_APPLICANTS), Denied::Forbidden),
        Action::ViewStatistics => Ok(()),
    }
}

fn allow_account(actor: &Actor, action: Action, owner: AccountId) -> Result<(), Denied> {
    let own = match actor {
        Actor::Person { account, .. } => *account == owner,
        Actor::System => true,
        Actor::Visitor | Actor::Partner { .. } => false,
    };
    if !own {
        return Err(Denied::Hidden);
    }
    permit(action == Action::EditOwnProfile, Denied::Forbidden)
}

const fn permit(allowed: bool, otherwise: Denied) -> Result<(), Denied> {
    if allowed { Ok(()) } else { Err(otherwise) }
}

const fn is_view(action: Action) -> bool {
    match action {
        Action::ViewApplication
        | Action::ViewApplicantDetails
        | Action::ViewDraftSession
        | Action::ListApplications
        | Action::ViewBenefit => true,
        Action::DecideApplication
        | Action::ActAsApplicant
        | Action::SubmitApplication
        | Action::EditOwnProfile
        | Action::ManagePrograms
        | Action::PublishSession
        | Action::RunSelection
        | Action::RecoverContact
        | Action::CorrectIdentity
        | Action::JoinAccounts
        | Action::Teach
        | Action::Certify
        | Action::ManageStaff
        | Action::MessageGroup
        | Action::Export
        | Action::ViewStatistics
        | Action::AssistApplicant => false,
    }
}

/// The roles at an institution; `PEMDA` and `MINISTRY` see aggregates, never a person's application.
pub(super) const STAFF: &[Role] =
    &[Role::Admin, Role::Reviewer, Role::Instructor, Role::Counsellor];
pub(super) const KNOWS_APPLICANTS: &[Role] = &[Role::Admin, Role::Reviewer, Role::Counsellor];
const DECIDES: &[Role] = &[Role::Admin, Role::Reviewer];
const MANAGES: &[Role] = &[Role::Admin];
const TEACHES: &[Role] = &[Role::Admin, Role::Reviewer, Role::Instructor];

/// Whether the actor has one of the roles there; a partner stands for its whole institution.
fn works_at(actor: &Actor, institution: InstitutionId, roles: &[Role]) -> bool {
    match actor {
        Actor::System => true,
        Actor::Visitor => false,
        Actor::Partner { institution: own, .. } => *own == institution,
        Actor::Person { grants, .. } => grants
            .iter()
            .any(|grant| grant.institution == Some(institution) && roles.contains(&grant.role)),
    }
}

const fn is_person(actor: &Actor) -> bool {
    matches!(actor, Actor::Person { .. })
}

pub(super) fn applicant_of(actor: &Actor) -> Option<ApplicantId> {
    match actor {
        Actor::Person { applicant, .. } => *applicant,
        Actor::Visitor | Actor::Partner { .. } | Actor::System => None,
    }
}
