//! A program's own page with its sessions.

use balai_shared::money::Rupiah;
use balai_shared::person::Education;

use super::catalogue::SessionCards;
use super::schema;
use super::session::{InstitutionName, NodeVariablesFields, ProgramStars};
use super::word::Word;

fragment! {
    /// The program's page.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct ProgramPage {
        /// The program, `None` when there is none to see.
        #[arguments(id: $id)]
        pub node: Option<ProgramNode>,
        /// Its sessions, the nearest first.
        #[arguments(filter: { programId: $id }, first: 20)]
        pub sessions: SessionCards,
    }
}

node! {
    /// A node that should be a program.
    pub enum ProgramNode { Program(ProgramDetail) }
}

fragment! {
    /// A program with all that helps to decide.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct ProgramDetail {
        /// `prg_…`
        pub id: cynic::Id,
        /// Its title.
        pub title: String,
        /// What is learnt.
        pub description: String,
        /// Lesson hours (JP).
        pub hours: i32,
        /// What it costs; zero when free.
        pub price: Rupiah,
        /// Its field of work.
        pub vocation: VocationName,
        /// Who teaches it.
        pub institution: InstitutionName,
        /// The certification scheme it leads to.
        pub skkni_scheme: Option<String>,
        /// Level 1 to 9 of the national framework.
        pub kkni_level: Option<i32>,
        /// Least education.
        pub minimum_education: Option<Word<Education>>,
        /// Least age in years.
        pub minimum_age: Option<i32>,
        /// Greatest age in years.
        pub maximum_age: Option<i32>,
        /// What people who finished it say, once enough do.
        pub rating: Option<ProgramStars>,
    }
}

fragment! {
    /// A field of work.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Vocation")]
    pub struct VocationName {
        /// Its name in the person's language.
        pub name: String,
    }
}
