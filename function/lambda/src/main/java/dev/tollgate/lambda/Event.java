package dev.tollgate.lambda;

/** What an invocation asks for: an answer to a request, or some work of the gateway's own. */
sealed interface Event permits EventRequest, Event.Sweep, Event.RollUp {

    /** The schedule's event: what is pending and overdue shall be closed. */
    record Sweep() implements Event {}

    /** The schedule's event: usage shall be added up. */
    record RollUp() implements Event {}
}
