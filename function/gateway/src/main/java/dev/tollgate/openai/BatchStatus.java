package dev.tollgate.openai;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a batch has come, in OpenAI's words (https://platform.openai.com/docs/guides/batch). */
public enum BatchStatus {
    VALIDATING,
    IN_PROGRESS,
    FINALIZING,
    CANCELLING,
    COMPLETED,
    FAILED,
    EXPIRED,
    CANCELLED;

    /** The status of this word; empty if there is none. */
    public static Optional<BatchStatus> of(String word) {
        return Stream.of(values()).filter(status -> status.word().equals(word)).findFirst();
    }

    /** The word that clients read. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing of it changes any more. */
    public boolean ended() {
        return switch (this) {
            case VALIDATING, IN_PROGRESS, FINALIZING, CANCELLING -> false;
            case COMPLETED, FAILED, EXPIRED, CANCELLED -> true;
        };
    }
}
