package dev.tollgate.call;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.FetchedFiles;
import java.time.Instant;

/**
 * What every target of one call is asked, and where the call keeps its books.
 *
 * @param deadline when the caller gets a time-out instead of an answer
 * @param files what was fetched for targets that take no URLs
 */
record Question(
        Incoming incoming, ChatRequest request, Booking booking, Instant deadline, Trace trace, FetchedFiles files) {

    Question(Incoming incoming, ChatRequest request, Booking booking, Instant deadline, Trace trace) {
        this(incoming, request, booking, deadline, trace, new FetchedFiles());
    }
}
