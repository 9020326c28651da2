/** The ports of the command line on the tables, with the user's AWS rights. */
@NullMarked
package dev.tollgate.cli.direct;

import org.jspecify.annotations.NullMarked;
