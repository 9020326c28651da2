package dev.tollgate.call;

import dev.tollgate.metering.AttemptRecord;
import dev.tollgate.metering.UsageMeter;
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
public record CallContext<R extends ModelRequest>(
        IncomingCall<R> incomingCall,
        R request,
        Route route,
        UsageMeter usageMeter,
        Instant deadline,
        CallMetrics callMetrics,
        FetchedFiles files) {

    public CallContext(
            IncomingCall<R> incomingCall,
            R request,
            Route route,
            UsageMeter usageMeter,
            Instant deadline,
            CallMetrics callMetrics) {
        this(incomingCall, request, route, usageMeter, deadline, callMetrics, new FetchedFiles());
    }

    /** The same question, now that it is decided where it goes. */
    public CallContext<R> going(Route decided) {
        return new CallContext<>(incomingCall, request, decided, usageMeter, deadline, callMetrics, files);
    }

    /** What the head of the answer says, now that this target answers. */
    public ResponseSink.Head head(AttemptRecord answering, List<String> dropped, Instant now) {
        return new ResponseSink.Head(
                answering.target().provider().name(),
                answering.target().model(),
                usageMeter.attempts(answering, now),
                dropped,
                route.judgement().map(Route.TierDecision::explained),
                usageMeter.rateStatus(),
                usageMeter.budgetStatus(),
                callMetrics.overhead());
    }
}
