/**
 * What commands can do at a gateway. Each port has two implementations: {@code direct} works on the tables with the use cases of
 * administration, {@code remote} calls the admin API. Documents are those of the admin API in both. Commands call the ports, and
 * {@link dev.tollgate.cli.PortProducer} chooses who implements them.
 */
@NullMarked
package dev.tollgate.cli.port;

import org.jspecify.annotations.NullMarked;
