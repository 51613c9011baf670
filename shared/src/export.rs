//! Lists that staff take along as files: which there are, and what stands in them.

word_enum! {
    /// A list that staff see and can take along.
    pub enum ExportList {
        /// Applications of a centre or a session.
        Applications = "APPLICATIONS",
        /// Who takes part in a session, with attendance and results.
        Participants = "PARTICIPANTS",
        /// Certificates that a centre issued.
        Certificates = "CERTIFICATES",
        /// Sessions of a centre.
        Sessions = "SESSIONS",
        /// The figures of a centre.
        Report = "REPORT",
    }
}

impl ExportList {
    /// How the list is called in addresses and files' names: `lamaran`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Applications => "lamaran",
            Self::Participants => "peserta",
            Self::Certificates => "sertifikat",
            Self::Sessions => "sesi",
            Self::Report => "laporan",
        }
    }

    /// The list of that name in an address.
    #[must_use]
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|list| list.slug() == slug)
    }
}

word_enum! {
    /// What kind of file.
    pub enum ExportFormat {
        /// Text with semicolons, for any program.
        Csv = "CSV",
        /// A workbook.
        Xlsx = "XLSX",
    }
}

impl ExportFormat {
    /// What a file's name ends with.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format of a name's ending.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.ending() == ending)
    }
}

/// A column of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportColumn {
    /// The application's id.
    Application,
    /// The person's name.
    Name,
    /// The NIK, its middle hidden.
    Nik,
    /// The person's day of birth.
    BirthDate,
    /// The person's sex.
    Sex,
    /// The highest education.
    Education,
    /// What the person does.
    Occupation,
    /// Where the person lives.
    Region,
    /// What is taught.
    Program,
    /// The field of training.
    Vocation,
    /// The first day.
    StartsOn,
    /// The last day.
    EndsOn,
    /// When it was sent.
    SubmittedAt,
    /// Where it stands.
    State,
    /// Why it was turned down.
    Reason,
    /// The place in the waiting list.
    WaitlistPosition,
    /// Until when a seat is held.
    OfferExpiresAt,
    /// When it last changed.
    ChangedAt,
    /// The share attended, in percent.
    AttendancePercent,
    /// What the rule says of finishing.
    Verdict,
    /// The certificate's number.
    CertificateNumber,
    /// What the certificate says.
    CertificateKind,
    /// The day it was issued.
    IssuedOn,
    /// The day it was taken back.
    RevokedOn,
    /// The session's id.
    Session,
    /// How it is taught.
    Mode,
    /// Who pays.
    Funding,
    /// How people are chosen.
    Method,
    /// Seats in all.
    Seats,
    /// Seats taken.
    SeatsTaken,
    /// How many wait.
    Waiting,
    /// How many people applied.
    Applicants,
    /// From when one can apply.
    RegistrationOpens,
    /// Until when one can apply.
    RegistrationCloses,
}

/// What a file says of itself, beside its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportNote {
    /// The heading of the page that says it.
    About,
    /// Which list.
    List,
    /// Whose.
    Institution,
    /// Of which session.
    Session,
    /// In which states.
    States,
    /// That a search narrowed it.
    Searched,
    /// Of sessions that begin in these days.
    Period,
    /// By which clocks times are written.
    TimeZone,
    /// When it was taken.
    TakenAt,
    /// How many rows there are.
    Rows,
    /// What is there where nothing narrowed it.
    All,
    /// Yes.
    Yes,
}
