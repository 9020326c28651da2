/**
 * What the whole process has only once: its memory and its life. {@code edge} and {@code failover} count what requests hold;
 * they and {@code pipeline} report errors that the JVM does not recover from. Start reading at
 * {@link dev.tollgate.process.MemoryBudget} and {@link dev.tollgate.process.FatalErrors}.
 */
@NullMarked
package dev.tollgate.process;

import org.jspecify.annotations.NullMarked;
