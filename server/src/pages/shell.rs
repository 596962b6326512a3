//! The one shell around every page: head, hints, the inline script and style, and the policy that allows exactly these.

use app::page::WORDS;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::language::Language;
use sha2::{Digest, Sha256};

use crate::assets::Program;
use crate::manifest;

/// What stands between the head and the end of a page.
pub struct Shell<'a> {
    /// The language of the page.
    pub language: Language,
    /// Where the words of the language lie for the program; nowhere for Japanese.
    pub words: Option<&'a str>,
    /// The title in the browser's tab.
    pub title: &'a str,
    /// The colour of the bar above it.
    pub colour: &'a str,
    /// The program that brings the page to life.
    pub program: &'a Program,
    /// The style sheets, each its own element.
    pub styles: &'a [&'a str],
    /// Whether the page hands PDFs to a printer.
    pub prints: bool,
    /// What the app has drawn; nothing where the program builds its screen itself.
    pub drawn: &'a str,
    /// What the page is drawn from: JSON, by the ids under which it lies in the page.
    pub carried: &'a [(&'static str, String)],
}

/// A page composed: its HTML and the policy it is sent with.
pub struct Composed {
    /// The whole document.
    pub html: String,
    /// The value of its `Content-Security-Policy`.
    pub policy: String,
}

/// Starts the program on the drawn page once that is seen: what the program needs of the processor would keep the first keys waiting.
/// Without a network the drawn page stays as it is and keeps its text, and the start is tried again: under another name, as a browser
/// does not ask again for a module that it could not have.
const START: &str = r#"const start = async time => {
  const glue = await import(time ? 'GLUE#' + time : 'GLUE');
  await glue.default({ module_or_path: 'WASM' });
  document.documentElement.classList.add('live');
};
const begin = time => start(time).catch(trouble => {
  // A program that has failed says so itself.
  if (!(trouble instanceof WebAssembly.RuntimeError)) setTimeout(begin, 2000 * (time + 1), time + 1);
});
// A page that nobody looks at is given no frame.
if (document.hidden) begin(0); else requestAnimationFrame(() => setTimeout(begin, 0, 0));"#;

/// Puts a page together.
pub fn compose(shell: &Shell<'_>) -> Composed {
    let Shell { title, program: Program { glue, wasm }, .. } = shell;
    let script = START.replace("GLUE", glue).replace("WASM", wasm);
    let styles: String = shell.styles.iter().filter(|css| !css.is_empty()).map(|css| format!("<style>{css}</style>")).collect();
    let (title, drawn) = (escape(title), shell.drawn);
    let carry = |(id, json): &(&str, String)| format!("<script type=\"application/json\" id=\"{id}\">{}</script>", harmless(json));
    let carried: String = shell.carried.iter().map(carry).collect();
    let tag = shell.language.tag();
    let words = shell
        .words
        .map(|path| format!("<link rel=\"preload\" href=\"{path}\" as=\"fetch\" crossorigin id=\"{WORDS}\">"))
        .unwrap_or_default();
    let (manifest, colour) = (manifest::PATH, shell.colour);
    let html = format!(
        "<!DOCTYPE html><html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"format-detection\" content=\"telephone=no\"><meta name=\"color-scheme\" content=\"light dark\">\
         <link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\
         <link rel=\"manifest\" href=\"{manifest}\"><link rel=\"icon\" href=\"/icons/icon.svg\" type=\"image/svg+xml\">\
         <link rel=\"apple-touch-icon\" href=\"/icons/apple-touch-icon.png\"><meta name=\"theme-color\" content=\"{colour}\">\
         {words}{styles}<script type=\"module\">{script}</script></head>\
         <body><div id=\"app\">{drawn}</div>{carried}</body></html>"
    );
    Composed { html, policy: policy(&script, shell.styles, shell.prints) }
}

/// Allows our own files, this script and these styles, and nothing else. On a page that prints, a PDF that the page itself holds is shown to
/// the printer in a frame, which takes this policy over: hence `blob:` for frames and for the viewer in them.
fn policy(script: &str, styles: &[&str], prints: bool) -> String {
    let shown = if prints { "frame-src blob:; object-src blob:" } else { "object-src 'none'" };
    let styles: String = styles.iter().filter(|css| !css.is_empty()).map(|css| format!(" {}", hash(css))).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {script}; style-src 'self'{styles}; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self' blob:; form-action 'self'; \
         base-uri 'none'; {shown}; frame-ancestors 'none'",
        script = hash(script)
    )
}

/// The hash by which a policy names an inline script or style.
pub fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// JSON in which no `</script>` can occur.
fn harmless(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// Text as it may stand between tags.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed(carried: &str) -> Composed {
        let program = Program { glue: "/assets/resident-1.js".into(), wasm: "/assets/resident-1.wasm".into() };
        compose(&Shell {
            language: Language::Japanese,
            words: None,
            title: "住民票 <1>",
            colour: "#0017c1",
            program: &program,
            styles: &["body{}", ""],
            prints: false,
            drawn: "<h1>窓口</h1>",
            carried: &[("page-form", carried.into())],
        })
    }

    #[test]
    fn nothing_a_form_says_ends_the_script_it_is_carried_in() {
        let page = composed(r#"{"title":"</script><script>alert(1)</script>"}"#);
        assert_eq!(page.html.matches("</script>").count(), 2, "{}", page.html);
        assert!(page.html.contains("<title>住民票 &lt;1&gt;</title>"));
    }

    #[test]
    fn the_policy_names_the_very_script_and_style_of_the_page() {
        let page = composed("{}");
        assert!(page.policy.contains("object-src 'none'") && !page.policy.contains("frame-src"), "only the counter prints");
        let script = page.html.split("<script type=\"module\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("a script");
        assert!(page.policy.contains(&hash(script)));
        assert!(page.policy.contains(&hash("body{}")));
        assert!(!page.policy.contains("unsafe-inline"));
        assert!(!script.contains("GLUE") && !script.contains("WASM'"), "{script}");
    }
}
