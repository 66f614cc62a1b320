//! Sessions that share a moment, for people and things that can be in one place at a time.

use std::collections::BTreeMap;

use super::Case;

/// Pairs of sessions that share a moment, among sessions in order of date and start: each one
/// against the one before it that ends latest, so that every clash shows and none twice.
pub fn pairs(case: &Case<'_>, order: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut latest: Option<usize> = None;
    for &place in order {
        let this = case.session(place);
        let before = latest.map(|latest| (latest, case.session(latest)));
        if let Some((other, session)) = before
            && other != place
            && session.overlaps(this)
        {
            pairs.push((other, place));
        }
        if before.is_none_or(|(_, session)| (session.date, session.end) <= (this.date, this.end)) {
            latest = Some(place);
        }
    }
    pairs
}

/// Sessions in order by whatever they use; `of` names it for each session, by its place.
pub fn by_use<K: Ord, U: IntoIterator<Item = K>>(
    case: &Case<'_>,
    of: impl Fn(usize) -> U,
) -> BTreeMap<K, Vec<usize>> {
    let mut used: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for &place in &case.order {
        for key in of(place) {
            let list = used.entry(key).or_default();
            // Somebody named twice on a session is there once.
            if list.last() != Some(&place) {
                list.push(place);
            }
        }
    }
    used
}
