//! The words of the pages on which a seat is taken or given back, with what it does to the balance.

use balai_shared::language::Language;

/// Those words in one language. `{}` in a text is filled with a value.
pub struct BalanceWords {
    pub(crate) take_title: &'static str,
    pub(crate) take_yes: &'static str,
    pub(crate) buy_yes: &'static str,
    pub(crate) price: &'static str,
    pub(crate) review_price: &'static str,
    pub(crate) balance: &'static str,
    pub(crate) before: &'static str,
    pub(crate) after: &'static str,
    pub(crate) find_other: &'static str,
    pub(crate) not_now: &'static str,
    pub(crate) back: &'static str,
    pub(crate) left_behind: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn balance_words() -> &'static BalanceWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: BalanceWords = BalanceWords {
    take_title: "Ambil kursi",
    take_yes: "Ya, ambil kursi",
    buy_yes: "Ya, beli dan ambil kursi",
    price: "Harga",
    review_price: "{}, dibayar dari saldo Prakerja. Baru ditahan saat Anda mengambil kursi.",
    balance: "Saldo pelatihan",
    before: "Sebelum",
    after: "Sesudah",
    find_other: "Cari pelatihan Prakerja lain",
    not_now: "Langkah ini tidak tersedia sekarang.",
    back: "Tidak, kembali",
    left_behind: "{}: sisa saldo pelatihan {} tidak dapat dipakai lagi setelah akun dihapus.",
};

static EN: BalanceWords = BalanceWords {
    take_title: "Take the seat",
    take_yes: "Yes, take the seat",
    buy_yes: "Yes, buy it and take the seat",
    price: "Price",
    review_price: "{}, paid from your Prakerja balance. It is held only when you take the seat.",
    balance: "Training balance",
    before: "Before",
    after: "After",
    find_other: "Find another Prakerja training",
    not_now: "This step isn't possible now.",
    back: "No, go back",
    left_behind: "{}: the {} left for training can't be used any more once the account is deleted.",
};
