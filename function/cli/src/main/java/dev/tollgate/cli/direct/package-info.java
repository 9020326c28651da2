/**
 * The ports of the command line on the tables, with the user's AWS rights. They call the use cases of {@code admin}, which the
 * admin API calls, too. {@link dev.tollgate.cli.PortProducer} gives them to commands whose user has chosen the tables. Start
 * reading at {@link dev.tollgate.cli.direct.DirectKeys}.
 */
@NullMarked
package dev.tollgate.cli.direct;

import org.jspecify.annotations.NullMarked;
