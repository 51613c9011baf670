//! The desk's words for the queue as a list to scroll, its views, calls, and colleagues at the same row.

use balai_shared::desk::{CallOutcome, DeskColumn, QueueSort};
use balai_shared::language::Language;

use crate::visit::language;

/// Words for the queue in one language. `{}` in a text is filled with a value.
pub struct DeskWords {
    pub(crate) select_all: &'static str,
    pub(crate) loading: &'static str,
    pub(crate) not_loaded: &'static str,
    pub(crate) only_first: &'static str,
    pub(crate) row: &'static str,
    pub(crate) and_more: &'static str,
    pub(crate) and: &'static str,
    pub(crate) progress: &'static str,
    pub(crate) too_many_offers: &'static str,
    pub(crate) views: &'static str,
    pub(crate) save_view: &'static str,
    pub(crate) view_name: &'static str,
    pub(crate) view_hint: &'static str,
    pub(crate) view_shared: &'static str,
    pub(crate) view_saved: &'static str,
    pub(crate) delete_view: &'static str,
    pub(crate) shape: &'static str,
    pub(crate) all_days: &'static str,
    pub(crate) columns: &'static str,
    pub(crate) sort: &'static str,
    pub(crate) from: &'static str,
    pub(crate) until: &'static str,
    pub(crate) also_open: &'static str,
    pub(crate) calls: &'static str,
    pub(crate) no_calls: &'static str,
    pub(crate) log_call: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) call_note: &'static str,
    pub(crate) extend: &'static str,
    pub(crate) revoke: &'static str,
}

/// The words of the page's language.
#[must_use]
pub fn desk_words() -> &'static DeskWords {
    match language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: DeskWords = DeskWords {
    select_all: "Pilih semua {} pendaftaran",
    loading: "Memuat…",
    not_loaded: "Sebagian baris belum termuat. Gulir sedikit untuk mencoba lagi.",
    only_first: "Hanya {} pendaftaran pertama yang ditampilkan. Persempit filternya.",
    row: "Baris {}",
    and_more: "dan {} lainnya",
    and: "{} dan {}",
    progress: "{} dari {} diproses…",
    too_many_offers: "Kursi dapat ditawarkan kepada 500 pendaftaran sekaligus. Kurangi pilihannya.",
    views: "Tampilan",
    save_view: "Simpan tampilan",
    view_name: "Nama tampilan",
    view_hint: "Filter, urutan, dan kolom yang sekarang disimpan dengan nama ini.",
    view_shared: "Bagikan dengan semua petugas balai ini",
    view_saved: "Tampilan “{}” disimpan.",
    delete_view: "Hapus tampilan {}",
    shape: "Hari, urutan, kolom",
    all_days: "{}: tampilkan semua hari",
    columns: "Kolom",
    sort: "Urutan",
    from: "Dikirim sejak",
    until: "sampai",
    also_open: "{} juga membuka pendaftaran ini.",
    calls: "Catatan telepon",
    no_calls: "Belum ada catatan telepon.",
    log_call: "Catat telepon",
    outcome: "Hasil telepon",
    call_note: "Catatan (boleh kosong; pendaftar boleh membacanya)",
    extend: "Perpanjang tawaran",
    revoke: "Tarik tawaran",
};

static EN: DeskWords = DeskWords {
    select_all: "Select all {} applications",
    loading: "Loading…",
    not_loaded: "Some rows aren't loaded. Scroll a little to try again.",
    only_first: "Only the first {} applications are shown. Narrow the filter.",
    row: "Row {}",
    and_more: "and {} more",
    and: "{} and {}",
    progress: "{} of {} done…",
    too_many_offers: "Seats can be offered to 500 applications at a time. Select fewer.",
    views: "Views",
    save_view: "Save view",
    view_name: "Name of the view",
    view_hint: "The filters, the order and the columns of now are kept under this name.",
    view_shared: "Share it with all staff of this centre",
    view_saved: "The view “{}” is saved.",
    delete_view: "Delete the view {}",
    shape: "Days, order, columns",
    all_days: "{}: show all days",
    columns: "Columns",
    sort: "Order",
    from: "Sent from",
    until: "to",
    also_open: "{} has this application open too.",
    calls: "Calls",
    no_calls: "No calls noted yet.",
    log_call: "Note a call",
    outcome: "What came of it",
    call_note: "Note (may be empty; the applicant may read it)",
    extend: "Extend the offer",
    revoke: "Take the offer back",
};

/// What heads a column.
#[must_use]
pub fn column(column: DeskColumn) -> &'static str {
    let language = language();
    match column {
        DeskColumn::Age => language.pick("Usia", "Age"),
        DeskColumn::Sex => language.pick("Jenis kelamin", "Sex"),
        DeskColumn::Education => language.pick("Pendidikan", "Education"),
        DeskColumn::Occupation => language.pick("Pekerjaan", "Work"),
        DeskColumn::Region => language.pick("Tempat tinggal", "Home"),
        DeskColumn::Submitted => language.pick("Dikirim", "Sent"),
        DeskColumn::Changed => language.pick("Berubah", "Changed"),
        DeskColumn::Waitlist => language.pick("Urutan tunggu", "Waiting place"),
        DeskColumn::OfferUntil => language.pick("Tawaran sampai", "Offer until"),
        DeskColumn::Score => language.pick("Nilai", "Score"),
    }
}

/// An order of the queue.
#[must_use]
pub fn sort(sort: QueueSort) -> &'static str {
    let language = language();
    match sort {
        QueueSort::SubmittedFirst => language.pick("Dikirim paling awal", "Sent first"),
        QueueSort::SubmittedLast => language.pick("Dikirim paling akhir", "Sent last"),
        QueueSort::ChangedLast => language.pick("Baru berubah", "Changed last"),
        QueueSort::Name => language.pick("Nama", "Name"),
        QueueSort::Waitlist => language.pick("Daftar tunggu", "Waiting list"),
    }
}

/// What came of a call.
#[must_use]
pub fn call_outcome(outcome: CallOutcome) -> &'static str {
    let language = language();
    match outcome {
        CallOutcome::Reached => language.pick("Tersambung", "Reached"),
        CallOutcome::NoAnswer => language.pick("Tidak diangkat", "No answer"),
        CallOutcome::WrongNumber => language.pick("Nomor salah", "Wrong number"),
        CallOutcome::CallBack => language.pick("Minta ditelepon lagi", "Call back"),
    }
}
