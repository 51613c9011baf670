//! All that is kept of a person's applications, for that person: a part of [`super::own_data`].

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use balai_shared::{
    id::{ApplicantId, ApplicationId, SessionId},
    policy::{Actor, Scope},
    ranking,
    time::{Date, Instant},
};
use futures_util::FutureExt;

use super::{
    Services, applications, catalogue, document_checks, own_data::all, rate_training, selection,
};
use crate::{
    error::Result,
    model::{
        application::{Application, ApplicationQuery, Event, Thread},
        benefit::Rating,
        desk::Remark,
        document::Check,
        selection::Standing,
        slot::Slot,
        training::{Finish, Mark, Printed, UnitOutcome},
    },
    store,
};

/// An application with all that belongs to it.
#[derive(Debug)]
pub struct OwnApplication {
    /// The application.
    pub application: Application,
    /// What it is for.
    pub title: String,
    /// What the person wrote.
    pub motivation: Option<String>,
    /// What happened to it, as the person reads it.
    pub history: Vec<Event>,
    /// What the person said of the training.
    pub rating: Option<Rating>,
    /// What it went on from, and to.
    pub thread: Thread,
    /// What a selection found.
    pub selection: OwnSelection,
    /// What came of the training.
    pub training: OwnTraining,
    /// What the centre's staff noted: calls and notes, the latest first.
    pub remarks: Vec<Remark>,
    /// What the centre said of the documents.
    pub checks: Vec<Check>,
}

/// What a selection found, once it is concluded: nothing before.
#[derive(Debug, Default)]
pub struct OwnSelection {
    /// The newest marks, each with its criterion's name.
    pub marks: Vec<(String, ranking::Mark)>,
    /// What it gave.
    pub standing: Option<Standing>,
    /// Times that were chosen for tests and interviews: for what, when, and since when.
    pub appointments: Vec<(String, Slot, Instant)>,
}

/// What came of a training.
#[derive(Debug, Default)]
pub struct OwnTraining {
    /// The marks of attendance that hold, each with its meeting's day.
    pub attendance: Vec<(Date, Mark)>,
    /// What assessments found.
    pub outcomes: Vec<UnitOutcome>,
    /// What is kept of the finish.
    pub finish: Option<Finish>,
    /// Every certificate, the first first: those too that were taken back.
    pub certificates: Vec<Printed>,
}

/// Those of this applicant, who is the caller.
pub(super) async fn of(
    services: &Services,
    actor: &Actor,
    applicant: ApplicantId,
) -> Result<Vec<OwnApplication>> {
    let (connection, query) = (services.store.read(), &ApplicationQuery::default());
    let found = all(|window| {
        let scope = Scope::Applicant(applicant);
        async move { store::application_list::list(connection, query, &scope, &window).await }
            .boxed()
    })
    .await?;
    let ids: Vec<_> = found.iter().map(|application| application.id).collect();
    let mut motivations = applications::motivations(services, &ids).await?;
    let mut histories = applications::histories(services, &ids).await?;
    let mut threads = store::deferral::threads(connection, &ids).await?;
    let mut ratings = rate_training::own(services, actor, &ids).await?;
    let mut selections = selections(services, actor, &found).await?;
    let mut trainings = trainings(services, &found).await?;
    let mut remarks: HashMap<ApplicationId, Vec<Remark>> = HashMap::new();
    for remark in store::remark::of_applications(connection, &ids).await? {
        remarks.entry(remark.application).or_default().push(remark);
    }
    let mut checks = document_checks::of(services, &ids).await?;
    let mut titles = titles(services, actor, &found).await?;
    let own = |application: Application| {
        let id = application.id;
        let history = histories.remove(&id).unwrap_or_default();
        OwnApplication {
            title: titles.remove(&id).unwrap_or_default(),
            motivation: motivations.remove(&id),
            history: applications::as_read(actor, &application, history),
            rating: ratings.remove(&id),
            thread: threads.remove(&id).unwrap_or_default(),
            selection: selections.remove(&id).unwrap_or_default(),
            training: trainings.remove(&id).unwrap_or_default(),
            remarks: remarks.remove(&id).unwrap_or_default(),
            checks: checks.remove(&id).unwrap_or_default(),
            application,
        }
    };
    Ok(found.into_iter().map(own).collect())
}

async fn titles(
    services: &Services,
    actor: &Actor,
    found: &[Application],
) -> Result<HashMap<ApplicationId, String>> {
    let mut known: HashMap<SessionId, String> = HashMap::new();
    let mut titles = HashMap::new();
    for application in found {
        let title = match known.entry(application.session) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let listing = catalogue::session(services, actor, application.session).await?;
                unknown.insert(listing.map(|listing| listing.program.title).unwrap_or_default())
            }
        };
        titles.insert(application.id, title.clone());
    }
    Ok(titles)
}

async fn selections(
    services: &Services,
    actor: &Actor,
    found: &[Application],
) -> Result<HashMap<ApplicationId, OwnSelection>> {
    let ids: Vec<_> = found.iter().map(|application| application.id).collect();
    let sessions: Vec<_> = found.iter().map(|application| application.session).collect();
    let plans = store::selection::plans(services.store.read(), &sessions).await?;
    let mut marks = selection::marks_of(services, actor, &ids).await?;
    let standings = selection::standings(services, actor, &ids).await?.into_iter();
    let mut booked = selection::slots::booked(services, &ids).await?;
    let mut standings: HashMap<_, _> = standings.map(|one| (one.application, one)).collect();
    let mut selections = HashMap::new();
    for application in found {
        let plan = plans.get(&application.session);
        let name =
            |index: usize| plan.and_then(|plan| Some(plan.criteria.get(index)?.name.clone()));
        let own: BTreeMap<_, _> = marks.remove(&application.id).unwrap_or_default();
        let own = own.into_iter().map(|(index, mark)| (name(index).unwrap_or_default(), mark));
        let standing = standings.remove(&application.id);
        let appointments = booked.remove(&application.id).unwrap_or_default();
        let own = OwnSelection { marks: own.collect(), standing, appointments };
        selections.insert(application.id, own);
    }
    Ok(selections)
}

async fn trainings(
    services: &Services,
    found: &[Application],
) -> Result<HashMap<ApplicationId, OwnTraining>> {
    let connection = services.store.read();
    let ids: Vec<_> = found.iter().map(|application| application.id).collect();
    let mut days = HashMap::new();
    for application in found {
        for meeting in store::meeting::of_session(connection, application.session).await? {
            days.insert(meeting.id, meeting.day);
        }
    }
    let mut trainings: HashMap<ApplicationId, OwnTraining> = HashMap::new();
    for mark in store::attendance::of_applications(connection, &ids).await? {
        if let Some(day) = days.get(&mark.meeting) {
            trainings.entry(mark.application).or_default().attendance.push((*day, mark));
        }
    }
    for training in trainings.values_mut() {
        training.attendance.sort_unstable_by_key(|(day, _)| *day);
    }
    for (id, outcome) in store::assessment::of_applications(connection, &ids).await? {
        trainings.entry(id).or_default().outcomes.push(outcome);
    }
    for finish in store::assessment::finishes(connection, &ids).await? {
        trainings.entry(finish.application).or_default().finish = Some(finish);
    }
    for printed in store::certificate::all_of_applications(connection, &ids).await? {
        trainings.entry(printed.issued.application).or_default().certificates.push(printed);
    }
    Ok(trainings)
}
