//! The configuration file: `isnad.yaml`, found in the working folder or the nearest one above it. It holds options by their long names, for all commands or for one.
//!
//! ```yaml
//! rules: my-rules        # a path is meant from the file's folder
//! analyze:
//!   format: html
//!   jobs: 4
//! ```

use super::Outcome;
use super::language::told;
use super::outcome::{complain, said};
use crate::report::locale::Language;
use crate::rules::message::say;
use crate::yaml::read_yaml;
use clap::builder::ValueParser;
use clap::{Arg, ArgAction, Command, ValueEnum};
use serde::de::{self, Deserialize, Deserializer};
use serde_yaml::Spanned;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::{self, Write};
use std::path::{Path, PathBuf};

/// The name of the file.
const NAME: &str = "isnad.yaml";

/// The option that all commands share.
const LANGUAGE: &str = "lang";

/// Options that say something of one run only, and those that choose the file itself.
const NEVER: [&str; 6] = [
    "output",
    "help",
    "version",
    "config",
    "no-config",
    "label-config",
];

/// What `isnad config` does.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Task {
    /// Print every option of a command with its value and where that comes from
    Show {
        /// The command
        #[arg(default_value = "analyze")]
        command: String,
    },
}

/// A value and the line it stands in.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    value: String,
    line: u64,
}

/// A configuration that was read; nothing in it where there is no file.
#[derive(Debug, Default)]
pub(super) struct Config {
    path: Option<PathBuf>,
    /// By command (empty: for all) and option.
    entries: BTreeMap<(String, String), Entry>,
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub(super) enum ConfigError {
    #[error("{}: {}", path.display(), super::outcome::system(source))]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{}: {message}", path.display())]
    Wrong { path: PathBuf, message: String },
    #[error("{}: line {line}: {message}", path.display())]
    At {
        path: PathBuf,
        line: u64,
        message: String,
    },
}

/// A value in the file: one option's, or the options of a command. It is read by hand, since what is buffered loses its line.
enum Node {
    Scalar(String),
    Options(BTreeMap<String, Spanned<Node>>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value, or the options of a command")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_owned()))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut options = BTreeMap::new();
        while let Some((key, value)) = map.next_entry()? {
            options.insert(key, value);
        }
        Ok(Node::Options(options))
    }
}

impl Config {
    /// The configuration of a run with these arguments: the file that `--config` names, none with `--no-config`, else the nearest one.
    pub(super) fn of(arguments: &[OsString]) -> Result<Config, ConfigError> {
        // Behind `--` everything is a path.
        let options = arguments.iter().take_while(|argument| *argument != "--");
        let options: Vec<&OsString> = options.collect();
        if options.iter().any(|option| *option == "--no-config") {
            return Ok(Config::default());
        }
        let named = options.iter().enumerate().find_map(|(at, option)| {
            let text = option.to_str()?;
            match text.strip_prefix("--config") {
                Some("") => options.get(at + 1).map(PathBuf::from),
                Some(rest) => rest.strip_prefix('=').map(PathBuf::from),
                None => None,
            }
        });
        match named.or_else(nearest) {
            Some(path) => Config::read(path),
            None => Ok(Config::default()),
        }
    }

    fn read(path: PathBuf) -> Result<Config, ConfigError> {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(source) => return Err(ConfigError::Read { path, source }),
        };
        let text = text.trim_start_matches('\u{FEFF}');
        if text
            .lines()
            .all(|line| line.trim().is_empty() || line.trim().starts_with('#'))
        {
            return Ok(Config {
                path: Some(path),
                entries: BTreeMap::new(),
            });
        }
        let nodes: BTreeMap<String, Spanned<Node>> = match read_yaml(text) {
            Ok(nodes) => nodes,
            Err(error) => {
                let message = error.to_string();
                let message = message.lines().next().unwrap_or_default().to_owned();
                return Err(ConfigError::Wrong { path, message });
            }
        };
        let mut entries = BTreeMap::new();
        for (key, node) in nodes {
            let line = node.referenced.line();
            match node.value {
                Node::Scalar(value) => {
                    entries.insert((String::new(), key), Entry { value, line });
                }
                Node::Options(options) => {
                    for (option, value) in options {
                        let line = value.referenced.line();
                        let Node::Scalar(value) = value.value else {
                            let message = format!("`{option}` takes one value");
                            return Err(ConfigError::At {
                                path,
                                line,
                                message,
                            });
                        };
                        entries.insert((key.clone(), option), Entry { value, line });
                    }
                }
            }
        }
        Ok(Config {
            path: Some(path),
            entries,
        })
    }

    /// The language that a command, or every one, is to speak. What is no language is told by [`Config::apply`].
    pub(super) fn language(&self, command: &str) -> Option<Language> {
        let entry = self.entry(command, LANGUAGE)?;
        Language::from_str(&entry.value, false).ok()
    }

    /// The commands with what is configured as their defaults. What stands on the command line still wins.
    pub(super) fn apply(&self, mut command: Command) -> Result<Command, ConfigError> {
        for ((name, option), entry) in &self.entries {
            let commands: Vec<String> = command
                .get_subcommands()
                .map(|command| command.get_name().to_owned())
                .filter(|known| name.is_empty() || known == name)
                .collect();
            if commands.is_empty() {
                return Err(self.at(entry, format!("there is no command `{name}`")));
            }
            if option == LANGUAGE {
                // It is known before there is a command, and belongs to none.
                if Language::from_str(&entry.value, false).is_err() {
                    return Err(self.at(entry, "`lang` is en or ar".to_owned()));
                }
                continue;
            }
            let mut used = false;
            for known in commands {
                let with = |command: Command| match id(&command, option) {
                    Some(id) => {
                        used = true;
                        let value = self.value(&command, option, entry);
                        command.mut_arg(id, |arg| arg.default_value(value))
                    }
                    None => command,
                };
                command = command.mut_subcommand(known, with);
            }
            if !used {
                let message = if name.is_empty() {
                    format!("no command has the option `{option}`, or it cannot be configured")
                } else {
                    format!("`{name}` has no option `{option}`, or it cannot be configured")
                };
                return Err(self.at(entry, message));
            }
        }
        Ok(command)
    }

    fn at(&self, entry: &Entry, message: String) -> ConfigError {
        ConfigError::At {
            path: self.path.clone().unwrap_or_default(),
            line: entry.line,
            message,
        }
    }

    /// A value as the command line would have it: a path is meant from the folder of the file.
    fn value(&self, command: &Command, option: &str, entry: &Entry) -> OsString {
        let is_path = find(command, option).is_some_and(|arg| {
            arg.get_value_parser().type_id() == ValueParser::path_buf().type_id()
        });
        let folder = self.path.as_deref().and_then(Path::parent);
        match folder.filter(|_| is_path) {
            Some(folder) => folder.join(&entry.value).into_os_string(),
            None => OsString::from(&entry.value),
        }
    }

    /// The entry for an option of a command: its own, or that for all.
    fn entry(&self, command: &str, option: &str) -> Option<&Entry> {
        let key = |command: &str| (command.to_owned(), option.to_owned());
        let own = self.entries.get(&key(command));
        own.or_else(|| self.entries.get(&key("")))
    }

    /// Prints the options of a command, each with its value and where it is from.
    pub(super) fn show(&self, root: &Command, name: &str) -> Outcome {
        let Some(command) = root.find_subcommand(name) else {
            complain(format_args!("there is no command `{name}`"));
            return Outcome::Incomplete;
        };
        let mut out = match &self.path {
            Some(path) => format!("# {}\n", path.display()),
            None => format!("# {}\n", told(&say!("no {} here or above", NAME))),
        };
        let all = root
            .get_arguments()
            .filter(|arg| arg.get_long() == Some(LANGUAGE));
        for arg in command.get_arguments().chain(all) {
            let Some(option) = arg.get_long().filter(|option| !NEVER.contains(option)) else {
                continue;
            };
            let (value, from) = match (self.entry(name, option), self.path.as_deref()) {
                (Some(entry), Some(path)) => {
                    let value = self.value(command, option, entry);
                    (
                        value.to_string_lossy().into_owned(),
                        format!("{}:{}", path.display(), entry.line),
                    )
                }
                _ => default(arg),
            };
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{option}: {value}  # {from}");
        }
        said(&out, Outcome::Done)
    }
}

/// What an option is where nobody says, and why.
fn default(arg: &Arg) -> (String, String) {
    if arg.get_long() == Some(LANGUAGE) {
        let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
        let mut set =
            variables.filter(|name| std::env::var(name).is_ok_and(|value| !value.is_empty()));
        let language = super::language::environment();
        let name = clap::ValueEnum::to_possible_value(&language);
        let name = name
            .map(|name| name.get_name().to_owned())
            .unwrap_or_default();
        return match set.next() {
            Some(variable) => (name, told(&say!("the environment: {}", variable))),
            None => (name, told(&say!("default"))),
        };
    }
    let values = arg.get_default_values().iter();
    let values: Vec<String> = values
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    let value = match arg.get_action() {
        ArgAction::SetTrue if values.is_empty() => "false".to_owned(),
        _ => values.join(" "),
    };
    match value.is_empty() {
        true => ("~".to_owned(), told(&say!("not set"))),
        false => (value, told(&say!("default"))),
    }
}

fn find<'c>(command: &'c Command, option: &str) -> Option<&'c Arg> {
    let mut arguments = command.get_arguments();
    arguments.find(|arg| arg.get_long() == Some(option) && !NEVER.contains(&option))
}

fn id(command: &Command, option: &str) -> Option<clap::Id> {
    find(command, option).map(|arg| arg.get_id().clone())
}

/// The file in the working folder, or in the nearest one above.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut folders = here.ancestors().map(|folder| folder.join(NAME));
    folders.find(|path| path.is_file())
}
