//! "Tell me about the next one": a form of one button, the same for who is signed in and who isn't.

use leptos::prelude::*;
use leptos_router::location::Url;

use crate::visit::visit;

/// What somebody wants to be told of: empty texts ask for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Words to find.
    pub search: String,
    /// `prg_…`
    pub program: String,
    /// `ins_…`
    pub institution: String,
    /// `voc_…`
    pub vocation: String,
    /// "51" or "51.71".
    pub region: String,
    /// A word of `DeliveryMode`.
    pub mode: String,
    /// A word of `Funding`.
    pub funding: String,
}

impl Wish {
    /// Of a program, whenever it is.
    #[must_use]
    pub fn of_program(id: &str) -> Self {
        Self { program: String::from(id), ..Self::default() }
    }

    /// What is asked for, by the names of the operation's fields.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, &str)> {
        let fields = [
            ("search", self.search.as_str()),
            ("programId", &self.program),
            ("institutionId", &self.institution),
            ("vocationId", &self.vocation),
            ("regionCode", &self.region),
            ("mode", &self.mode),
            ("funding", &self.funding),
        ];
        fields.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// Of fields by name, as [`Wish::fields`] gives them.
    #[must_use]
    pub fn of_fields(field: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| field(name).unwrap_or_default();
        Self {
            search: text("search"),
            program: text("programId"),
            institution: text("institutionId"),
            vocation: text("vocationId"),
            region: text("regionCode"),
            mode: text("mode"),
            funding: text("funding"),
        }
    }

    /// The page that asks for it once more: who had to sign in first finds the wish there.
    #[must_use]
    pub fn page(&self) -> String {
        let mut page = String::from("/kabari/baru");
        for (name, value) in self.fields() {
            page.push(if page.contains('?') { '&' } else { '?' });
            page.push_str(name);
            page.push('=');
            page.push_str(&Url::escape(value));
        }
        page
    }

    /// Whether it narrows the catalogue down, as the API asks for.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.fields().iter().any(|(name, _)| !matches!(*name, "mode" | "funding"))
    }
}

/// The button. The browser sends its form by itself, with scripts or without.
#[must_use]
pub fn tell_me(wish: &Wish, label: &'static str, class: &'static str) -> AnyView {
    let fields: Vec<AnyView> = wish
        .fields()
        .into_iter()
        .map(|(name, value)| {
            let value = String::from(value);
            view! { <input type="hidden" name=name value=value/> }.into_any()
        })
        .collect();
    view! {
        <form class="tell-me" method="post" action="/form/saveSearch">
            <input type="hidden" name="csrf" value=visit().csrf.clone()/>
            <input type="hidden" name="back" value=wish.page()/>
            {fields}
            <button type="submit" class=class>{label}</button>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_reads_back_from_its_fields_and_keeps_them_in_its_address() {
        let wish = Wish {
            search: String::from("las & listrik"),
            region: String::from("51.71"),
            mode: String::from("LURING"),
            ..Wish::default()
        };
        let fields = wish.fields();
        let field = |name: &str| {
            fields.iter().find(|(own, _)| *own == name).map(|(_, value)| String::from(*value))
        };
        assert_eq!(Wish::of_fields(field), wish);
        let page = wish.page();
        assert!(page.starts_with("/kabari/baru?search=las"), "{page}");
        assert!(page.contains("&regionCode=51") && page.ends_with("&mode=LURING"), "{page}");
    }

    #[test]
    fn how_it_is_taught_and_who_pays_narrow_nothing_down() {
        let broad = Wish { mode: String::from("LURING"), ..Wish::default() };
        assert!(!broad.is_narrow() && !Wish::default().is_narrow());
        assert!(Wish::of_program("prg_1").is_narrow());
    }
}
