package dev.tollgate.call;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.route.Route;
import java.time.Instant;

/**
 * What every target of one call is asked, and where the call keeps its books.
 *
 * @param route where it goes, and why
 * @param deadline when the caller gets a time-out instead of an answer
 */
record Question(Incoming incoming, ChatRequest request, Route route, Booking booking, Instant deadline, Trace trace) {}
