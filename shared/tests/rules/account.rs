//! How sure contacts are, when an account may be deleted, and what a device is called.

use balai_shared::account::{ContactKind, Hindrance, Proof, Proofs, Standing, may_delete};
use balai_shared::device::DeviceLabel;
use balai_shared::language::Language;

const PROOFS: [Option<Proof>; 4] =
    [None, Some(Proof::Claimed), Some(Proof::Vouched), Some(Proof::Confirmed)];

#[test]
fn a_contact_opens_the_account_when_it_is_sure_or_none_is_surer() {
    for phone in PROOFS {
        for email in PROOFS {
            let proofs = Proofs { phone, email };
            let sure = |proof| matches!(proof, Some(Proof::Vouched | Proof::Confirmed));
            let expected = phone.is_some() && (sure(phone) || !sure(email));
            assert_eq!(proofs.may_reset_by(ContactKind::Phone), expected, "{proofs:?}");
            let turned = Proofs { phone: email, email: phone };
            assert_eq!(turned.may_reset_by(ContactKind::Email), expected, "{turned:?}");
        }
    }
}

#[test]
fn only_a_claim_beside_a_sure_contact_is_let_go() {
    for phone in PROOFS {
        for email in PROOFS {
            let proofs = Proofs { phone, email };
            let expected = phone == Some(Proof::Claimed)
                && matches!(email, Some(Proof::Vouched | Proof::Confirmed));
            assert_eq!(proofs.may_release(ContactKind::Phone), expected, "{proofs:?}");
        }
    }
}

#[test]
fn whatever_hinders_a_deletion_is_named() {
    let free = Standing::default();
    assert_eq!(may_delete(&free), Ok(()));
    for (standing, hindrance) in [
        (Standing { has_role: true, ..free }, Hindrance::HasRole),
        (Standing { training_runs: true, ..free }, Hindrance::TrainingRunning),
        (Standing { payment_under_way: true, ..free }, Hindrance::PaymentUnderWay),
    ] {
        assert_eq!(may_delete(&standing), Err(hindrance));
    }
}

#[test]
fn a_device_is_called_by_its_browser_and_system_and_nothing_finer() {
    for (agent, words) in [
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/131.0.0.0 Mobile Safari/537.36",
            "Chrome di Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
            "Edge di Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 \
             (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari di iPhone/iPad",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
            "Firefox di Linux",
        ),
        ("curl/8.5.0", "Perangkat tak dikenal"),
        ("", "Perangkat tak dikenal"),
    ] {
        assert_eq!(DeviceLabel::from_user_agent(agent).words(Language::Id), words, "{agent}");
    }
}
