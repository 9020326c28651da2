package dev.tollgate.call;

import dev.tollgate.openai.ModelRequest;
import dev.tollgate.provider.FetchedFiles;
import dev.tollgate.route.Route;
import java.time.Instant;
import java.util.List;

/**
 * What every target of one call is asked, and where the call keeps its books.
 *
 * @param route where it goes, and why
 * @param deadline when the caller gets a time-out instead of an answer
 * @param files what was fetched for targets that take no URLs
 */
record Question<R extends ModelRequest>(
        Incoming<R> incoming,
        R request,
        Route route,
        Booking booking,
        Instant deadline,
        Trace trace,
        FetchedFiles files) {

    Question(Incoming<R> incoming, R request, Route route, Booking booking, Instant deadline, Trace trace) {
        this(incoming, request, route, booking, deadline, trace, new FetchedFiles());
    }

    /** The same question, now that it is decided where it goes. */
    Question<R> going(Route decided) {
        return new Question<>(incoming, request, decided, booking, deadline, trace, files);
    }

    /** What the head of the answer says, now that this target answers. */
    Recipient.Head head(Asked answering, List<String> dropped, Instant now) {
        return new Recipient.Head(
                answering.target().provider().name(),
                answering.target().model(),
                booking.tried(answering, now),
                dropped,
                route.judgement().map(Route.Judgement::explained),
                booking.left(),
                booking.standings(),
                trace.overhead());
    }
}
