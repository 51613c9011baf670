//! Invitations to a role.

use balai_shared::policy::Role;
use balai_shared::staff::{
    InvitationCode, InvitationFacts, InvitationState, StaffActionKind, invitation_state,
    is_staff_role, needs_approval,
};
use balai_shared::{language::Language, message};
use proptest::prelude::*;

fn facts(role: Role) -> InvitationFacts {
    InvitationFacts { role, approved: false, accepted: false, revoked: false, over: false }
}

#[test]
fn an_invitation_to_be_admin_waits_for_a_second_person() {
    assert_eq!(invitation_state(&facts(Role::Admin)), InvitationState::Pending);
    assert_eq!(invitation_state(&facts(Role::Reviewer)), InvitationState::Sent);
    let approved = InvitationFacts { approved: true, ..facts(Role::Admin) };
    assert_eq!(invitation_state(&approved), InvitationState::Sent);
    for (settled, state) in [
        (InvitationFacts { accepted: true, over: true, ..approved }, InvitationState::Accepted),
        (InvitationFacts { revoked: true, over: true, ..approved }, InvitationState::Revoked),
        (InvitationFacts { over: true, ..facts(Role::Admin) }, InvitationState::Expired),
    ] {
        assert_eq!(invitation_state(&settled), state);
        assert!(!state.is_open());
    }
    let staff: Vec<_> = Role::ALL.iter().filter(|role| is_staff_role(**role)).collect();
    assert_eq!(staff.len(), 4);
    assert!(Role::ALL.iter().all(|role| !needs_approval(*role) || *role == Role::Admin));
}

#[test]
fn a_letter_says_what_where_and_how() {
    for language in [Language::Id, Language::En] {
        let to = (Role::Reviewer, "UPTD BLK Bali");
        let letter = message::staff_invitation("7K3M-9QXD-2HRT", to, None, language);
        assert!(letter.text.starts_with("7K3M-9QXD-2HRT"), "the code first");
        for part in ["UPTD BLK Bali", "/petugas/undangan", " 7 "] {
            assert!(letter.text.contains(part), "{}", letter.text);
        }
        for kind in StaffActionKind::ALL {
            assert!(!message::staff_action(*kind, language).is_empty());
        }
    }
}

proptest! {
    #[test]
    fn a_code_is_read_back_however_it_is_typed(bits in any::<u64>()) {
        let code = InvitationCode::from_bits(bits);
        let shown = InvitationCode::shown(&code);
        prop_assert_eq!(shown.len(), 14);
        for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), shown.replace('0', "O").replace('1', "l")] {
            prop_assert_eq!(InvitationCode::parse(&typed), Some(code.clone()));
        }
    }

    #[test]
    fn what_is_no_code_is_none(text in "\\PC{0,20}") {
        if let Some(code) = InvitationCode::parse(&text) {
            prop_assert_eq!(code.len(), InvitationCode::LENGTH);
        }
    }
}
