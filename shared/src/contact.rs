//! Names, phone numbers, addresses and passwords, as people type them.

use std::fmt;

use crate::error::{FieldCode, FieldError};
use crate::password::{Weakness, weakness};
use crate::typed;

/// Why a contact, a name or a password can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// Nothing was given.
    #[error("nothing was given")]
    Blank,
    /// It has too few characters.
    #[error("too short: {given}")]
    TooShort {
        /// How many characters (digits of a phone number) were given.
        given: usize,
    },
    /// It has too many characters.
    #[error("too long: {given}")]
    TooLong {
        /// How many characters (digits of a phone number) were given.
        given: usize,
    },
    /// It has another shape than it must have.
    #[error("has another shape")]
    Shape,
    /// The password is the contact itself.
    #[error("may not be the same as the contact")]
    SameAsContact,
    /// The password is among the first that anybody would guess.
    #[error("too common")]
    Common,
    /// The password is made of the person's own name or numbers.
    #[error("too personal")]
    Personal,
}

impl ContactError {
    /// The same as an error of the input field at `path`.
    #[must_use]
    pub fn field_error(self, path: &str) -> FieldError {
        match self {
            Self::Blank => FieldError::new(path, FieldCode::Required),
            Self::TooShort { given } => FieldError::with_given(path, FieldCode::TooShort, given),
            Self::TooLong { given } => FieldError::with_given(path, FieldCode::TooLong, given),
            Self::Shape => FieldError::new(path, FieldCode::InvalidFormat),
            Self::SameAsContact => FieldError::new(path, FieldCode::NotAllowed),
            Self::Common => FieldError::new(path, FieldCode::TooCommon),
            Self::Personal => FieldError::new(path, FieldCode::TooPersonal),
        }
    }
}

/// An Indonesian phone number as `+62812…`. `Debug` shows it masked, and it doesn't serialise.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Parses `0812…`, `+62812…`, `62812…`, `812…`, and what people make of them: `+62 0812…`,
    /// `0062812…`. Blanks, marks that can't be seen, dots, dashes, slashes and brackets don't count.
    ///
    /// # Errors
    /// Another country or shape, or fewer than 9 or more than 15 digits with the 62.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let mut bare = typed::bare(text);
        bare.retain(|c| !matches!(c, '(' | ')' | '/'));
        if bare.is_empty() {
            return Err(ContactError::Blank);
        }
        let digits = bare.strip_prefix('+').unwrap_or(&bare);
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ContactError::Shape);
        }
        let abroad = digits.strip_prefix("62").or_else(|| digits.strip_prefix("0062"));
        let national = match abroad {
            // The zero is for calls within the country; many write both.
            Some(national) => national.strip_prefix('0').unwrap_or(national),
            None if bare.starts_with('+') => return Err(ContactError::Shape),
            None if digits.starts_with('8') => digits,
            None => digits.strip_prefix('0').ok_or(ContactError::Shape)?,
        };
        if national.starts_with('0') {
            return Err(ContactError::Shape);
        }
        match national.len() + 2 {
            given @ ..9 => Err(ContactError::TooShort { given }),
            9..=15 => {
                let mut number = String::from("+62");
                number.push_str(national);
                Ok(Self(number))
            }
            given => Err(ContactError::TooLong { given }),
        }
    }

    /// The number, `+62812…`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people may see it: `+62812••••890`.
    #[must_use]
    pub fn masked(&self) -> String {
        let shown_end = self.0.len() - 3;
        let hidden = shown_end.saturating_sub(6);
        let mut masked = String::from(&self.0[..shown_end - hidden]);
        masked.extend(std::iter::repeat_n('•', hidden));
        masked.push_str(&self.0[shown_end..]);
        masked
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// An e-mail address; kept as typed, compared in its normal form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The longest address that mail can carry, in bytes [RFC 5321].
    const LONGEST: usize = 254;

    /// Takes what could be an address: only a message sent to it can prove that it is one.
    ///
    /// # Errors
    /// No `@` between a name and a domain with a dot; spaces; too long.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let address = text.trim_matches(typed::is_blank);
        if address.is_empty() {
            return Err(ContactError::Blank);
        }
        if address.len() > Self::LONGEST {
            return Err(ContactError::TooLong { given: address.chars().count() });
        }
        let (name, domain) = address.rsplit_once('@').ok_or(ContactError::Shape)?;
        let odd =
            |c: char| c.is_whitespace() || is_invisible(c) || matches!(c, '@' | '<' | '>' | ',');
        let labels_fit = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
        if name.is_empty() || name.contains(odd) || domain.contains(odd) || !labels_fit {
            return Err(ContactError::Shape);
        }
        Ok(Self(String::from(address)))
    }

    /// The address as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people may see it: `k•••k@uji.id`.
    #[must_use]
    pub fn masked(&self) -> String {
        let (name, domain) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        let mut masked = String::new();
        masked.extend(name.chars().next());
        masked.push_str("•••");
        if name.chars().count() > 2 {
            masked.extend(name.chars().next_back());
        }
        masked.push('@');
        masked.push_str(domain);
        masked
    }

    /// The form that is unique among accounts: small letters.
    #[must_use]
    pub fn normal(&self) -> String {
        self.0.to_lowercase()
    }
}

/// What a person signs in with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Contact {
    /// A phone number.
    Phone(PhoneNumber),
    /// An e-mail address.
    Email(EmailAddress),
}

impl Contact {
    /// Reads what holds an `@` as an address, everything else as a phone number.
    ///
    /// # Errors
    /// As the two parsers.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        if text.contains('@') {
            EmailAddress::parse(text).map(Self::Email)
        } else {
            PhoneNumber::parse(text).map(Self::Phone)
        }
    }
}

/// A person's name as on the identity card; one word is a whole name for many Indonesians.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName(String);

impl PersonName {
    /// The longest name, in characters.
    pub const LONGEST: usize = 100;

    /// Trims, and makes every run of spaces one; the blanks that texts are pasted with are spaces.
    ///
    /// # Errors
    /// Nothing left, more than 100 characters, or characters that can't be seen.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let is_space = |c: char| c.is_whitespace() && !is_invisible(c);
        let words: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
        let joined = words.join(" ");
        let name = joined.trim();
        if name.is_empty() {
            return Err(ContactError::Blank);
        }
        if name.contains(is_invisible) {
            return Err(ContactError::Shape);
        }
        let given = name.chars().count();
        if given > Self::LONGEST {
            return Err(ContactError::TooLong { given });
        }
        Ok(Self(String::from(name)))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, line breaks, those that turn the direction of writing, and others that leave
/// no mark [Unicode, Default_Ignorable_Code_Point]: with them, one name could look like another.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}')
}

/// The rules for a password; the password itself is never kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Password;

impl Password {
    /// The fewest characters.
    pub const SHORTEST: usize = 10;
    /// The most characters: a longer one only costs the server time to hash.
    pub const LONGEST: usize = 200;

    /// Checks the length, in characters. No rules on kinds of characters: they make passwords
    /// worse, not better [NIST SP 800-63B].
    ///
    /// # Errors
    /// Blank, too short or too long.
    pub fn check(password: &str) -> Result<(), ContactError> {
        match password.chars().count() {
            0 => Err(ContactError::Blank),
            given if given < Self::SHORTEST => Err(ContactError::TooShort { given }),
            given if given > Self::LONGEST => Err(ContactError::TooLong { given }),
            _ => Ok(()),
        }
    }

    /// Checks the length, and that the password is none of the person's contacts as typed.
    ///
    /// # Errors
    /// As [`Password::check`], and the same as a contact, capital or small.
    pub fn check_against(password: &str, contacts: &[&str]) -> Result<(), ContactError> {
        Self::check(password)?;
        let plain = |text: &str| text.trim().to_lowercase();
        if contacts.iter().any(|contact| plain(contact) == plain(password)) {
            return Err(ContactError::SameAsContact);
        }
        Ok(())
    }

    /// Checks all that a new password must be: as [`Password::check_against`], and none of those that
    /// are guessed first. `own` are the person's name, NIK and KK where they are known.
    ///
    /// # Errors
    /// As [`Password::check_against`]; too common; made of what is the person's own.
    pub fn check_new(password: &str, contacts: &[&str], own: &[&str]) -> Result<(), ContactError> {
        Self::check_against(password, contacts)?;
        let personal: Vec<&str> = contacts.iter().chain(own).copied().collect();
        match weakness(password, &personal) {
            None => Ok(()),
            Some(Weakness::Common) => Err(ContactError::Common),
            Some(Weakness::Personal) => Err(ContactError::Personal),
        }
    }
}
