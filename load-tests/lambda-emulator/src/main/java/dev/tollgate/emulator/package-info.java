/**
 * Emulates Lambda and its endpoints on one machine: real function processes, each with its own Runtime API. {@code make lambda},
 * the tests of the packaged function and some benchmarks start it. Start reading at
 * {@link dev.tollgate.emulator.FunctionEnvironment}, which shows the life of a function process.
 */
@NullMarked
package dev.tollgate.emulator;

import org.jspecify.annotations.NullMarked;
