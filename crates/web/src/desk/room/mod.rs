//! 年报工作室: where the annual reports of all organs stand, files handed in, and what the checks say about them.
//!
//! For the county officer who watches the reports; what an organ does with its own report is in `desk/reports`.

mod compare;
mod dry_run;
mod export;
mod file;
mod files;
mod findings;
mod grid;
mod picture;
mod reminders;
mod square;

pub use compare::show as compare;
pub use dry_run::{all as dry_runs, show as dry_run};
pub use export::csv;
pub use file::{original, set_aside, show as file};
pub use files::{confirm, list as files, receive};
pub use findings::{decide, show as findings};
pub use grid::show;
pub use picture::page as picture;
pub use reminders::{file as letter_file, list as reminders, make as remind, show as letters};
pub use square::{note, show as square};

use actions::room::{Left, Square};
use domain::report_standing::{ReportState, Stage};

use crate::components::{Deadline, Light};

/// The address of the room.
const ROOM: &str = "/desk/report-room";

/// The address of a square.
fn square_path(organ: &str, year: i16) -> String {
    format!("{ROOM}/organs/{organ}/{year}")
}

/// The colour of a state's tag; the words say the same.
fn colour(state: ReportState) -> &'static str {
    match state {
        ReportState::Late => "red",
        ReportState::NotStarted => "grey",
        ReportState::Drafted => "yellow",
        ReportState::Checked => "turquoise",
        ReportState::Signed => "",
        ReportState::Published => "green",
    }
}

/// The days left as a badge; nothing once the report is public.
fn badge(square: &Square) -> Option<Deadline> {
    Some(match square.left? {
        Left::Working(days) => Deadline::days_left(days),
        Left::Natural(days) => {
            let light = if days <= Deadline::SOON { Light::Soon } else { Light::Ok };
            Deadline { light, text: format!("剩 {days} 天") }
        }
    })
}

/// What stands in a square beside its state: how far a late report is, what the checks say.
fn remarks(square: &Square) -> Vec<String> {
    let mut all = Vec::new();
    if square.standing.late {
        all.push(format!("进度：{}", square.standing.stage.label()));
    }
    if square.standing.published_late {
        all.push("公布时已逾期".to_owned());
    }
    if let Some(counts) = square.counts {
        let kinds = [(counts.errors, "处错误"), (counts.warnings, "条提醒"), (counts.questions, "条请核实")];
        let listed: Vec<String> = kinds.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n}{what}")).collect();
        all.push(if listed.is_empty() { "核对未发现问题".to_owned() } else { listed.join("、") });
        if counts.undecided > 0 {
            all.push(format!("{}条待认定", counts.undecided));
        }
    }
    if square.standing.stage == Stage::Published && !square.published_here {
        all.push("在别处公布".to_owned());
    }
    all
}
