/**
 * Simulates providers of which one is down, calls them through a gateway, and compares records with bills.
 * {@code failover.sh} starts {@link dev.tollgate.simulator.OutageRun}. Start reading there.
 */
@NullMarked
package dev.tollgate.simulator;

import org.jspecify.annotations.NullMarked;
