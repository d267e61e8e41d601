//! The help in the reader's language: the texts of the commands are looked up before they are laid out, and what the parser of arguments would add in English is added here.

use crate::report::locale::Locale;
use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command};

/// The parts of the help, with their headings; the parser knows no other way to name them.
const TEMPLATE: &str = "{about-with-newline}\n{usage-word}: {usage}\n\n{all-args}{after-help}";

/// A command and all below it with their texts in the language of `locale`; what it does not have stays in English.
pub(super) fn translated(mut command: Command, locale: &Locale) -> Command {
    // Only then are there the arguments that the parser adds.
    command.build();
    all(command, &Help(locale))
}

struct Help<'l>(&'l Locale);

impl Help<'_> {
    /// A text of ours, or as it is.
    fn text(&self, text: &str) -> String {
        self.0
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
        let heading = match arg.is_positional() {
            true => "Arguments",
            false => "Options",
        };
        let arg = arg.help_heading(self.text(heading));
        let help = arg.get_help().cloned().unwrap_or_default();
        let long = arg.get_long_help().unwrap_or(&help);
        let (short, long) = (
            self.argument(&arg, &help, false),
            self.argument(&arg, long, true),
        );
        let arg = arg.help(short).long_help(long);
        arg.hide_default_value(true).hide_possible_values(true)
    }
}

fn all(command: Command, help: &Help<'_>) -> Command {
    let template = TEMPLATE.replace("{usage-word}", &help.text("Usage"));
    let about = command.get_about().map(|about| help.styled(about));
    let long = command.get_long_about().map(|about| help.styled(about));
    let after = command.get_after_help().map(ToString::to_string);
    let mut command = command
        .help_template(template)
        .subcommand_help_heading(help.text("Commands"))
        .mut_args(|arg| help.arg(arg))
        .mut_subcommands(|command| all(command, help));
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(long) = long {
        command = command.long_about(long);
    }
    if let Some(after) = after {
        command = command.after_help(help.examples(&after));
    }
    command
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
            if arg.get_action().takes_values() {
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
