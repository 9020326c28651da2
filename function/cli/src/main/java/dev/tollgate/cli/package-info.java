/**
 * The command line {@code tollgate}. It calls the admin API of a gateway, or works on the tables with its user's AWS rights if the
 * user chooses them. Each command is one class, which the build finds as a {@link dev.tollgate.cli.CliCommand}, and calls ports.
 * Start reading at {@link dev.tollgate.cli.Main}, then at one command such as {@link dev.tollgate.cli.ApplyCommand}.
 */
@NullMarked
package dev.tollgate.cli;

import org.jspecify.annotations.NullMarked;
