package dev.tollgate.responsecache;

import dev.tollgate.call.ResponseSink;
import java.util.Optional;
import java.util.OptionalLong;

/** A response on its way to its client: it is noted if it may be given again, or is given again itself. */
public sealed interface RecordedResponse extends ResponseSink permits RecordedChat, RecordedEmbeddings {

    /** What the head will say of the cache; without it, it says nothing. */
    void note(CacheNote cacheNote);

    /** Notes the response from here on. */
    void record();

    /** The response as it was given, if it is complete and may be given again. */
    Optional<byte[]> recorded();

    /**
     * Reads a response that was recorded. Throws an unchecked exception if it cannot be read.
     *
     * @return what sends it to the client
     */
    Replay read(byte[] answer);

    /** Sends a recorded response as if it had been made now. */
    interface Replay {
        /**
         * Sends it.
         *
         * @param chargeMicros what the client is charged; empty if that is not known
         */
        void send(ResponseHead head, OptionalLong chargeMicros);
    }
}
