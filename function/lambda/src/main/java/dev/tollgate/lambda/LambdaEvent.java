package dev.tollgate.lambda;

import dev.tollgate.auth.CallerReference;
import dev.tollgate.lambda.EventRequest.PayloadFormat;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.storedresponse.ResponseName;
import java.util.Arrays;

/** An event of Lambda: an HTTP request, or a job of the gateway. */
sealed interface LambdaEvent
        permits EventRequest,
                LambdaEvent.MalformedRequest,
                LambdaEvent.Sweep,
                LambdaEvent.RollUp,
                LambdaEvent.BudgetAlerts,
                LambdaEvent.BatchRun,
                LambdaEvent.QueuedResponse,
                LambdaEvent.ForeignEvent {

    /** An HTTP request that cannot be passed on, and the error that its client gets. */
    record MalformedRequest(PayloadFormat format, GatewayException failure) implements LambdaEvent {}

    /** The event of the schedule that closes overdue pending usage records. */
    record Sweep() implements LambdaEvent {}

    /** The event of the schedule that rolls usage up. */
    record RollUp() implements LambdaEvent {}

    /** The event of the schedule that sends alerts of budgets. */
    record BudgetAlerts() implements LambdaEvent {}

    /** The event of the schedule that follows batches. */
    record BatchRun() implements LambdaEvent {}

    /**
     * The event with which the function invokes itself, to make a response in the background.
     *
     * @param caller whose response it is
     * @param secret what opens its request in the table
     */
    record QueuedResponse(ResponseName name, CallerReference caller, byte[] secret) implements LambdaEvent {
        @Override
        public boolean equals(Object other) {
            return other instanceof QueuedResponse queued
                    && name.equals(queued.name)
                    && caller.equals(queued.caller)
                    && Arrays.equals(secret, queued.secret);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        /** Never shows the secret. */
        @Override
        public String toString() {
            return "QueuedResponse[" + name + "]";
        }
    }

    /**
     * An event that is not for the gateway: of a plug-in that keeps functions warm, of a queue, or of a test in the console.
     *
     * @param source who sent it, such as {@code aws:sqs}, or what it is
     */
    record ForeignEvent(String source) implements LambdaEvent {}
}
