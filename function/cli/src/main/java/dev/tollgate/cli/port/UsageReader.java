package dev.tollgate.cli.port;

import dev.tollgate.bill.UsageGroup;
import dev.tollgate.bill.UsageSum;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Port: what keys have used. */
public interface UsageReader {
    /**
     * Which usage is read.
     *
     * @param until the first instant after the period
     * @param keys empty for all
     */
    record UsageQuery(Instant from, Instant until, List<UsageGroup> groups, List<String> keys) {}

    /**
     * The sums by the values of the groups.
     *
     * @param progress gets what is being read
     */
    Map<List<String>, UsageSum> read(UsageQuery query, Consumer<String> progress);
}
