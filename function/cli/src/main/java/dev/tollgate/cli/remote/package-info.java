/**
 * The ports of the command line over the admin API of a gateway (docs/adr/0063). They send JSON and read it, and decide nothing
 * themselves. {@link dev.tollgate.cli.PortProducer} gives them to all other commands. Start reading at
 * {@link dev.tollgate.cli.remote.AdminApiClient}.
 */
@NullMarked
package dev.tollgate.cli.remote;

import org.jspecify.annotations.NullMarked;
