//! The operations by name, with their documents.
//!
//! cynic writes the documents from the fragments; the texts are kept in `documents/`, so that the
//! browser needn't carry cynic's writer and the server knows them all beforehand. A test compares
//! each with what cynic writes, and another, run by hand, writes them anew.

use cynic::QueryVariables;
use serde::Serialize;

use super::reading::Read;
use super::*;

/// An operation of the app.
pub trait Operation: Read + Send + 'static {
    /// Its variables.
    type Variables: QueryVariables + Serialize;
    /// Its name in the document.
    const NAME: &'static str;
    /// Its document.
    const DOCUMENT: &'static str;
}

macro_rules! operations {
    ($($kind:ident $name:ident($variables:ty)),* $(,)?) => {
        $(
            impl Operation for $name {
                type Variables = $variables;
                const NAME: &'static str = stringify!($name);
                const DOCUMENT: &'static str =
                    include_str!(concat!("../../documents/", stringify!($name), ".graphql"));
            }
        )*

        /// Every document of the app by its operation's name: the server trusts these.
        pub const DOCUMENTS: &[(&str, &str)] = &[$(($name::NAME, $name::DOCUMENT)),*];

        /// The same as cynic writes them now.
        #[cfg(test)]
        fn written() -> Vec<(&'static str, String)> {
            use cynic::queries::{OperationType, build_executable_document};
            vec![$((
                $name::NAME,
                build_executable_document::<$name, $variables>(
                    OperationType::$kind,
                    Some($name::NAME),
                    std::collections::HashSet::new(),
                    None,
                ),
            )),*]
        }
    };
}

operations! {
    Query WhoIsHere(()),
    Query Catalogue(CatalogueVariables),
    Query SessionPage(NodeVariables),
    Query EligibilityCheck(EligibilityVariables),
    Query ApplyPage(NodeVariables),
    Query DocumentsPage(NodeVariables),
    Query ProgramPage(NodeVariables),
    Query ProfilePage(ProfileVariables),
    Query MyApplications(PageVariables),
    Query ApplicationPage(NodeVariables),
    Query DeferPage(NodeVariables),
    Query SeatPage(NodeVariables),
    Query AppointmentPage(NodeVariables),
    Query CheckInPage(NodeVariables),
    Query MyBenefits(()),
    Query RatingPage(NodeVariables),
    Query SelectionPage(NodeVariables),
    Query InstitutionPage(NodeVariables),
    Query RankingPage(RankingVariables),
    Query MarksSheet(NodeVariables),
    Query MyMessages(PageVariables),
    Query MySavedSearches(()),
    Query SaveSearchPage(SaveSearchVariables),
    Query OwnAccount(()),
    Query OwnRecords(OwnRecordsVariables),
    Query DeskSessions(DeskVariables),
    Query Queue(QueueVariables),
    Query QueueRows(QueueRowsVariables),
    Query DeskViews(DeskViewsVariables),
    Query PanelPage(NodeVariables),
    Query PreviewDecisions(PreviewVariables),
    Query PreviewConclusion(ConcludeSelectionVariables),
    Query PreviewCompletion(CompleteApplicationsVariables),
    Query PreviewCertificates(IssueCertificatesVariables),
    Query PreviewCancellation(NodeVariables),
    Query SessionEditPage(NodeVariables),
    Query ProgramsPage(ProgramsVariables),
    Query NewProgramPage(()),
    Query ProgramEditPage(NodeVariables),
    Query NewSessionPage(NewSessionVariables),
    Query PlannedSessionPage(NodeVariables),
    Query PreviewSession(CreateSessionVariables),
    Query SlotsPage(NodeVariables),
    Query TimetablePage(TimetableVariables),
    Query PlacementClashes(PlaceMeetingsVariables),
    Query CertificatePage(CertificateVariables),
    Query ClassPage(ClassVariables),
    Query ReportPage(ReportVariables),
    Query WhoMarks(()),
    Query TeamPage(NodeVariables),
    Query TrailPage(TrailVariables),
    Query PreviewGroupMessage(PreviewGroupMessageVariables),
    Query AssistRegions(AssistRegionsVariables),
    Mutation Register(RegisterVariables),
    Mutation SignIn(SignInVariables),
    Mutation SignOut(()),
    Mutation RequestPasswordReset(RequestPasswordResetVariables),
    Mutation ResetPassword(ResetPasswordVariables),
    Mutation ConfirmContact(ConfirmContactVariables),
    Mutation RequestContactCode(RequestContactCodeVariables),
    Mutation ChangePassword(ChangePasswordVariables),
    Mutation SignOutDevice(SignOutDeviceVariables),
    Mutation SignOutOtherDevices(()),
    Mutation RevealIdentity(RevealIdentityVariables),
    Mutation DeleteAccount(DeleteAccountVariables),
    Mutation UpdateInstitution(UpdateInstitutionVariables),
    Mutation RecoverContact(RecoverContactVariables),
    Mutation ApproveContactRecovery(ApproveContactRecoveryVariables),
    Mutation AgreeToContactRecovery(AgreeToContactRecoveryVariables),
    Mutation StopContactRecovery(StopContactRecoveryVariables),
    Mutation AskToJoinAccounts(AskToJoinAccountsVariables),
    Mutation JoinAccounts(JoinAccountsVariables),
    Mutation CorrectIdentity(CorrectIdentityVariables),
    Mutation MarkNotificationsRead(()),
    Mutation UpdateMessagePreferences(UpdateMessagePreferencesVariables),
    Mutation UpdateProfile(UpdateProfileVariables),
    Mutation SaveSearch(SaveSearchVariables),
    Mutation DeleteSavedSearch(DeleteSavedSearchVariables),
    Mutation SaveApplicationDraft(SaveApplicationDraftVariables),
    Mutation DiscardApplicationDraft(DiscardApplicationDraftVariables),
    Mutation DeleteDocument(DeleteDocumentVariables),
    Mutation SubmitApplication(SubmitApplicationVariables),
    Mutation WithdrawApplication(WithdrawApplicationVariables),
    Mutation RegisterPayoutAccount(RegisterPayoutAccountVariables),
    Mutation AnswerSurvey(AnswerSurveyVariables),
    Mutation RateTraining(RateTrainingVariables),
    Mutation PlanSelection(PlanSelectionVariables),
    Mutation EnterMarks(EnterMarksVariables),
    Mutation ImportMarks(ImportMarksVariables),
    Mutation ConcludeSelection(ConcludeSelectionVariables),
    Mutation DrawLottery(DrawLotteryVariables),
    Mutation ConfirmOffer(ConfirmOfferVariables),
    Mutation DeclineOffer(DeclineOfferVariables),
    Mutation DeferApplication(DeferApplicationVariables),
    Mutation BookSlot(BookSlotVariables),
    Mutation MoveSlot(MoveSlotVariables),
    Mutation CancelBooking(CancelBookingVariables),
    Mutation DecideApplications(DecideVariables),
    Mutation UndoDecisions(UndoDecisionsVariables),
    Mutation SaveView(SaveViewVariables),
    Mutation DeleteView(DeleteViewVariables),
    Mutation LogCall(LogCallVariables),
    Mutation RequestDocuments(RequestDocumentsVariables),
    Mutation ReviewDocument(ReviewDocumentVariables),
    Mutation AddNote(AddNoteVariables),
    Mutation OpenRow(OpenRowVariables),
    Mutation CloseRow(CloseRowVariables),
    Mutation RevokeOffers(RevokeOffersVariables),
    Mutation ExtendOffers(ExtendOffersVariables),
    Mutation DropParticipants(DropParticipantsVariables),
    Mutation ReinstateApplications(ReinstateApplicationsVariables),
    Mutation CloseSelection(CloseSelectionVariables),
    Mutation UpdateSession(UpdateSessionVariables),
    Mutation CancelSession(CancelSessionVariables),
    Mutation CreateProgram(CreateProgramVariables),
    Mutation UpdateProgram(UpdateProgramVariables),
    Mutation CreateSession(CreateSessionVariables),
    Mutation UpdateDraft(UpdateDraftVariables),
    Mutation PublishSession(PublishSessionVariables),
    Mutation OpenSlots(OpenSlotsVariables),
    Mutation ChangeSlot(ChangeSlotVariables),
    Mutation CancelSlot(CancelSlotVariables),
    Mutation SaveRoom(SaveRoomVariables),
    Mutation PlaceMeetings(PlaceMeetingsVariables),
    Mutation ScheduleMeetings(ScheduleMeetingsVariables),
    Mutation SetProgramUnits(SetProgramUnitsVariables),
    Mutation MarkAttendance(MarkAttendanceVariables),
    Mutation CheckIn(CheckInVariables),
    Mutation Assess(AssessVariables),
    Mutation CompleteApplications(CompleteApplicationsVariables),
    Mutation IssueCertificates(IssueCertificatesVariables),
    Mutation RevokeCertificate(RevokeCertificateVariables),
    Mutation InviteStaff(InviteStaffVariables),
    Mutation ApproveGrant(ApproveGrantVariables),
    Mutation RevokeInvitation(RevokeInvitationVariables),
    Mutation AcceptInvitation(AcceptInvitationVariables),
    Mutation EndRole(EndRoleVariables),
    Mutation SendGroupMessage(SendGroupMessageVariables),
    Mutation AssistApplication(AssistApplicationVariables),
    Subscription ApplicationWatch(()),
    Subscription QueueWatch(QueueWatchVariables),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_are_what_cynic_writes() {
        for ((name, kept), (_, written)) in DOCUMENTS.iter().zip(written()) {
            assert_eq!(*kept, written, "{name}: run the test that writes the documents anew");
        }
    }

    /// `cargo test -p balai-frontend --features ssr -- --ignored documents_anew`
    #[test]
    #[ignore = "writes into the sources; run it after a fragment has changed"]
    fn documents_anew() {
        for (name, text) in written() {
            std::fs::write(format!("documents/{name}.graphql"), text).unwrap();
        }
    }
}
