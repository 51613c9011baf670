//! The queue with ten thousand rows under one scroll bar: its frames. Run by hand, because it fills a
//! database: `cargo nextest run -p balai-tests --test journey --run-ignored only scrolling --no-capture`

use sea_orm::{ConnectionTrait, Database};

use crate::support::{Browser, Device, House};

const ROWS: usize = 9_900;
/// Scrolls to the end, fifteen rows a frame.
const SCROLL: &str = "const done = arguments[0];
  const rows = document.querySelector('.rows');
  const frames = [];
  let last = performance.now();
  const step = now => {
    frames.push(now - last);
    last = now;
    rows.scrollTop += 600;
    if (rows.scrollTop + rows.clientHeight < rows.scrollHeight - 1) {
      return requestAnimationFrame(step);
    }
    const over = most => frames.filter(frame => frame > most).length;
    done({ frames: frames.length, longest: Math.max(...frames), over25: over(25), over50: over(50) });
  };
  requestAnimationFrame(step)";

/// People who want to join the session that most want to join.
async fn fill(house: &House) {
    let database = Database::connect(house.database()).await.unwrap();
    let session = "(SELECT id FROM sessions ORDER BY applicant_count DESC LIMIT 1)";
    let numbers = format!(
        "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS}) \
         SELECT i FROM n)"
    );
    let id = "CAST(printf('%016d', i) AS BLOB)";
    let at = "(SELECT MAX(submitted_at) FROM applications)";
    for sql in [
        format!(
            "INSERT INTO accounts (id, name, email, email_normal, password_hash, created_at) \
             SELECT {id}, 'Wayan Nomor ' || i, i || '@banyak.uji', i || '@banyak.uji', '!', {at} \
             FROM {numbers}"
        ),
        format!(
            "INSERT INTO applicants (id, account_id, updated_at) SELECT {id}, {id}, {at} \
             FROM {numbers}"
        ),
        format!(
            "INSERT INTO applications (id, session_id, institution_id, applicant_id, state, \
             submitted_at, version, created_at, changed_at) SELECT {id}, {session}, \
             (SELECT institution_id FROM sessions WHERE id = {session}), {id}, 'SUBMITTED', \
             {at}, 1, {at}, {at} FROM {numbers}"
        ),
        format!(
            "UPDATE sessions SET applicant_count = applicant_count + {ROWS} WHERE id = {session}"
        ),
    ] {
        database.execute_unprepared(&sql).await.unwrap();
    }
    database.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "fills a database; for its numbers"]
async fn ten_thousand_rows() {
    let house = House::open();
    fill(&house).await;
    let office = Browser::start(&house, Device::Office).await;
    office.open("/petugas").await;
    office.types_account("staff@demo.balai").await;
    // The desk begins with the session that most people wait for.
    office.sees_in(".summary", "9980 pendaftar").await;
    office.reads(".rows tbody button").await;
    let numbers = office.asks_later(SCROLL).await;
    println!("9,980 rows: {numbers}");
    office.sees_in(".rows tr[aria-rowindex='9981']", "Dikirim").await;
    office.close().await;
}
