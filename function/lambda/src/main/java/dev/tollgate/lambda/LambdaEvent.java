package dev.tollgate.lambda;

/** What an invocation asks for: an answer to a request, or some work of the gateway's own. */
sealed interface LambdaEvent permits EventRequest, LambdaEvent.Sweep, LambdaEvent.RollUp {

    /** The schedule's event: what is pending and overdue shall be closed. */
    record Sweep() implements LambdaEvent {}

    /** The schedule's event: usage shall be added up. */
    record RollUp() implements LambdaEvent {}
}
