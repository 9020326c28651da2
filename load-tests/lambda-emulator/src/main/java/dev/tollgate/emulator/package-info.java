/** Lambda and its front doors on one machine: real function processes, spoken to over the Runtime API. */
package dev.tollgate.emulator;
