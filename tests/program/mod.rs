//! The program as its tests run it.

use std::path::Path;

/// Runs the program in a folder and gives exit code, standard output and standard error.
pub fn run(arguments: &[&str], within: &Path, stdin: &str) -> (i32, String, String) {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_isnad"));
    command
        .env_remove("TERM")
        .args(arguments)
        .current_dir(within)
        .write_stdin(stdin);
    let output = command.output().expect("it runs");
    (
        output.status.code().expect("an exit code"),
        String::from_utf8(output.stdout).expect("UTF-8"),
        String::from_utf8(output.stderr).expect("UTF-8"),
    )
}
