/** The ports of the command line over the admin API of a gateway. */
@NullMarked
package dev.tollgate.cli.remote;

import org.jspecify.annotations.NullMarked;
