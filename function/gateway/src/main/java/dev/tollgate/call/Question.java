package dev.tollgate.call;

import dev.tollgate.openai.ModelRequest;
import java.time.Instant;

/**
 * What every target of one call is asked, and where the call keeps its books.
 *
 * @param deadline when the caller gets a time-out instead of an answer
 */
record Question<R extends ModelRequest>(
        Incoming<R> incoming, R request, Booking booking, Instant deadline, Trace trace) {}
