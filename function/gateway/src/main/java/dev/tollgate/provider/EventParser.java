package dev.tollgate.provider;

import java.util.List;

/** Splits the bytes of a streamed reply into events, wherever the network cut them. It serves one reply on one thread. */
public interface EventParser {

    /** Returns the events that these bytes complete. It drops an event that the end of the stream cuts short. */
    List<ReplyEvent> feed(byte[] bytes);
}
