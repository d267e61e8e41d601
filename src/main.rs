//! The isnad program: arguments in, exit code out; all else is the library's.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    isnad::cli::run(std::env::args_os()).into()
}
