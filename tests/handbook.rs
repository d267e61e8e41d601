//! `isnad rules docs`: the pages of a pack, and what is never written over.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs `isnad rules docs` on the pack of chains, or on another folder; exit code and both outputs.
fn docs(rules: &str, out: &Path) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["rules", "docs", rules, "--no-builtin", "--out"])
        .arg(out)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

const CHAINS: &str = "packs/chains/rules";

fn pages(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            (
                entry.file_name().into_string().unwrap(),
                fs::read_to_string(entry.path()).unwrap(),
            )
        })
        .collect()
}

#[test]
fn every_rule_has_a_page_with_its_examples() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("docs");
    let (code, said, err) = docs(CHAINS, &out);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        said.contains(": 11 examples as they say, 0 not, 0 known failures"),
        "{said}"
    );
    let pages = pages(&out);
    let rules = [
        "chain",
        "single-narrator",
        "said",
        "judged",
        "joins-two-names",
    ];
    for rule in rules {
        let page = &pages[&format!("rule-{rule}.html")];
        assert!(page.contains(&format!("<h1><code>{rule}</code></h1>")));
        assert!(page.contains("class=\"example positive\"") || rule == "joins-two-names");
        assert!(
            page.contains("class=\"example counter\"")
                || page.contains("class=\"example positive\"")
        );
        // The rule is shown as it is written, and its examples as text to be read, not as YAML.
        assert!(
            page.contains("<span>match:</span>") || page.contains("<span>  match:</span>"),
            "{page}"
        );
        assert!(!page.contains("<span>  examples:"), "{page}");
        assert!(pages["index.html"].contains(&format!("href=\"rule-{rule}.html\"")));
    }
    assert!(
        pages["rule-chain.html"].contains("سعد")
            && pages["rule-chain.html"].contains("dir=\"rtl\"")
    );
    assert!(
        pages["stances.html"].contains("<h2 id=\"opine\">")
            && pages["stances.html"].contains("صحح")
    );
    assert!(pages["coverage.html"].contains("chains.yaml"));
    // Every link leads somewhere.
    for (name, page) in &pages {
        for link in page.split("href=\"").skip(1) {
            let target = link.split(['"', '#']).next().unwrap();
            assert!(pages.contains_key(target), "{name}: {target}");
        }
    }
}

#[test]
fn the_same_pack_gives_the_same_pages_and_pages_of_lost_rules_go() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("docs");
    docs(CHAINS, &out);
    let first = pages(&out);
    let rules = folder.path().join("rules");
    fs::create_dir(&rules).unwrap();
    for name in ["folding.yaml", "morphology.yaml", "chains.yaml"] {
        let text = fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join(CHAINS)
                .join(name),
        )
        .unwrap();
        fs::write(
            rules.join(name),
            text.replace("id: judged\n", "id: rated\n"),
        )
        .unwrap();
    }
    assert_eq!(docs(rules.to_str().unwrap(), &out).0, 0);
    assert!(out.join("rule-rated.html").exists() && !out.join("rule-judged.html").exists());
    docs(CHAINS, &out);
    assert_eq!(pages(&out), first);
}

#[test]
fn a_folder_of_somebody_elses_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("index.html"), "mine").unwrap();
    let (code, _, err) = docs(CHAINS, folder.path());
    assert_eq!(code, 2);
    assert!(
        err.contains("is not empty, and was not made by this command"),
        "{err}"
    );
    assert_eq!(pages(folder.path()).len(), 1);
    assert_eq!(pages(folder.path())["index.html"], "mine");
    let (code, _, err) = docs(CHAINS, &folder.path().join("index.html"));
    assert!(code == 2 && !err.is_empty(), "{err}");
    let (code, _, _) = docs("no/such/folder", &folder.path().join("new"));
    assert_eq!(code, 2);
    assert!(!folder.path().join("new").exists());
}
