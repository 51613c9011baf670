//! How many slips of a finger lie between two words.

/// The least number of letters added, left out, mistaken or swapped with their neighbour that makes
/// one word of the other; `None` where it is more than `most`.
pub(super) fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    // Rows of the usual table: the distances between the beginnings of both words.
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut now = vec![row + 1];
        for (column, facing) in other.iter().enumerate() {
            let at =
                |cells: &[usize], column: usize| cells.get(column).copied().unwrap_or(most + 1);
            let mistaken = at(&last, column) + usize::from(letter != facing);
            let mut least = mistaken.min(at(&last, column + 1) + 1).min(at(&now, column) + 1);
            let swapped = column > 0
                && row > 0
                && one.get(row - 1) == Some(facing)
                && other.get(column - 1) == Some(letter);
            if swapped {
                least = least.min(at(&before_last, column - 1) + 1);
            }
            now.push(least);
        }
        if now.iter().all(|cell| *cell > most) {
            return None;
        }
        before_last = std::mem::replace(&mut last, now);
    }
    last.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slip_counts_one() {
        for (typed, meant, slips) in [
            ("barista", "barista", 0),
            ("barsta", "barista", 1),
            ("bariista", "barista", 1),
            ("barusta", "barista", 1),
            ("abrista", "barista", 1),
            ("komptuer", "komputer", 1),
            ("otomtif", "otomotif", 1),
            ("refirgersi", "refrigerasi", 2),
        ] {
            assert_eq!(distance(typed, meant, 2), Some(slips), "{typed}");
            assert_eq!(distance(meant, typed, 2), Some(slips), "{typed}");
        }
        assert_eq!(distance("las", "listrik", 2), None);
        assert_eq!(distance("kopi", "roti", 1), None);
        assert_eq!(distance("", "", 1), Some(0));
    }
}
