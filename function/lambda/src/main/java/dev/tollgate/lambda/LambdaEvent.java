package dev.tollgate.lambda;

import dev.tollgate.lambda.EventRequest.PayloadFormat;
import dev.tollgate.openai.GatewayException;

/** An event of Lambda: an HTTP request, or a scheduled job of the gateway. */
sealed interface LambdaEvent
        permits EventRequest,
                LambdaEvent.MalformedRequest,
                LambdaEvent.Sweep,
                LambdaEvent.RollUp,
                LambdaEvent.ForeignEvent {

    /** An HTTP request that cannot be passed on, and the error that its client gets. */
    record MalformedRequest(PayloadFormat format, GatewayException failure) implements LambdaEvent {}

    /** The event of the schedule that closes overdue pending usage records. */
    record Sweep() implements LambdaEvent {}

    /** The event of the schedule that rolls usage up. */
    record RollUp() implements LambdaEvent {}

    /**
     * An event that is not for the gateway: of a plug-in that keeps functions warm, of a queue, or of a test in the console.
     *
     * @param source who sent it, such as {@code aws:sqs}, or what it is
     */
    record ForeignEvent(String source) implements LambdaEvent {}
}
