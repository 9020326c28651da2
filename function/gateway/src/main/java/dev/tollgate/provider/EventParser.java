package dev.tollgate.provider;

import java.util.List;

/** Splits the bytes of a streamed reply into events, wherever the network cut them. It serves one reply on one thread. */
public interface EventParser {

    /** Returns the events that these bytes complete. */
    List<ReplyEvent> feed(byte[] bytes);

    /** Returns what is left at the end of the stream. It drops an event that the end cuts short. */
    default List<ReplyEvent> end() {
        return List.of();
    }
}
