/**
 * The command line {@code tollgate}, which works on the gateway's tables with its caller's AWS rights. Each command is
 * one class, which the build finds as a {@link dev.tollgate.cli.CliCommand}.
 * Start reading at {@link dev.tollgate.cli.Main}, then at one command such as {@link dev.tollgate.cli.ApplyCommand}.
 */
@NullMarked
package dev.tollgate.cli;

import org.jspecify.annotations.NullMarked;
