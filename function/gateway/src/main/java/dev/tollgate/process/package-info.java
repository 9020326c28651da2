/**
 * What the whole process has only once: its life. {@code edge}, {@code pipeline} and {@code failover} report errors that the
 * JVM does not recover from. Start reading at {@link dev.tollgate.process.FatalErrors}.
 */
@NullMarked
package dev.tollgate.process;

import org.jspecify.annotations.NullMarked;
