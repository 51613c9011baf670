//! What a person would call the device that is signed in: all that is kept of a browser's header.

use crate::language::Language;

word_enum! {
    /// A family of browsers.
    pub enum Browser {
        /// Chrome, and what calls itself so.
        Chrome = "CHROME",
        /// Edge.
        Edge = "EDGE",
        /// Firefox.
        Firefox = "FIREFOX",
        /// Opera.
        Opera = "OPERA",
        /// Safari.
        Safari = "SAFARI",
        /// The one on Samsung's phones.
        Samsung = "SAMSUNG",
        /// UC Browser, common on cheap phones.
        Uc = "UC",
        /// Any other, or none named.
        Other = "OTHER",
    }
}

word_enum! {
    /// What the browser runs on.
    pub enum System {
        /// Android.
        Android = "ANDROID",
        /// An iPhone or iPad.
        Ios = "IOS",
        /// A Mac.
        Mac = "MAC",
        /// Windows.
        Windows = "WINDOWS",
        /// Linux on a desk.
        Linux = "LINUX",
        /// Any other, or none named.
        Other = "OTHER",
    }
}

/// A browser on a system; coarse, so that it tells devices of one person apart and follows nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceLabel {
    /// The browser.
    pub browser: Browser,
    /// What it runs on.
    pub system: System,
}

impl DeviceLabel {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { browser: Browser::Other, system: System::Other };

    /// Reads a `User-Agent` header. Browsers name their ancestors as well, so the order counts.
    #[must_use]
    pub fn from_user_agent(text: &str) -> Self {
        const BROWSERS: &[(&str, Browser)] = &[
            ("UCBrowser", Browser::Uc),
            ("SamsungBrowser", Browser::Samsung),
            ("Edg", Browser::Edge),
            ("OPR/", Browser::Opera),
            ("Opera", Browser::Opera),
            ("Firefox", Browser::Firefox),
            ("FxiOS", Browser::Firefox),
            ("CriOS", Browser::Chrome),
            ("Chrome", Browser::Chrome),
            ("Safari", Browser::Safari),
        ];
        const SYSTEMS: &[(&str, System)] = &[
            ("Android", System::Android),
            ("iPhone", System::Ios),
            ("iPad", System::Ios),
            ("Windows", System::Windows),
            ("Macintosh", System::Mac),
            ("Linux", System::Linux),
            ("X11", System::Linux),
        ];
        let browser = BROWSERS.iter().find(|(sign, _)| text.contains(sign));
        let system = SYSTEMS.iter().find(|(sign, _)| text.contains(sign));
        Self {
            browser: browser.map_or(Browser::Other, |(_, browser)| *browser),
            system: system.map_or(System::Other, |(_, system)| *system),
        }
    }

    /// In words: "Chrome di Android".
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let browser = match self.browser {
            Browser::Chrome => Some("Chrome"),
            Browser::Edge => Some("Edge"),
            Browser::Firefox => Some("Firefox"),
            Browser::Opera => Some("Opera"),
            Browser::Safari => Some("Safari"),
            Browser::Samsung => Some("Samsung Internet"),
            Browser::Uc => Some("UC Browser"),
            Browser::Other => None,
        };
        let system = match self.system {
            System::Android => Some("Android"),
            System::Ios => Some("iPhone/iPad"),
            System::Mac => Some("Mac"),
            System::Windows => Some("Windows"),
            System::Linux => Some("Linux"),
            System::Other => None,
        };
        match (browser, system) {
            (Some(browser), Some(system)) => {
                [browser, language.pick(" di ", " on "), system].concat()
            }
            (Some(only), None) => String::from(only),
            (None, Some(only)) => [language.pick("Peramban di ", "A browser on "), only].concat(),
            (None, None) => {
                String::from(language.pick("Perangkat tak dikenal", "An unknown device"))
            }
        }
    }
}
