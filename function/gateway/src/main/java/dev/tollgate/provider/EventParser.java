package dev.tollgate.provider;

import java.util.List;

/** Cuts a streamed reply's bytes into events, wherever the network has cut them. For one reply and one thread. */
public interface EventParser {

    /** The events that these bytes complete. An event that the stream's end cuts short is not an event. */
    List<ReplyEvent> feed(byte[] bytes);
}
