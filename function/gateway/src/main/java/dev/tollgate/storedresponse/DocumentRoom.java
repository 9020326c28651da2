package dev.tollgate.storedresponse;

import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import java.util.function.LongConsumer;

/**
 * Room in memory for documents, which is taken before they are unpacked.
 *
 * @param memory fails with {@code OVERLOADED} or {@code REQUEST_TOO_LARGE} if a document does not fit
 */
public record DocumentRoom(MemoryLease memory) implements LongConsumer {
    /** Takes the room for a document of so many bytes. */
    @Override
    public void accept(long bytes) {
        memory.admit(JsonFootprint.ofText(bytes));
    }
}
