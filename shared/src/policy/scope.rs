//! What a list shows to whom.

use super::decide::{KNOWS_APPLICANTS, STAFF, applicant_of};
use super::{Actor, Role, RoleGrant};
use crate::id::{ApplicantId, InstitutionId, RegionCode};

/// Which rows of a list one may see; becomes part of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// None.
    Nothing,
    /// All.
    Everything,
    /// Those of these institutions.
    Institutions(Vec<InstitutionId>),
    /// Those of institutions in this region.
    Region(RegionCode),
    /// Those of this applicant.
    Applicant(ApplicantId),
}

/// Which applications one sees in the list: staff and partners their institutions', a job seeker
/// the own ones; local government and ministry none, though every account could apply itself (its
/// own applications it sees as the viewer).
#[must_use]
pub fn applications_scope(actor: &Actor) -> Scope {
    match (institutions_scope(actor), applicant_of(actor)) {
        (Scope::Nothing, Some(_)) if holds_office(actor) => Scope::Nothing,
        (Scope::Nothing, Some(applicant)) => Scope::Applicant(applicant),
        (scope, _) => scope,
    }
}

/// Of whose applicants one knows more than the name: those of the institutions where one's role says
/// so.
#[must_use]
pub fn details_scope(actor: &Actor) -> Scope {
    match actor {
        Actor::System => Scope::Everything,
        Actor::Visitor => Scope::Nothing,
        Actor::Partner { institution, .. } => Scope::Institutions(vec![*institution]),
        Actor::Person { grants, .. } => of_roles(grants, KNOWS_APPLICANTS),
    }
}

/// Whether somebody works for a region or the ministry.
fn holds_office(actor: &Actor) -> bool {
    match actor {
        Actor::Person { grants, .. } => {
            grants.iter().any(|grant| matches!(grant.role, Role::Pemda | Role::Ministry))
        }
        Actor::Visitor | Actor::Partner { .. } | Actor::System => false,
    }
}

/// Which sessions one sees besides the published ones: drafts of the institutions one works at.
#[must_use]
pub fn sessions_scope(actor: &Actor) -> Scope {
    institutions_scope(actor)
}

/// Of which institutions one sees figures: the own ones, those of the own region, or all.
#[must_use]
pub fn statistics_scope(actor: &Actor) -> Scope {
    let Actor::Person { grants, .. } = actor else {
        return institutions_scope(actor);
    };
    if grants.iter().any(|grant| grant.role == Role::Ministry) {
        return Scope::Everything;
    }
    let region = grants
        .iter()
        .filter(|grant| grant.role == Role::Pemda)
        .find_map(|grant| grant.region.clone());
    region.map_or_else(|| institutions_scope(actor), Scope::Region)
}

fn institutions_scope(actor: &Actor) -> Scope {
    match actor {
        Actor::System => Scope::Everything,
        Actor::Visitor => Scope::Nothing,
        Actor::Partner { institution, .. } => Scope::Institutions(vec![*institution]),
        Actor::Person { grants, .. } => of_roles(grants, STAFF),
    }
}

/// The institutions where one has one of the roles.
fn of_roles(grants: &[RoleGrant], roles: &[Role]) -> Scope {
    let staff = grants.iter().filter(|grant| roles.contains(&grant.role));
    let mut institutions: Vec<_> = staff.filter_map(|grant| grant.institution).collect();
    institutions.sort_unstable();
    institutions.dedup();
    if institutions.is_empty() { Scope::Nothing } else { Scope::Institutions(institutions) }
}
