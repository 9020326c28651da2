package dev.tollgate.guardrail;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.MediaResponseSink;
import dev.tollgate.openai.MediaRequest;

/**
 * Checks transcripts and other texts in the responses of media endpoints, as {@link AnswerGuard} does for chats. Their events come in
 * too many forms to be edited, so that a transcript to be checked is requested as a whole.
 */
public final class MediaGuard {
    private final GuardedCall<MediaRequest> guarded;
    private final boolean whole;

    public MediaGuard(GuardedCall<MediaRequest> guarded) {
        this.guarded = guarded;
        MediaRequest request = guarded.context().request();
        boolean checked = !guarded.answers().isEmpty()
                || !guarded.placeholders().isEmpty()
                || guarded.scans().stream().anyMatch(active -> active.scan().answers());
        this.whole = checked && request.streamed() && request.endpoint().hears();
    }

    /** The call as the targets get it. */
    public CallContext<MediaRequest> context() {
        CallContext<MediaRequest> context = guarded.context();
        return whole
                ? context.with(context.request().unstreamed(), context.forwardedHeaders(), context.nativeRequest())
                : context;
    }

    /** A sink that restores masked values, and sends the response in the form that the client wants. */
    public MediaResponseSink restoring(MediaResponseSink next) {
        MediaResponseSink sent = whole ? new TranscriptEventSink(next) : next;
        return guarded.placeholders().isEmpty()
                ? sent
                : new EditedMediaSink(sent, RuleEditors.restoring(guarded.placeholders()));
    }

    /** A sink that does to values in the response what policies say. */
    public MediaResponseSink checking(MediaResponseSink next) {
        return guarded.answers().isEmpty()
                ? next
                : new EditedMediaSink(
                        next,
                        RuleEditors.checking(new DetectorRule(
                                guarded.answers(), guarded.context().metrics()::policiesActed)));
    }
}
