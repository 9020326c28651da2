package dev.tollgate.lambda;

/** An event of Lambda: an HTTP request, or a scheduled job of the gateway. */
sealed interface LambdaEvent permits EventRequest, LambdaEvent.Sweep, LambdaEvent.RollUp {

    /** The event of the schedule that closes overdue pending usage records. */
    record Sweep() implements LambdaEvent {}

    /** The event of the schedule that rolls usage up. */
    record RollUp() implements LambdaEvent {}
}
