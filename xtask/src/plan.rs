//! Which steps the test command has, and which of them a developer asked for.

use clap::ValueEnum;

use crate::environment::Build;
use crate::packages::Need;

/// A part of the test command that makes sense alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Group {
    /// Format, clippy, the house's rules
    Lint,
    /// Tests inside the crates and the examples in their docs
    Unit,
    /// The API on SQLite and PostgreSQL, the layering
    Api,
    /// The browser's journeys, and the commands' faults
    Journey,
    /// The audits of GraphQL over HTTP
    Audit,
    /// Sizes and the time to start
    Numbers,
}

impl Group {
    /// All, in the order in which they run.
    pub(crate) const ALL: [Self; 6] =
        [Self::Lint, Self::Unit, Self::Api, Self::Journey, Self::Audit, Self::Numbers];

    /// What it needs from the distribution.
    pub(crate) fn needs(self) -> &'static [Need] {
        match self {
            Self::Lint | Self::Unit | Self::Numbers => &[],
            Self::Api => &[Need::Postgres],
            Self::Journey => &[Need::Chromium, Need::ChromeDriver, Need::Node, Need::Npm],
            Self::Audit => &[Need::Node, Need::Npm],
        }
    }

    /// Its tests, as nextest's filter names them; the journeys and the commands are test
    /// binaries of their own.
    pub(crate) fn filter(self) -> Option<&'static str> {
        match self {
            Self::Unit => Some("not package(balai-tests)"),
            Self::Api => Some("package(balai-tests) and not (binary(journey) or binary(fault))"),
            Self::Journey => Some("package(balai-tests) and (binary(journey) or binary(fault))"),
            Self::Lint | Self::Audit | Self::Numbers => None,
        }
    }

    fn steps(self) -> &'static [Step] {
        match self {
            Self::Lint => {
                &[Step::Format, Step::Clippy, Step::ClippyApplicant, Step::ClippyStaff, Step::House]
            }
            Self::Unit => &[Step::Tests, Step::Examples],
            Self::Api => &[Step::Tests],
            Self::Journey => &[Step::Bundles, Step::Server, Step::Tests],
            Self::Audit => &[Step::Bundles, Step::Server, Step::Audits],
            Self::Numbers => &[Step::Bundles, Step::Server, Step::Numbers],
        }
    }
}

/// One step, shown and timed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Needs,
    Format,
    House,
    Clippy,
    ClippyApplicant,
    ClippyStaff,
    Bundles,
    Server,
    Release,
    Tests,
    Examples,
    Audits,
    Numbers,
}

impl Step {
    /// All, in the order in which they run: what fails fast comes first.
    const ALL: [Self; 13] = [
        Self::Needs,
        Self::Format,
        Self::House,
        Self::Clippy,
        Self::ClippyApplicant,
        Self::ClippyStaff,
        Self::Bundles,
        Self::Server,
        Self::Release,
        Self::Tests,
        Self::Examples,
        Self::Audits,
        Self::Numbers,
    ];

    /// Its name for people.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Needs => "what the tests need",
            Self::Format => "format",
            Self::House => "house rules",
            Self::Clippy => "clippy",
            Self::ClippyApplicant => "clippy, applicants' app for WASM",
            Self::ClippyStaff => "clippy, staff's console for WASM",
            Self::Bundles => "both bundles",
            Self::Server => "server and tests",
            Self::Release => "release binary",
            Self::Tests => "tests",
            Self::Examples => "examples in the docs",
            Self::Audits => "GraphQL-over-HTTP audits",
            Self::Numbers => "numbers",
        }
    }

    /// The steps that must have ended well for this one to make sense.
    pub(crate) fn after(self) -> &'static [Self] {
        match self {
            Self::Needs | Self::Format | Self::House | Self::Bundles => &[],
            Self::Clippy | Self::ClippyApplicant | Self::ClippyStaff | Self::Examples => &[],
            Self::Server | Self::Release => &[Self::Bundles],
            Self::Tests | Self::Audits | Self::Numbers => {
                &[Self::Bundles, Self::Server, Self::Release]
            }
        }
    }
}

/// The steps of these groups, each once, in order; the server as it is shipped or as the tests build
/// it.
pub(crate) fn steps(groups: &[Group], server: Build) -> Vec<Step> {
    let asked = |step: &Step| groups.iter().any(|group| group.steps().contains(step));
    let mut steps = Step::ALL.to_vec();
    steps.retain(|step| *step == Step::Needs || asked(step));
    if server == Build::Release {
        for step in steps.iter_mut().filter(|step| **step == Step::Server) {
            *step = Step::Release;
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_groups_make_all_steps_with_one_server() {
        for (build, left_out) in [(Build::Tests, Step::Release), (Build::Release, Step::Server)] {
            let mut expected = Step::ALL.to_vec();
            expected.retain(|step| *step != left_out);
            assert_eq!(steps(&Group::ALL, build), expected);
        }
    }

    #[test]
    fn api_tests_need_no_bundle() {
        assert_eq!(steps(&[Group::Api], Build::Tests), [Step::Needs, Step::Tests]);
    }

    #[test]
    fn no_step_runs_before_what_it_needs() {
        for (place, step) in Step::ALL.iter().enumerate() {
            assert!(step.after().iter().all(|before| Step::ALL[..place].contains(before)));
        }
    }
}
