//! The help in the reader's language: the texts of the commands are looked up before they are laid out, and what the parser of arguments would add in English is added here.

use crate::report::Bidi;
use crate::report::filled;
use crate::report::locale::Locale;
use clap::builder::{PossibleValue, PossibleValuesParser, StyledStr};
use clap::{Arg, Command};
use std::io::IsTerminal;

/// The parts of the help, with their headings; the parser knows no other way to name them.
const TEMPLATE: &str = "{about-with-newline}\n{usage-word}: {usage-line}\n\n{all-args}{after-help}";

/// A command and all below it with their texts in the language of `locale`, as help is laid out; what it does not have stays in English.
pub(super) fn translated(mut command: Command, locale: &Locale) -> Command {
    // Only then are there the arguments that the parser adds.
    command.build();
    let term = std::env::var("TERM").ok();
    let isolate = Bidi::Auto.resolve(std::io::stdout().is_terminal(), term.as_deref());
    let help = Help {
        locale,
        isolate,
        laid: true,
    };
    let command = help.versioned(command);
    help.command(command)
}

/// The same for what has a layout of its own, manual pages and completions: defaults and values are no part of the texts. Nothing can be parsed with it.
pub(super) fn described(mut command: Command, locale: &Locale) -> Command {
    command.build();
    let help = Help {
        locale,
        isolate: false,
        laid: false,
    };
    let command = help.versioned(command);
    help.command(command)
}

/// What the version names beside the program.
const RULES: &str = "built-in rules";

struct Help<'l> {
    locale: &'l Locale,
    /// Whether placeholders are isolated: what stands behind one is Arabic too, and would else change places with it.
    isolate: bool,
    /// Whether what the parser would add to a text in English is added here.
    laid: bool,
}

impl Help<'_> {
    /// A text of ours, or as it is.
    fn text(&self, text: &str) -> String {
        self.locale
            .help
            .get(text)
            .map_or(text, String::as_str)
            .to_owned()
    }

    fn styled(&self, text: &StyledStr) -> String {
        self.text(&text.to_string())
    }

    /// Examples: a command a line, and behind some blanks what it does. What is no command is a text.
    fn examples(&self, text: &str) -> String {
        let lines: Vec<String> = text.lines().map(|line| self.example(line)).collect();
        lines.join("\n")
    }

    fn example(&self, line: &str) -> String {
        let Some(command) = line.strip_prefix("  ") else {
            return self.text(line);
        };
        let Some((command, about)) = command.split_once("  ") else {
            return line.to_owned();
        };
        let words = about.trim_start();
        let gap = about.len() - words.len();
        format!("  {command}  {}{}", " ".repeat(gap), self.text(words))
    }

    /// The help of an argument with its default and its values.
    fn argument(&self, arg: &Arg, help: &StyledStr, long: bool) -> String {
        let mut text = self.styled(help);
        let takes = arg.get_action().takes_values();
        let values: Vec<PossibleValue> = match takes && !arg.is_hide_possible_values_set() {
            true => arg.get_possible_values(),
            false => Vec::new(),
        };
        let values = values.iter().filter(|value| !value.is_hide_set());
        let told = long && values.clone().any(|value| value.get_help().is_some());
        let names: Vec<&str> = values.clone().map(PossibleValue::get_name).collect();
        let defaults = arg.get_default_values().iter();
        let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
        let apart = if long { "\n\n" } else { " " };
        if told {
            text.push_str(&format!("\n\n{}:", self.text("Possible values")));
            for value in values {
                let help = value.get_help().map(|help| self.styled(help));
                let help = help.map(|help| format!(": {help}")).unwrap_or_default();
                text.push_str(&format!("\n- {}{help}", value.get_name()));
            }
        }
        if takes && !defaults.is_empty() && !arg.is_hide_default_value_set() {
            let defaults = defaults.join(" ");
            text.push_str(&format!("{apart}[{}: {defaults}]", self.text("default")));
        }
        if !told && !names.is_empty() {
            let names = names.join(", ");
            text.push_str(&format!(
                "{apart}[{}: {names}]",
                self.text("possible values")
            ));
        }
        text
    }

    fn arg(&self, arg: Arg) -> Arg {
        let names = arg.get_value_names().unwrap_or_default();
        let names: Vec<String> = names.iter().map(|name| self.placeholder(name)).collect();
        let arg = match names.is_empty() {
            true => arg,
            false => arg.value_names(names),
        };
        let arg = match (arg.get_help_heading(), arg.is_positional()) {
            (Some(heading), _) => {
                let heading = self.text(heading);
                arg.help_heading(heading)
            }
            (None, true) if self.laid => arg.help_heading(self.text("Arguments")),
            (None, false) if self.laid => arg.help_heading(self.text("Options")),
            (None, _) => arg,
        };
        let help = arg.get_help().cloned().unwrap_or_default();
        let long = arg.get_long_help().unwrap_or(&help);
        if !self.laid {
            let (short, long) = (self.styled(&help), self.styled(long));
            return self.values(arg.help(short).long_help(long));
        }
        let (short, long) = (
            self.argument(&arg, &help, false),
            self.argument(&arg, long, true),
        );
        let arg = arg.help(short).long_help(long);
        arg.hide_default_value(true).hide_possible_values(true)
    }

    /// The name of a value, as it stands in brackets.
    fn placeholder(&self, name: &str) -> String {
        filled(&self.text(name), self.isolate)
    }

    /// An argument whose values say in this language what they are for.
    fn values(&self, arg: Arg) -> Arg {
        let values = arg.get_possible_values();
        if !arg.get_action().takes_values() || values.is_empty() {
            return arg;
        }
        let values = values.into_iter().map(|value| {
            let help = value.get_help().map(|help| self.styled(help));
            match help {
                Some(help) => value.help(help),
                None => value,
            }
        });
        arg.value_parser(PossibleValuesParser::new(values))
    }

    /// How a command is called; the words that the parser adds are its own.
    fn usage(&self, command: &mut Command) -> String {
        let usage = command.render_usage().ansi().to_string();
        let line = usage.split_once("Usage:").map(|(_, line)| line);
        let line = line.and_then(|line| line.split_once(' '));
        let line = line.map_or(usage.as_str(), |(_, line)| line);
        line.replace("[OPTIONS]", &format!("[{}]", self.placeholder("OPTIONS")))
    }

    /// What the version says beside the numbers.
    fn versioned(&self, command: Command) -> Command {
        let version = command.get_version().unwrap_or_default();
        // The hash stands behind the words in either direction.
        let version = version.replace(RULES, &self.placeholder(RULES));
        command.version(version)
    }

    fn command(&self, command: Command) -> Command {
        let about = command.get_about().map(|about| self.styled(about));
        let long = command.get_long_about().map(|about| self.styled(about));
        let after = command.get_after_help().map(ToString::to_string);
        let mut command = command
            .subcommand_help_heading(self.text("Commands"))
            .subcommand_value_name(self.placeholder("COMMAND"))
            .mut_args(|arg| self.arg(arg))
            .mut_subcommands(|command| self.command(command));
        if let Some(about) = about {
            command = command.about(about);
        }
        if let Some(long) = long {
            command = command.long_about(long);
        }
        if let Some(after) = after {
            command = command.after_help(self.examples(&after));
        }
        let template = TEMPLATE
            .replace("{usage-word}", &self.text("Usage"))
            .replace("{usage-line}", &self.usage(&mut command));
        command.help_template(template)
    }
}

/// A manual page, with what its maker adds in English: headings, what stands above values, and defaults.
pub(super) fn manual(page: &str, locale: &Locale) -> String {
    let text = |words: &str| locale.help.get(words);
    let line = |line: &str| {
        let heading = line.strip_prefix(".SH ").and_then(text);
        let italic = line.strip_prefix("\\fI");
        let values = italic.and_then(|line| line.strip_suffix(":\\fR"));
        match (heading, values.and_then(text)) {
            (Some(heading), _) => format!(".SH {heading}\n"),
            (_, Some(values)) => format!("\\fI{values}:\\fR\n"),
            _ => format!("{line}\n"),
        }
    };
    let page: String = page.lines().map(line).collect();
    match text("default") {
        Some(default) => page.replace("[default: ", &format!("[{default}: ")),
        None => page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::locale::Language;
    use clap::CommandFactory;
    use std::collections::BTreeSet;

    /// Every text of the help of a command and of all below it.
    fn texts(command: &Command, found: &mut BTreeSet<String>) {
        let about = [command.get_about(), command.get_long_about()];
        found.extend(about.into_iter().flatten().map(ToString::to_string));
        for arg in command.get_arguments() {
            let help = [arg.get_help(), arg.get_long_help()];
            found.extend(help.into_iter().flatten().map(ToString::to_string));
            found.extend(arg.get_help_heading().map(str::to_owned));
            if arg.get_action().takes_values() {
                let names = arg.get_value_names().unwrap_or_default();
                found.extend(names.iter().map(ToString::to_string));
                let values = arg.get_possible_values();
                let values = values.iter().filter_map(PossibleValue::get_help);
                found.extend(values.map(ToString::to_string));
            }
        }
        let after = command.get_after_help().map(ToString::to_string);
        for line in after.unwrap_or_default().lines() {
            match line.strip_prefix("  ") {
                Some(command) => found.extend(
                    command
                        .split_once("  ")
                        .map(|(_, about)| about.trim_start().to_owned()),
                ),
                None => found.extend(Some(line.to_owned())),
            }
        }
        for command in command.get_subcommands() {
            texts(command, found);
        }
    }

    #[test]
    fn every_text_of_the_help_has_its_arabic_and_none_is_left_over() {
        let mut command = super::super::Cli::command();
        command.build();
        let mut found = BTreeSet::new();
        texts(&command, &mut found);
        let headings = [
            "Usage",
            "Commands",
            "Arguments",
            "Options",
            "Possible values",
            "possible values",
            "default",
            "OPTIONS",
            "COMMAND",
            RULES,
            // Of manual pages.
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "EXTRA",
            "VERSION",
        ];
        found.extend(headings.map(str::to_owned));
        found.remove("");
        // Said by a part that is optional.
        if !cfg!(feature = "parquet") {
            found.insert("One statement a row in typed columns, for analysts".to_owned());
        }
        let locale = Locale::of(Language::Ar).unwrap();
        let missing: Vec<_> = found
            .iter()
            .filter(|text| !locale.help.contains_key(*text))
            .collect();
        assert!(missing.is_empty(), "no Arabic: {missing:#?}");
        let idle: Vec<_> = locale
            .help
            .keys()
            .filter(|text| !found.contains(*text))
            .collect();
        assert!(idle.is_empty(), "no longer said: {idle:#?}");
    }
}
