//! What a question may still be answered with.

use std::collections::BTreeSet;

/// The answers that are left (残りの答え) to one question.
#[derive(Clone)]
pub(super) struct Left {
    of: Of,
    /// Whether it may be left blank.
    blank: bool,
}

#[derive(Clone)]
enum Of {
    /// One of these.
    Options(BTreeSet<String>),
    /// Any of these, and all of those.
    Ticks { may: BTreeSet<String>, must: BTreeSet<String> },
    /// From this to that.
    Range(u32, u32),
}

/// What makes the answers fewer (答えの絞り込み).
pub(super) enum Narrow {
    /// One of these options.
    Only(Vec<String>),
    /// An answer, but none of these options.
    Without(Vec<String>),
    /// This option among others.
    Tick(String),
    /// From this to that.
    Within(u32, u32),
    /// No answer.
    Blank,
}

impl Left {
    pub(super) fn options(options: BTreeSet<String>, blank: bool) -> Left {
        Left { of: Of::Options(options), blank }
    }

    pub(super) fn ticks(may: BTreeSet<String>, blank: bool) -> Left {
        Left { of: Of::Ticks { may, must: BTreeSet::new() }, blank }
    }

    pub(super) fn range((least, most): (u32, u32), blank: bool) -> Left {
        Left { of: Of::Range(least, most), blank }
    }

    /// Leaves out what does not fit; whether anything is left.
    pub(super) fn narrow(&mut self, narrow: &Narrow) -> bool {
        match (&mut self.of, narrow) {
            (Of::Options(options), Narrow::Only(ids)) => options.retain(|option| ids.contains(option)),
            (Of::Options(options) | Of::Ticks { may: options, .. }, Narrow::Without(ids)) => options.retain(|option| !ids.contains(option)),
            (Of::Ticks { must, .. }, Narrow::Tick(id)) => drop(must.insert(id.clone())),
            (Of::Range(least, most), Narrow::Within(from, to)) => (*least, *most) = ((*least).max(*from), (*most).min(*to)),
            (Of::Options(options) | Of::Ticks { may: options, .. }, Narrow::Blank) => options.clear(),
            (Of::Range(least, most), Narrow::Blank) => (*least, *most) = (1, 0),
            // No condition that was read looks at a question of another kind.
            _ => {}
        }
        self.blank &= matches!(narrow, Narrow::Blank);
        self.blank
            || match &self.of {
                Of::Options(options) => !options.is_empty(),
                Of::Ticks { may, must } => !may.is_empty() && must.is_subset(may),
                Of::Range(least, most) => least <= most,
            }
    }
}
