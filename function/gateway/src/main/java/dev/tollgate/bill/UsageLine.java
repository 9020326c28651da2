package dev.tollgate.bill;

import java.time.LocalDate;
import java.util.Map;

/**
 * What requests of one kind used on one day. One request is such a line, and so is a roll-up of thousands: sums of the one
 * and of the other are the same.
 */
public record UsageLine(Kind of, UsageSum sum) {

    /**
     * Requests that nothing tells apart when they are added up.
     *
     * @param day on which they were accepted, in UTC; of a month's roll-up, its first
     * @param alias the model name that callers used
     * @param provider who answered, or was asked last; empty where nobody was, or where that is not known
     * @param model the provider's name of it, or empty likewise
     */
    public record Kind(
            LocalDate day, String keyId, String alias, String provider, String model, Map<String, String> tags) {

        public Kind {
            tags = Map.copyOf(tags);
        }

        /** The same on another day. */
        public Kind on(LocalDate other) {
            return new Kind(other, keyId, alias, provider, model, tags);
        }
    }
}
