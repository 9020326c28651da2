package dev.tollgate.guardrail;

import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.List;

/**
 * Checks answers, and restores what was masked. In their order, from the client: restoring → response cache → checking → provider.
 * So the cache keeps checked answers with placeholders, and a check never finds a value that the caller has sent.
 */
public final class AnswerGuard {
    private AnswerGuard() {}

    /** A sink that does to values in the answer what these detectors say; the next one itself if there are none. */
    public static ChatResponseSink checking(
            ChatResponseSink next, List<ActiveDetector> detectors, CallMetrics metrics) {
        if (detectors.isEmpty()) {
            return next;
        }
        // The complete answer says nothing that its chunks have not said: it is not counted again.
        return new EditedAnswerSink(
                next,
                RuleEditors.checking(new DetectorRule(detectors, metrics::policiesActed)),
                RuleEditors.checking(new DetectorRule(detectors, _ -> {})));
    }

    /** The same failure without what these detectors find in its words: a provider may have written them. */
    public static GatewayException checked(
            GatewayException failure, List<ActiveDetector> detectors, CallMetrics metrics) {
        if (detectors.isEmpty() || failure.kind() == ErrorKind.CONTENT_POLICY_VIOLATION) {
            return failure;
        }
        String words = RuleEditors.checking(new DetectorRule(detectors, metrics::policiesActed))
                .whole(failure.getMessage());
        return words.equals(failure.getMessage()) ? failure : failure.withMessage(words);
    }

    /** A sink that restores masked values in the answer; the next one itself if nothing was masked. */
    public static ChatResponseSink restoring(ChatResponseSink next, PlaceholderMap placeholders) {
        if (placeholders.isEmpty()) {
            return next;
        }
        RuleEditors editors = RuleEditors.restoring(placeholders);
        return new EditedAnswerSink(next, editors, editors);
    }
}
