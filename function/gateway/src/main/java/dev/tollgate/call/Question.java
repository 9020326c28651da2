package dev.tollgate.call;

import dev.tollgate.openai.ChatRequest;
import java.time.Instant;

/**
 * What every target of one call is asked, and where the call keeps its books.
 *
 * @param deadline when the caller gets a time-out instead of an answer
 */
record Question(Incoming incoming, ChatRequest request, Booking booking, Instant deadline, Trace trace) {}
