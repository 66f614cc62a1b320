//! `module_site`: a module is held where it may be.

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{Kind, SiteId, SiteKind};
use crate::plan::Attendance;

/// The rule.
pub struct ModuleSite;

impl Rule for ModuleSite {
    fn key(&self) -> &'static str {
        "module_site"
    }

    fn sentence(&self) -> &'static str {
        "A session is at a site of its module; without such sites, where its equipment stands; online if it is \
         online; and else at the cohort's school."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for (place, session) in case.sessions() {
            // Cohorts of a shared run may have different schools: one of them will do.
            let allowed: Vec<Option<Vec<SiteId>>> =
                session.attendance.iter().map(|attendance| sites(case, attendance)).collect();
            let fits = |sites: &Option<Vec<SiteId>>| {
                sites.as_ref().is_none_or(|sites| sites.contains(&session.site))
            };
            if allowed.is_empty() || allowed.iter().any(fits) {
                continue;
            }
            let name = |site: &SiteId| case.scenario.sites[site.index()].key.as_str();
            let names: Vec<&str> = allowed.iter().flatten().flatten().map(name).collect();
            let text = format!("it is at {}, it may be at {}", name(&session.site), names.join(" or "));
            tally.session(place, Amount::Count(session.learners().into()), &text);
        }
        tally.done()
    }
}

/// Where a module may be held for a cohort; `None` is left to its equipment.
fn sites(case: &Case<'_>, attendance: &Attendance) -> Option<Vec<SiteId>> {
    let module = case.module(attendance.module);
    if !module.sites.is_empty() {
        return Some(module.sites.clone());
    }
    if module.equipment.is_some() {
        return None;
    }
    let online: Vec<SiteId> = (0..case.scenario.sites.len())
        .map(SiteId)
        .filter(|site| case.scenario.sites[site.index()].kind == SiteKind::Online)
        .collect();
    if module.kind == Kind::Online && !online.is_empty() {
        return Some(online);
    }
    Some(vec![case.cohort(attendance.cohort).school])
}
