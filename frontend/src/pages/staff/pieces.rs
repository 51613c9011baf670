//! Steps on more applications than one request takes: piece by piece, in the order of the table.

use leptos::prelude::*;

use super::state::Desk;
use crate::api::ApiError;

/// The most applications of one request.
pub(super) const PIECE: usize = 500;

/// Takes the pieces one after the other; what was done before something went wrong stays done, and is
/// told with what went wrong.
pub(super) async fn each<T>(
    desk: Desk,
    ids: Vec<String>,
    take: impl AsyncFn(Vec<cynic::Id>) -> Result<Vec<T>, ApiError>,
) -> (Vec<T>, Option<ApiError>) {
    let many = ids.len();
    let (mut done, mut wrong) = (Vec::with_capacity(many), None);
    for piece in ids.chunks(PIECE) {
        if many > PIECE {
            desk.progress.set(Some((done.len(), many)));
        }
        match take(piece.iter().map(cynic::Id::new).collect()).await {
            Ok(rows) => done.extend(rows),
            Err(error) => {
                wrong = Some(error);
                break;
            }
        }
    }
    desk.progress.set(None);
    (done, wrong)
}
