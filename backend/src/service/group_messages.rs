//! Writing to a group of a session's applicants: on their page always, outside as they want it (DOMAIN,
//! Messages).

use balai_shared::{
    application::ApplicationState,
    error::{ErrorCode, FieldCode},
    id::{AccountId, ApplicationId, InstitutionId, NotificationId, SessionId},
    language::Language,
    message::{self, Letter},
    notification::{Channel, NotificationKind},
    policy::{Action, Actor},
    staff::{GROUP_MESSAGES_A_DAY, StaffActionKind},
    time::Instant,
};

use super::{Services, catalogue, outbox, session_history, staff_actions, text};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{message::Subject, staff::NewStaffAction},
    store::{self, Tx, group_message::GroupMessage, notification::News, preference::Recipient},
};

const LONGEST_SUBJECT: usize = 80;
const LONGEST_TEXT: usize = 1000;
/// The most people of one message: it is written in one transaction.
const MOST: usize = 2000;

/// To whom, and what.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ses_…`.
    pub session_id: String,
    /// To those in these states.
    pub states: Vec<ApplicationState>,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// Whom a message would reach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Preview {
    /// On the page of messages.
    pub people: usize,
    /// Of them by e-mail as well.
    pub by_email: usize,
    /// Of them by SMS as well.
    pub by_sms: usize,
    /// How many messages the session's applicants may still be written today.
    pub left_today: usize,
}

/// Whom a message would reach.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's session; `FORBIDDEN` for other roles;
/// `VALIDATION_FAILED` for no states, or such in which nobody is written to.
pub async fn preview(
    services: &Services,
    actor: &Actor,
    session: &str,
    states: &[ApplicationState],
) -> Result<Preview> {
    let (id, ..) = permitted(services, actor, session).await?;
    let states = living(states)?;
    let connection = services.store.read();
    let found = store::group_message::recipients(connection, id, &states).await?;
    let now = services.clock().now();
    let sent = store::group_message::count(connection, id, now.plus_days(-1)).await?;
    let by = |channel| found.iter().filter(|(_, to)| to.reach.channel() == Some(channel)).count();
    let most = usize::try_from(GROUP_MESSAGES_A_DAY.saturating_sub(sent)).unwrap_or_default();
    Ok(Preview {
        people: found.len(),
        by_email: by(Channel::Email),
        by_sms: by(Channel::Sms),
        left_today: most,
    })
}

/// Writes to them; how many there were.
///
/// # Errors
/// As [`preview`]; `VALIDATION_FAILED` for a blank or long text, or one with a link to elsewhere;
/// `CONFLICT` where nobody is in these states; `RATE_LIMITED` after three in a day.
pub async fn send(services: &Services, actor: &Actor, input: &Input) -> Result<usize> {
    let (session, institution, by) = permitted(services, actor, &input.session_id).await?;
    let states = living(&input.states)?;
    let mut faults = Vec::new();
    let subject = text::required("subject", &input.subject, LONGEST_SUBJECT, &mut faults);
    let words = text::required("text", &input.text, LONGEST_TEXT, &mut faults);
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let own = services.public_url.as_deref();
    for (path, said) in [("subject", &subject), ("text", &words)] {
        if leads_elsewhere(said, own) {
            return Err(Error::field(path, FieldCode::NotAllowed));
        }
    }
    let new = GroupMessage {
        session,
        at: Instant::from_millis(0),
        sent_by: by,
        subject,
        text: words,
        states,
        people: 0,
    };
    services.store.write(move |tx| Box::pin(async move { write(tx, institution, new).await })).await
}

async fn write(tx: &Tx, institution: InstitutionId, new: GroupMessage) -> Result<usize> {
    let now = tx.now().await?;
    let session = new.session;
    // One after the other, so that the day's limit holds.
    store::session_life::lock(tx, session).await?;
    let sent = store::group_message::count(tx.conn(), session, now.plus_days(-1)).await?;
    if sent >= GROUP_MESSAGES_A_DAY {
        return Err(Error::later(ErrorCode::RateLimited, 24 * 60 * 60));
    }
    let to = store::group_message::recipients(tx.conn(), session, &new.states).await?;
    if to.is_empty() {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    if to.len() > MOST {
        return Err(Error::field("states", FieldCode::TooMany));
    }
    let people = i32::try_from(to.len()).unwrap_or(i32::MAX);
    let new = GroupMessage { at: now, people, ..new };
    store::group_message::insert(tx, &new).await.map_err(same_moment)?;
    for (application, recipient) in &to {
        tell(tx, *application, *recipient, now).await?;
    }
    let by = Some(new.sent_by);
    let action = NewStaffAction::new(institution, by, StaffActionKind::GroupMessage);
    let action = NewStaffAction { session: Some(session), people: Some(people), ..action };
    staff_actions::note(tx, &action, now).await?;
    Ok(to.len())
}

async fn tell(tx: &Tx, id: ApplicationId, to: Recipient, at: Instant) -> Result<()> {
    let news = News {
        id: NotificationId::from_u128(new_id(at)?),
        account: to.account,
        about: Subject::Application(id),
        kind: NotificationKind::CentreMessage,
        at,
    };
    store::notification::insert(tx, news).await?;
    outbox::tell(tx, to, news).await
}

/// A message is known by its moment.
fn same_moment(error: Error) -> Error {
    if error.is_unique_violation() { Error::refused(ErrorCode::Conflict) } else { error }
}

async fn permitted(
    services: &Services,
    actor: &Actor,
    session: &str,
) -> Result<(SessionId, InstitutionId, AccountId)> {
    let listing =
        session_history::permitted(services, actor, session, Action::MessageGroup).await?;
    let Actor::Person { account, .. } = actor else {
        return Err(Error::refused(ErrorCode::Forbidden));
    };
    Ok((listing.session.id, listing.institution.id, *account))
}

/// Who withdrew or was turned down is left in peace, and of drafts nobody knows.
fn living(states: &[ApplicationState]) -> Result<Vec<ApplicationState>> {
    if states.is_empty() {
        return Err(Error::field("states", FieldCode::Required));
    }
    if states.iter().any(|state| !state.is_live()) {
        return Err(Error::field("states", FieldCode::NotAllowed));
    }
    let mut once = states.to_vec();
    once.sort_unstable();
    once.dedup();
    Ok(once)
}

/// Whether a text has a link to anywhere but here: who has got hold of a staff account must not send
/// people to a page that looks like ours. Phones make a link of whatever looks like a host's name, so
/// that is one, too.
fn leads_elsewhere(text: &str, own: Option<&str>) -> bool {
    let own = own.map(|own| own.trim_end_matches('/').to_lowercase());
    text.split(|letter: char| letter.is_whitespace() || "|,;()<>\"'[]{}".contains(letter))
        .any(|word| is_link(&word.to_lowercase(), own.as_deref()))
}

fn is_link(word: &str, own: Option<&str>) -> bool {
    let after_own = own.and_then(|own| word.strip_prefix(own));
    // Of a longer host's name ours may be the beginning.
    if let Some(rest) = after_own.filter(|rest| rest.is_empty() || rest.starts_with('/')) {
        return rest.contains("://") || rest.contains('@');
    }
    // An address to write to is none to open.
    let mail = word.matches('@').count() == 1 && !word.contains('/');
    word.contains("://") || !mail && word.split(['/', '?', '#', ':', '@']).any(looks_like_a_host)
}

/// Endings of which phones make a link without being told to.
const LINKED: &[&str] = &[
    "app", "biz", "cc", "click", "cloud", "club", "co", "com", "dev", "fun", "ga", "gg", "icu",
    "id", "info", "io", "link", "live", "ly", "me", "ml", "net", "one", "online", "org", "page",
    "pro", "shop", "site", "space", "store", "tech", "tk", "to", "top", "tv", "us", "vip", "web",
    "website", "win", "work", "world", "xyz",
];

/// `bit.ly`, `www.contoh.co.id`; not `09.00`, `S.Pd.` or `KTP.Datang`.
fn looks_like_a_host(part: &str) -> bool {
    let part = part.trim_end_matches(['.', '!', '?']);
    let Some((before, last)) = part.rsplit_once('.') else { return false };
    let named = before.bytes().any(|byte| byte.is_ascii_alphanumeric());
    part.starts_with("www.") || named && LINKED.contains(&last)
}

/// The letter of a message to a group; `None` where the application or the words are gone.
///
/// # Errors
/// The database's own.
pub(super) async fn letter(
    services: &Services,
    (id, at): (ApplicationId, Instant),
    language: Language,
) -> Result<Option<Letter>> {
    let connection = services.store.read();
    let found = store::application::by_ids(connection, &[id]).await?;
    let Some(application) = found.into_iter().next() else { return Ok(None) };
    let key = (application.session, at);
    let Some((subject, text)) = words(services, &[key]).await?.remove(&key) else {
        return Ok(None);
    };
    let session = catalogue::session(services, &Actor::System, application.session).await?;
    Ok(session.map(|listing| {
        let from = (listing.institution.name.as_str(), listing.program.title.as_str());
        message::centre_letter(from, (&subject, &text), language)
    }))
}

/// The words of messages to groups, by session and moment: subject and text.
///
/// # Errors
/// The database's own.
pub async fn words(
    services: &Services,
    keys: &[(SessionId, Instant)],
) -> Result<std::collections::HashMap<(SessionId, Instant), (String, String)>> {
    store::group_message::words(services.store.read(), keys).await
}

#[cfg(test)]
mod tests {
    use super::leads_elsewhere;

    #[test]
    fn a_link_leads_home_or_is_none() {
        let own = Some("https://balai.example");
        for text in [
            "Bawa KTP.Datang pukul 8.00-10.00, temui Made Suta, S.Pd., M.Si.",
            "Lihat https://balai.example/sesi/1",
            "(https://balai.example)",
            "Tulis ke balai@denpasar.go.id.",
        ] {
            assert!(!leads_elsewhere(text, own), "{text}");
        }
        for text in [
            "Buka http://jahat.example",
            "www.jahat.example",
            "https://balai.example.jahat.example/x",
            "(https://jahat.example)",
            "Isi bit.ly/blk-2026.",
            "jahat.com",
            "https://balai.example/|https://jahat.example",
            "https://balai.example/x?https://jahat.example",
            "https://balai.example@jahat.example",
            "x@y@jahat.com/z",
        ] {
            assert!(leads_elsewhere(text, own), "{text}");
        }
        assert!(leads_elsewhere("https://balai.example/sesi", None));
    }
}
