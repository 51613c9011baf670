//! Every operation that staff may do, with a valid call; and those that are none of staff's, with why.
//!
//! A new operation of staff's gets a line in [`OPERATIONS`]: its document, and variables that name
//! things of the fixture's centre.

use balai_tests::PASSWORD;
use serde_json::{Value, json};

use super::fixture::Fixture;

/// What others may know of the thing that an operation is about.
pub enum Sight {
    /// Nothing: it looks like what isn't there.
    Hidden,
    /// That it exists, for this reason; they are refused all the same.
    Public(&'static str),
}

/// An operation with a valid call.
pub struct Operation {
    pub field: &'static str,
    pub document: &'static str,
    pub variables: fn(&Fixture) -> Value,
    pub sight: Sight,
}

macro_rules! operations {
    ($($field:literal, $sight:expr, $document:literal, $variables:expr;)+) => {
        /// In an order in which one doesn't stand in another's way.
        pub const OPERATIONS: &[Operation] = &[$(Operation {
            field: $field, document: $document, variables: $variables, sight: $sight,
        }),+];
    };
}

const ROWS: Sight = Sight::Hidden;
const OF_PROGRAMS: Sight = Sight::Public("everybody sees a program in the catalogue");

operations! {
    "applications", ROWS,
    "query ($f: ApplicationFilter) { applications(filter: $f, first: 5) { totalCount nodes { id } } }",
    |f| json!({ "f": { "institutionId": f.centre.to_string() } });
    "previewDecisions", ROWS,
    "query ($input: DecideApplicationsInput!) { previewDecisions(input: $input) { __typename } }",
    |f| json!({ "input": { "ids": [f.application], "decision": "SHORTLIST" } });
    "previewCompletion", ROWS,
    "query ($input: CompleteApplicationsInput!) { previewCompletion(input: $input) {
      results { applicationId error { code message } } } }",
    |f| json!({ "input": { "ids": [f.class_application] } });
    "previewCertificates", ROWS,
    "query ($input: IssueCertificatesInput!) { previewCertificates(input: $input) {
      results { applicationId error { code message } } } }",
    |f| json!({ "input": { "ids": [f.class_application] } });
    "previewConclusion", OF_SESSIONS,
    "query ($input: ConcludeSelectionInput!) { previewConclusion(input: $input) { offered } }",
    |f| json!({ "input": { "sessionId": f.session, "missingAreAbsent": true } });
    "previewCancellation", OF_SESSIONS,
    "query ($id: ID!) { previewCancellation(sessionId: $id) { people } }",
    |f| json!({ "id": f.lottery });
    "trainingRoster", ROWS,
    "query ($id: ID!) { trainingRoster(sessionId: $id) { leastPercent } }",
    |f| json!({ "id": f.class_session });
    "staffActions", ROWS,
    "query ($id: ID!) { staffActions(institutionId: $id) { totalCount nodes { kind } } }",
    |f| json!({ "id": f.centre.to_string() });
    "previewGroupMessage", ROWS,
    "query ($input: PreviewGroupMessageInput!) { previewGroupMessage(input: $input) { people } }",
    |f| json!({ "input": { "sessionId": f.session, "states": ["SUBMITTED"] } });
    "queueOrder", ROWS,
    "query ($f: ApplicationFilter) { queueOrder(filter: $f) { totalCount ids } }",
    |f| json!({ "f": { "institutionId": f.centre.to_string() } });
    "deskViews", ROWS,
    "query ($id: ID!) { deskViews(institutionId: $id) { id } }",
    |f| json!({ "id": f.centre.to_string() });
    "centreReport", ROWS,
    "query ($id: ID!) { centreReport(institutionId: $id) { institutionName } }",
    |f| json!({ "id": f.centre.to_string() });
    "timetable", ROWS,
    "query ($id: ID!) { timetable(institutionId: $id, from: \"2026-03-02\", until: \"2026-03-08\") {
      rooms { id } } }",
    |f| json!({ "id": f.centre.to_string() });
    "placementClashes", OF_SESSIONS,
    "query ($input: PlaceMeetingsInput!) { placementClashes(input: $input) { roomId } }",
    |f| f.placing();
    "previewSession", OF_PROGRAMS,
    "query ($input: CreateSessionInput!) { previewSession(input: $input) { capacity } }",
    |f| f.planned_session();
    "saveView", ROWS,
    "mutation ($input: SaveViewInput!) { saveView(input: $input) { view { id } } }",
    |f| json!({ "input": {
        "institutionId": f.centre.to_string(), "name": "Semua", "shared": false, "states": [],
        "columns": ["AGE"], "sort": "SUBMITTED_FIRST"
    } });
    "deleteView", ROWS,
    "mutation ($input: DeleteViewInput!) { deleteView(input: $input) { viewId } }",
    |f| json!({ "input": { "viewId": f.view } });
    "logCall", ROWS,
    "mutation ($input: LogCallInput!) { logCall(input: $input) { application { id } } }",
    |f| json!({ "input": { "applicationId": f.application, "outcome": "NO_ANSWER" } });
    "requestDocuments", ROWS,
    "mutation ($input: RequestDocumentsInput!) { requestDocuments(input: $input) { application { id } } }",
    |f| json!({ "input": { "applicationId": f.application, "kinds": ["KK"] } });
    "reviewDocument", ROWS,
    "mutation ($input: ReviewDocumentInput!) { reviewDocument(input: $input) { application { id } } }",
    |f| json!({ "input": {
        "applicationId": f.application, "documentId": f.document, "verdict": "ACCEPTED"
    } });
    "addNote", ROWS,
    "mutation ($input: AddNoteInput!) { addNote(input: $input) { application { id } } }",
    |f| json!({ "input": { "applicationId": f.class_application, "note": "Rajin." } });
    "openRow", ROWS,
    "mutation ($input: OpenRowInput!) { openRow(input: $input) { others } }",
    |f| json!({ "input": { "applicationId": f.application } });
    "closeRow", ROWS,
    "mutation ($input: CloseRowInput!) { closeRow(input: $input) { applicationId } }",
    |f| json!({ "input": { "applicationId": f.application } });
    "updateProgram", OF_PROGRAMS,
    "mutation ($input: UpdateProgramInput!) { updateProgram(input: $input) { program { id } } }",
    |f| json!({ "input": {
        "programId": f.program, "edition": 0, "title": "Konversi", "vocationId": "voc_las",
        "description": "Baru.", "hours": 40, "price": 0
    } });
    "openSlots", OF_SESSIONS,
    "mutation ($input: OpenSlotsInput!) { openSlots(input: $input) { session { id } } }",
    |f| json!({ "input": { "sessionId": f.session, "criterion": 1, "slots": [{
        "startsAt": "2026-05-05T01:00:00Z", "endsAt": "2026-05-05T03:00:00Z",
        "place": "Ruang 2", "capacity": 4
    }] } });
    "changeSlot", ROWS,
    "mutation ($input: ChangeSlotInput!) { changeSlot(input: $input) { session { id } } }",
    |f| json!({ "input": { "slotId": f.slot, "place": "Ruang 3" } });
    "cancelSlot", ROWS,
    "mutation ($input: CancelSlotInput!) { cancelSlot(input: $input) { session { id } } }",
    |f| json!({ "input": { "slotId": f.slot } });
    "saveRoom", ROWS,
    "mutation ($input: SaveRoomInput!) { saveRoom(input: $input) { room { id } } }",
    |f| json!({ "input": {
        "institutionId": f.centre.to_string(), "roomId": f.room, "name": "Bengkel", "capacity": 8
    } });
    "placeMeetings", OF_SESSIONS,
    "mutation ($input: PlaceMeetingsInput!) { placeMeetings(input: $input) { session { id } } }",
    |f| f.placing();
    "checkIn", ROWS,
    "mutation ($input: CheckInInput!) { checkIn(input: $input) { mark { status } } }",
    |f| json!({ "input": { "meetingId": f.meeting, "participantCode": "ABC123" } });
    "assistApplication", ROWS,
    "mutation ($input: AssistApplicationInput!) { assistApplication(input: $input) { application { id } } }",
    |f| json!({ "input": {
        "sessionId": f.session, "nik": "5171015502980001",
        "birthDate": "1998-02-15", "name": "Ni Luh Sari", "phone": "0812 5555 6666",
        "kk": "5171010101010001", "sex": "FEMALE", "education": "SMK",
        "occupation": "SEEKING_WORK", "regionCode": "51.71", "consent": true, "consentVersion": 1
    } });
    "sendGroupMessage", ROWS,
    "mutation ($input: SendGroupMessageInput!) { sendGroupMessage(input: $input) { people } }",
    |f| json!({ "input": {
        "sessionId": f.session, "states": ["SUBMITTED"], "subject": "Tes", "text": "Bawa KTP."
    } });
    "updateInstitution", ROWS,
    "mutation ($input: UpdateInstitutionInput!) { updateInstitution(input: $input) { institution { id } } }",
    |f| json!({ "input": { "institutionId": f.centre.to_string(), "address": "Jalan Baru 1" } });
    "createProgram", ROWS,
    "mutation ($input: CreateProgramInput!) { createProgram(input: $input) { program { id } } }",
    |f| json!({ "input": {
        "institutionId": f.centre.to_string(), "title": "Las", "vocationId": "voc_las",
        "description": "Mengelas besi.", "hours": 40, "price": 0
    } });
    "createSession", OF_PROGRAMS,
    "mutation ($input: CreateSessionInput!) { createSession(input: $input) { session { id } } }",
    |f| f.planned_session();
    "setProgramUnits", OF_PROGRAMS,
    "mutation ($input: SetProgramUnitsInput!) { setProgramUnits(input: $input) { program { id } } }",
    |f| f.units();
    "publishSession", ROWS,
    "mutation ($input: PublishSessionInput!) { publishSession(input: $input) { session { id } } }",
    |f| json!({ "input": { "sessionId": f.draft } });
    "copySession", OF_SESSIONS,
    "mutation ($input: CopySessionInput!) { copySession(input: $input) { session { id } } }",
    |f| json!({ "input": {
        "sessionId": f.session, "registrationOpensAt": "2026-07-01T00:00:00Z",
        "registrationClosesAt": "2026-07-20T16:00:00Z", "startsOn": "2026-09-03",
        "endsOn": "2026-09-12"
    } });
    "updateSession", OF_SESSIONS,
    "mutation ($input: UpdateSessionInput!) { updateSession(input: $input) { session { id } } }",
    |f| json!({ "input": { "sessionId": f.session, "edition": 0, "capacity": 20 } });
    "planSelection", OF_SESSIONS,
    "mutation ($input: PlanSelectionInput!) { planSelection(input: $input) { session { id } } }",
    |f| json!({ "input": { "sessionId": f.session, "criteria": balai_tests::selection::test_and_interview() } });
    "enterMarks", OF_SESSIONS,
    "mutation ($input: EnterMarksInput!) { enterMarks(input: $input) { entered } }",
    |f| json!({ "input": { "sessionId": f.session, "marks": [
        { "applicationId": f.application, "criterion": 0, "points": "80" }
    ] } });
    "importMarks", OF_SESSIONS,
    "mutation ($input: ImportMarksInput!) { importMarks(input: $input) { marks } }",
    |f| json!({ "input": { "sessionId": f.session, "csv": "id,1\n" } });
    "decideApplications", ROWS,
    "mutation ($input: DecideApplicationsInput!) { decideApplications(input: $input) {
      results { applicationId ok error { code message } } } }",
    |f| json!({ "input": { "ids": [f.application, f.other_application], "decision": "SHORTLIST" } });
    "undoDecisions", ROWS,
    "mutation ($input: UndoDecisionsInput!) { undoDecisions(input: $input) {
      results { applicationId ok error { code message } } } }",
    |f| json!({ "input": { "ids": [f.application] } });
    "extendOffers", ROWS,
    "mutation ($input: ExtendOffersInput!) { extendOffers(input: $input) {
      results { applicationId ok error { code message } } } }",
    |f| json!({ "input": { "ids": [f.application], "hours": 24, "note": "Libur" } });
    "revokeOffers", ROWS,
    "mutation ($input: RevokeOffersInput!) { revokeOffers(input: $input) {
      results { applicationId ok error { code message } } } }",
    |f| json!({ "input": { "ids": [f.application], "note": "Keliru" } });
    "dropParticipants", ROWS,
    "mutation ($input: DropParticipantsInput!) { dropParticipants(input: $input) {
      results { applicationId ok error { code message } } } }",
    |f| json!({ "input": { "ids": [f.application], "note": "Tidak datang" } });
    "reinstateApplications", ROWS,
    "mutation ($input: ReinstateApplicationsInput!) { reinstateApplications(input: $input) {
      results { applicationId ok error { code message } } } }",
    |f| json!({ "input": { "ids": [f.application] } });
    "recoverContact", ROWS,
    "mutation ($input: RecoverContactInput!) { recoverContact(input: $input) { applicant { id } } }",
    |f| json!({ "input": {
        "applicantId": f.applicant, "newPhone": "0812 1111 2222", "nik": "5171014502980001"
    } });
    "approveContactRecovery", ROWS,
    "mutation ($input: ApproveContactRecoveryInput!) { approveContactRecovery(input: $input) { applicant { id } } }",
    |f| json!({ "input": { "recoveryId": f.recovery, "password": PASSWORD } });
    "correctIdentity", ROWS,
    "mutation ($input: CorrectIdentityInput!) { correctIdentity(input: $input) { applicant { id } } }",
    |f| json!({ "input": {
        "applicationId": f.application, "name": "Ni Luh Sari", "reason": "Salah ketik"
    } });
    "askToJoinAccounts", ROWS,
    "mutation ($input: AskToJoinAccountsInput!) { askToJoinAccounts(input: $input) { sentTo } }",
    |f| json!({ "input": {
        "applicationId": f.application, "otherApplicationId": f.other_application,
        "nik": "5171014502980001"
    } });
    "joinAccounts", ROWS,
    "mutation ($input: JoinAccountsInput!) { joinAccounts(input: $input) { application { id } } }",
    |f| json!({ "input": {
        "applicationId": f.application, "otherApplicationId": f.other_application,
        "nik": "5171014502980001", "code": "123456"
    } });
    "scheduleMeetings", OF_SESSIONS,
    "mutation ($input: ScheduleMeetingsInput!) { scheduleMeetings(input: $input) { roster { leastPercent } } }",
    |f| json!({ "input": { "sessionId": f.session, "meetings": [
        { "day": "2026-06-01", "begins": "08:00", "ends": "12:00" }
    ] } });
    "markAttendance", ROWS,
    "mutation ($input: MarkAttendanceInput!) { markAttendance(input: $input) {
      results { clientId ok error { code message } } } }",
    |f| json!({ "input": { "meetingId": f.meeting, "marks": [
        { "applicationId": f.class_application, "status": "LATE", "minutes": 60, "clientId": "x" }
    ] } });
    "assess", ROWS,
    "mutation ($input: AssessInput!) { assess(input: $input) { application { id } } }",
    |f| json!({ "input": {
        "applicationId": f.class_application,
        "units": [{ "unitCode": "G.45", "result": "KOMPETEN" }]
    } });
    "completeApplications", ROWS,
    "mutation ($input: CompleteApplicationsInput!) { completeApplications(input: $input) {
      results { applicationId ok error { code message } } } }",
    |f| json!({ "input": { "ids": [f.class_application] } });
    "issueCertificates", ROWS,
    "mutation ($input: IssueCertificatesInput!) { issueCertificates(input: $input) {
      results { applicationId ok error { code message } } } }",
    |f| json!({ "input": { "ids": [f.class_application] } });
    "revokeCertificate", Sight::Public("anyone may check a certificate by its number"),
    "mutation ($input: RevokeCertificateInput!) { revokeCertificate(input: $input) { certificate { number } } }",
    |f| json!({ "input": { "number": f.certificate, "reason": "Salah nama" } });
    "closeSelection", OF_SESSIONS,
    "mutation ($input: CloseSelectionInput!) { closeSelection(input: $input) { session { id } } }",
    |f| json!({ "input": { "sessionId": f.session } });
    "concludeSelection", OF_SESSIONS,
    "mutation ($input: ConcludeSelectionInput!) { concludeSelection(input: $input) { session { id } } }",
    |f| json!({ "input": { "sessionId": f.session, "missingAreAbsent": true } });
    "drawLottery", OF_SESSIONS,
    "mutation ($input: DrawLotteryInput!) { drawLottery(input: $input) { session { id } } }",
    |f| json!({ "input": { "sessionId": f.lottery } });
    "cancelSession", OF_SESSIONS,
    "mutation ($input: CancelSessionInput!) { cancelSession(input: $input) { session { id } } }",
    |f| json!({ "input": { "sessionId": f.lottery, "reasonText": "Alat rusak" } });
    "inviteStaff", ROWS,
    "mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { invitation { id } } }",
    |f| json!({ "input": {
        "institutionId": f.centre.to_string(), "contact": "petugas.baru@uji.balai",
        "role": "COUNSELLOR", "password": PASSWORD
    } });
    "approveGrant", ROWS,
    "mutation ($input: ApproveGrantInput!) { approveGrant(input: $input) { invitation { id } } }",
    |f| json!({ "input": { "invitationId": f.grant, "password": PASSWORD } });
    "revokeInvitation", ROWS,
    "mutation ($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { invitation { id } } }",
    |f| json!({ "input": { "invitationId": f.invitation } });
    "endRole", ROWS,
    "mutation ($input: EndRoleInput!) { endRole(input: $input) { institution { id } } }",
    |f| json!({ "input": {
        "accountId": f.colleague, "institutionId": f.centre.to_string(), "role": "INSTRUCTOR"
    } });
}

const OF_SESSIONS: Sight =
    Sight::Public("the session is public; who may not is told NOT_FOUND or FORBIDDEN");

/// Fields that are none of staff's, or are tried elsewhere, and why.
pub const NOT_STAFFS: &[(&str, &str)] = &[
    ("viewer", "the caller's own"),
    ("actor", "the caller's own; of another key nothing is told, in api_keys.rs"),
    ("node", "by every kind of id below"),
    ("nodes", "as node"),
    ("certificate", "anyone may check one"),
    ("regions", "public"),
    ("vocations", "public"),
    ("institutions", "public; who works there is null to others, tried by node"),
    ("programs", "public"),
    ("sessions", "public; drafts are their institution's, tried in sessions.rs and by node"),
    ("sessionFacets", "counts what sessions shows"),
    ("savedSearchName", "public"),
    ("eligibility", "the caller's own"),
    ("applicationChanged", "a subscription, below"),
    ("queueChanged", "a subscription, below"),
    ("register", "a visitor's"),
    ("signIn", "a visitor's"),
    ("signOut", "the caller's own"),
    ("requestPasswordReset", "a visitor's"),
    ("resetPassword", "a visitor's"),
    ("requestContactCode", "the caller's own"),
    ("confirmContact", "the caller's own"),
    ("changePassword", "the caller's own"),
    ("revealIdentity", "the caller's own"),
    ("deleteAccount", "the caller's own"),
    ("signOutDevice", "the caller's own"),
    ("signOutOtherDevices", "the caller's own"),
    ("acceptInvitation", "the invited person's"),
    ("agreeToContactRecovery", "by the code alone"),
    ("stopContactRecovery", "the caller's own, or by the code alone"),
    ("updateProfile", "the caller's own"),
    ("updateMessagePreferences", "the caller's own"),
    ("markNotificationsRead", "the caller's own"),
    ("submitApplication", "the applicant's"),
    ("withdrawApplication", "the applicant's"),
    ("confirmOffer", "the applicant's"),
    ("declineOffer", "the applicant's"),
    ("saveApplicationDraft", "the applicant's"),
    ("discardApplicationDraft", "the applicant's"),
    ("deleteDocument", "the applicant's"),
    ("deferApplication", "the applicant's"),
    ("bookSlot", "the applicant's"),
    ("moveSlot", "the applicant's"),
    ("cancelBooking", "the applicant's"),
    ("saveSearch", "the caller's own"),
    ("deleteSavedSearch", "the caller's own"),
    ("registerPayoutAccount", "the applicant's"),
    ("answerSurvey", "the applicant's"),
    ("rateTraining", "the applicant's"),
];
