package dev.tollgate.lambda;

/** What an invocation asks for: an answer to a request, or some work of the gateway's own. */
sealed interface Event permits EventRequest, Event.Sweep {

    /** The schedule's event: what is pending and overdue shall be closed. */
    record Sweep() implements Event {}
}
