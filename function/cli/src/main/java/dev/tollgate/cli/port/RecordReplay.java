package dev.tollgate.cli.port;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;

/** Port: usage records that DynamoDB did not accept, and that the gateway's log has. */
public interface RecordReplay {
    /**
     * A record after its replay.
     *
     * @param day on which the request was accepted, in UTC
     * @param written false if the record was already settled
     */
    record ReplayedRecord(String keyId, LocalDate day, boolean written) {}

    /**
     * Writes a record as the gateway would have done.
     *
     * @throws IllegalArgumentException if the line of the log is no record
     */
    ReplayedRecord write(JsonNode line);

    /** Rolls up a day of a key again. */
    void rollUpAgain(String keyId, LocalDate day);
}
