package dev.tollgate.storedresponse;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a response has come: queued → in progress → one of the others. */
public enum ResponseStatus {
    QUEUED(false),
    IN_PROGRESS(false),
    COMPLETED(true),
    INCOMPLETE(true),
    FAILED(true),
    CANCELLED(true);

    private final boolean ended;

    ResponseStatus(boolean ended) {
        this.ended = ended;
    }

    /** Whether nothing changes any more. */
    public boolean ended() {
        return ended;
    }

    /** What the client of a response with this status sees: one that is overdue has failed. */
    public ResponseStatus at(Instant now, Instant deadline) {
        return ended || now.isBefore(deadline) ? this : FAILED;
    }

    /** OpenAI's word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with this word; empty for an unknown one. */
    public static Optional<ResponseStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
