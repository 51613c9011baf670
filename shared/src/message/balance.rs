//! Words for the training balance: its three parts, and what a step does to it.

use crate::benefit::{BalanceChange, Balances, LedgerKind};
use crate::format;
use crate::language::Language;
use crate::money::Rupiah;
use crate::time::TimeZone;

/// The three parts of the training balance in their order, each with its name: what can be spent, what is
/// held for seats, what is paid to institutions. Wherever a balance is shown, these are.
#[must_use]
pub const fn balance_parts(balances: &Balances, language: Language) -> [(&'static str, Rupiah); 3] {
    [
        (language.pick("Saldo tersedia", "Available balance"), balances.training_available),
        (
            language.pick("Tertahan untuk kursi Anda", "Held for your seats"),
            balances.training_reserved,
        ),
        (language.pick("Terpakai", "Spent"), balances.training_spent),
    ]
}

/// What a step does to the training balance, in sentences: what it is, what is lost by it, and the way
/// out. Days are those of `zone`.
#[must_use]
pub fn balance_change(change: &BalanceChange, zone: TimeZone, language: Language) -> Vec<String> {
    let until = format::deadline(change.purchase_ends, zone, language);
    if !change.covered {
        return vec![not_covered(change, language)];
    }
    let mut told = vec![moved(change, language)];
    if change.lost > Rupiah::ZERO {
        told.push(lost(change.lost, &until, language));
        told.push(way_out(change.before.training_available, language));
    } else if change.must_buy_again {
        told.push(buy_again(change.after.training_available, &until, language));
    }
    told
}

fn not_covered(change: &BalanceChange, language: Language) -> String {
    let (price, left) = (change.price, change.before.training_available);
    match language {
        Language::Id => format!(
            "Kursi ini seharga {price}, sedangkan saldo tersedia Anda {left}. Kursi belum dapat diambil."
        ),
        Language::En => format!(
            "This seat costs {price}, and your available balance is {left}. You can't take it yet."
        ),
    }
}

fn moved(change: &BalanceChange, language: Language) -> String {
    let price = change.price;
    match (change.kind, language) {
        (LedgerKind::Reserve, Language::Id) => format!(
            "Ini pembelian. {price} dari saldo Prakerja Anda ditahan sekarang, lalu dibayarkan ke lembaga setelah pelatihan."
        ),
        (LedgerKind::Reserve, Language::En) => format!(
            "This is a purchase. {price} of your Prakerja balance is held now, and paid to the institution after the training."
        ),
        (LedgerKind::Purchase, Language::Id) => format!(
            "Hari penggantian peserta sudah lewat: {price} tetap dibayarkan ke lembaga dan tidak kembali ke saldo Anda."
        ),
        (LedgerKind::Purchase, Language::En) => format!(
            "The replacement day is over: {price} is paid to the institution all the same and doesn't come back to your balance."
        ),
        (_, Language::Id) => format!("{price} kembali ke saldo tersedia Anda."),
        (_, Language::En) => format!("{price} comes back to your available balance."),
    }
}

fn lost(lost: Rupiah, until: &str, language: Language) -> String {
    match language {
        Language::Id => format!(
            "Saldo Anda hangus: batas membeli pelatihan pertama sudah lewat ({until}). Begitu kursi ini dilepas, {lost} kembali ke negara dalam satu menit dan tidak dapat diminta lagi."
        ),
        Language::En => format!(
            "You lose your balance: the last day to buy the first training is over ({until}). Once this seat is given back, {lost} goes back to the state within a minute, for good."
        ),
    }
}

/// A training bought before this one is given back keeps the benefit, where there is money for it.
fn way_out(available: Rupiah, language: Language) -> String {
    if available > Rupiah::ZERO {
        return match language {
            Language::Id => format!(
                "Agar tidak hangus, ambil dulu kursi di pelatihan lain dengan saldo tersedia Anda ({available}), baru lepas kursi ini."
            ),
            Language::En => format!(
                "To keep it, first take a seat in another training with your available balance ({available}), and give this one back after that."
            ),
        };
    }
    String::from(language.pick(
        "Agar tidak hangus, tetaplah di pelatihan ini.",
        "To keep it, stay in this training.",
    ))
}

fn buy_again(left: Rupiah, until: &str, language: Language) -> String {
    match language {
        Language::Id => format!(
            "Ambil kursi di pelatihan lain paling lambat {until}. Lewat dari itu, seluruh saldo Anda ({left}) kembali ke negara."
        ),
        Language::En => format!(
            "Take a seat in another training by {until}. After that, all of your balance ({left}) goes back to the state."
        ),
    }
}
