/**
 * A mixed load on a gateway with little memory, and a check that nothing of it stays: {@code make soak}. Start reading at
 * {@link dev.tollgate.soak.SoakRun}.
 */
@NullMarked
package dev.tollgate.soak;

import org.jspecify.annotations.NullMarked;
