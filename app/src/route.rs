//! Every address of the house, both ways.

/// A page (ページ) of the resident's app; each is drawn once by the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Choose a procedure.
    Choose,
    /// Fill in a form, check it, carry or send it.
    Form(String),
    /// What happened in a life, and which procedures follow.
    Guide(String),
    /// Every procedure of the city, by sound and by what it is about.
    Procedures,
    /// What there is to know about one of them.
    Procedure(String),
    /// The page of a waiting ticket; which ticket stands in the fragment and stays on the phone.
    Wait(String),
    /// What was sent from this phone, and what waits for the network.
    Outbox,
    /// What the household has written once, for every form.
    Profile,
    /// Several forms in one code.
    Bundle,
}

impl Route {
    /// Reads the path of an address; `None` if the resident's app has no such page.
    pub fn parse(path: &str) -> Option<Route> {
        let mut parts = path.trim_matches('/').split('/');
        let route = match (parts.next(), parts.next()) {
            (Some(""), None) => Route::Choose,
            (Some("outbox"), None) => Route::Outbox,
            (Some("profile"), None) => Route::Profile,
            (Some("procedures"), None) => Route::Procedures,
            (Some("procedures"), Some(id)) if !id.is_empty() => Route::Procedure(id.to_owned()),
            (Some("bundle"), None) => Route::Bundle,
            (Some("forms"), Some(id)) if !id.is_empty() => Route::Form(id.to_owned()),
            (Some("guides"), Some(id)) if !id.is_empty() => Route::Guide(id.to_owned()),
            (Some("wait"), Some(office)) if !office.is_empty() => Route::Wait(office.to_owned()),
            _ => return None,
        };
        parts.next().is_none().then_some(route)
    }

    /// The path of its address.
    pub fn path(&self) -> String {
        match self {
            Route::Choose => "/".into(),
            Route::Form(id) => format!("/forms/{id}"),
            Route::Guide(id) => format!("/guides/{id}"),
            Route::Procedures => "/procedures".into(),
            Route::Procedure(id) => format!("/procedures/{id}"),
            Route::Wait(office) => format!("/wait/{office}"),
            Route::Outbox => "/outbox".into(),
            Route::Profile => "/profile".into(),
            Route::Bundle => "/bundle".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_read_as_it_is_written() {
        let fixed = [Route::Choose, Route::Procedures, Route::Outbox, Route::Profile, Route::Bundle];
        let named = [Route::Form, Route::Guide, Route::Procedure, Route::Wait].map(|of| of("move-in".into()));
        for route in fixed.into_iter().chain(named) {
            assert_eq!(Route::parse(&route.path()), Some(route));
        }
        assert_eq!(Route::parse("/forms/"), None);
        assert_eq!(Route::parse("/counter"), None);
    }
}
