//! Whom a search in applications is for.

use balai_shared::{
    nik::Nik,
    policy::{Actor, applications_scope, details_scope},
    typed,
};

use super::{
    Services,
    attempts::{self, Subject},
    limits, text,
};
use crate::{
    error::{Error, Result},
    model::application::{ApplicationQuery, Sought},
    store,
};

/// The longest search, in characters: a name's.
const LONGEST_SEARCH: usize = 100;

/// A whole NIK means its person, where the caller may see NIKs; anything else the words of a name.
///
/// A NIK that finds nobody is counted: who could try them all would find out by trying what lists hide.
///
/// # Errors
/// `VALIDATION_FAILED` for too long a search; `RATE_LIMITED` after too many NIKs that found nobody.
pub async fn sought(
    services: &Services,
    actor: &Actor,
    search: Option<&str>,
) -> Result<Option<Sought>> {
    let mut fields = Vec::new();
    let search = text::optional("search", search, LONGEST_SEARCH, &mut fields);
    if !fields.is_empty() {
        return Err(Error::invalid(fields));
    }
    let Some(search) = search else { return Ok(None) };
    let Ok(nik) = Nik::parse(&search) else { return Ok(Some(Sought::Named(words(search)))) };
    let index = store::applicant::nik_index(services.vault(), &nik);
    let sought = Sought::Nik(index, details_scope(actor));
    count(services, actor, (&nik, &sought)).await?;
    Ok(Some(sought))
}

/// The words of a name as the list folds it. Signs alone are no word and are sought as they are: no name
/// has them, while nothing sought would be everybody.
fn words(search: String) -> Vec<String> {
    let words: Vec<String> = typed::folded(&search).split_whitespace().map(String::from).collect();
    if words.is_empty() { vec![search] } else { words }
}

async fn count(services: &Services, actor: &Actor, (nik, sought): (&Nik, &Sought)) -> Result<()> {
    let who = match actor {
        Actor::Person { account, .. } => account.to_string(),
        Actor::Partner { key, .. } => key.to_string(),
        // Lists show them nothing, or all.
        Actor::Visitor | Actor::System => return Ok(()),
    };
    let vault = services.vault();
    let value = Subject::of_value(vault, &limits::NIK_SEARCH, (&who, nik.as_str()));
    let by = Subject::new(vault, &limits::NIK_SEARCH, &who);
    let counted = attempts::count_new(services, vec![value], vec![by]).await?;
    let query = ApplicationQuery { sought: Some(sought.clone()), ..ApplicationQuery::default() };
    let scope = applications_scope(actor);
    let found = store::application_list::count(services.store.read(), &query, &scope).await?;
    if found > 0 { counted.take_back(services).await } else { Ok(()) }
}
