package dev.tollgate.bill;

import java.time.LocalDate;
import java.util.Map;

/**
 * What requests with the same dimensions used on one day. A single request is such a line, and so is a roll-up of
 * thousands; both give the same sums.
 */
public record UsageLine(Dimensions dimensions, UsageSum sum) {

    /**
     * The fields by which usage can be grouped.
     *
     * @param day on which the requests were accepted, in UTC; for the roll-up of a month, its first day
     * @param alias the model name in the requests
     * @param provider the provider that responded, or else the last one that was called; empty if none was, or if
     *     unknown
     * @param model the provider's name of the model; empty in the same cases
     */
    public record Dimensions(
            LocalDate day, String keyId, String alias, String provider, String model, Map<String, String> tags) {

        public Dimensions {
            tags = Map.copyOf(tags);
        }

        /** The same dimensions on another day. */
        public Dimensions on(LocalDate other) {
            return new Dimensions(other, keyId, alias, provider, model, tags);
        }
    }
}
