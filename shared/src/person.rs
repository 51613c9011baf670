//! What a person tells about itself.

use crate::id::RegionCode;
use crate::nik::{Kk, Nik};
use crate::time::Date;

word_enum! {
    /// Sex as the identity card has it.
    pub enum Sex {
        /// Perempuan.
        Female = "FEMALE",
        /// Laki-laki.
        Male = "MALE",
    }
}

word_enum! {
    /// The highest education that a person finished.
    pub enum Education {
        /// No school finished.
        None = "NONE",
        /// Primary school.
        Sd = "SD",
        /// Lower secondary school.
        Smp = "SMP",
        /// Upper secondary school, general.
        Sma = "SMA",
        /// Upper secondary school, vocational.
        Smk = "SMK",
        /// One-year diploma.
        D1 = "D1",
        /// Two-year diploma.
        D2 = "D2",
        /// Three-year diploma.
        D3 = "D3",
        /// Four-year applied degree.
        D4 = "D4",
        /// Bachelor's degree.
        S1 = "S1",
        /// Master's degree.
        S2 = "S2",
        /// Doctorate.
        S3 = "S3",
    }
}

impl Education {
    /// The level, to compare with a least education: SMA and SMK are one level, D4 and S1 too.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Sd => 1,
            Self::Smp => 2,
            Self::Sma | Self::Smk => 3,
            Self::D1 => 4,
            Self::D2 => 5,
            Self::D3 => 6,
            Self::D4 | Self::S1 => 7,
            Self::S2 => 8,
            Self::S3 => 9,
        }
    }
}

word_enum! {
    /// What a person does now; some occupations are shut out of Prakerja [Perpres 113/2022].
    pub enum Occupation {
        /// Looks for work.
        SeekingWork = "SEEKING_WORK",
        /// Lost a job.
        LaidOff = "LAID_OFF",
        /// Works for an employer.
        Employed = "EMPLOYED",
        /// Works for itself.
        SelfEmployed = "SELF_EMPLOYED",
        /// Keeps house.
        Homemaker = "HOMEMAKER",
        /// In formal education.
        Student = "STUDENT",
        /// Civil servant.
        Asn = "ASN",
        /// Member of the armed forces.
        Tni = "TNI",
        /// Member of the police.
        Polri = "POLRI",
        /// State official.
        StateOfficial = "STATE_OFFICIAL",
        /// Member of a regional parliament.
        DprdMember = "DPRD_MEMBER",
        /// Village head or village official.
        VillageOfficial = "VILLAGE_OFFICIAL",
        /// Director, commissioner or supervisor of a state or regional company.
        BumnLeader = "BUMN_LEADER",
    }
}

word_enum! {
    /// A part of the profile, in the order in which the form asks for it.
    pub enum ProfileField {
        /// The full name.
        Name = "NAME",
        /// The identity number.
        Nik = "NIK",
        /// The family card's number.
        Kk = "KK",
        /// The date of birth.
        BirthDate = "BIRTH_DATE",
        /// The sex.
        Sex = "SEX",
        /// The highest education.
        Education = "EDUCATION",
        /// The occupation.
        Occupation = "OCCUPATION",
        /// The region of residence.
        Region = "REGION",
    }
}

impl ProfileField {
    /// The field's name in `UpdateProfileInput`.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nik => "nik",
            Self::Kk => "kk",
            Self::BirthDate => "birthDate",
            Self::Sex => "sex",
            Self::Education => "education",
            Self::Occupation => "occupation",
            Self::Region => "regionCode",
        }
    }
}

/// What a person has told so far; what is `None` is not known yet.
///
/// Holds secrets (NIK, KK), so it doesn't serialise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// The full name.
    pub name: String,
    /// The identity number.
    pub nik: Option<Nik>,
    /// The family card's number.
    pub kk: Option<Kk>,
    /// The date of birth.
    pub birth_date: Option<Date>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The highest education finished.
    pub education: Option<Education>,
    /// What the person does now.
    pub occupation: Option<Occupation>,
    /// Where the person lives.
    pub region: Option<RegionCode>,
}

impl Profile {
    /// What is still to be told before an application can be complete, in the form's order.
    #[must_use]
    pub fn missing(&self) -> Vec<ProfileField> {
        let lacks = |field: &ProfileField| match field {
            ProfileField::Name => self.name.trim().is_empty(),
            ProfileField::Nik => self.nik.is_none(),
            ProfileField::Kk => self.kk.is_none(),
            ProfileField::BirthDate => self.birth_date.is_none(),
            ProfileField::Sex => self.sex.is_none(),
            ProfileField::Education => self.education.is_none(),
            ProfileField::Occupation => self.occupation.is_none(),
            // A province alone is a beginning.
            ProfileField::Region => self.region.as_ref().is_none_or(RegionCode::is_province),
        };
        ProfileField::ALL.iter().copied().filter(lacks).collect()
    }

    /// Whether nothing is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing().is_empty()
    }
}
