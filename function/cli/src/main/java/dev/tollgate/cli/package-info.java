/** The command line {@code tollgate}: each command is one class, found at build time as a {@link dev.tollgate.cli.CliCommand}. */
package dev.tollgate.cli;
