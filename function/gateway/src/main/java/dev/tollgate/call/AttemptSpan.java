package dev.tollgate.call;

import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.parse.TraceParent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the trace of a call shows of one attempt besides its usage. Its attempt writes it on whatever thread it runs, and it is read when
 * the call is settled.
 */
public final class AttemptSpan {
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_REASON = 64;
    private static final int MOST_REASONS = 8;

    private final TraceParent context;
    private volatile @Nullable URI server;
    private volatile @Nullable Instant firstTokenAt;
    private volatile @Nullable Answer answer;

    private AttemptSpan(TraceParent context) {
        this.context = context;
    }

    /** The span of an attempt that starts now; null if its call has no trace. */
    public static @Nullable AttemptSpan in(@Nullable CallTrace trace) {
        if (trace == null) {
            return null;
        }
        TraceParent call = trace.span();
        return new AttemptSpan(trace.exported() ? new TraceParent(call.traceId(), randomId(), call.sampled()) : call);
    }

    /** An id for a span: 16 hexadecimal digits, not all of them zero. */
    public static String randomId() {
        return String.format("%016x", ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }

    /** The attempt as its provider sees it: the parent of the provider's own spans. */
    public TraceParent context() {
        return context;
    }

    /** Where its latest request went. */
    public void sentTo(URI uri) {
        server = uri;
    }

    /** The model has said its first word to the client. */
    public void responded(Instant now) {
        firstTokenAt = now;
    }

    /** The model's answer is complete. */
    public void answered(ChatCompletion completion) {
        answer = new Answer(
                cut(completion.id(), LONGEST_NAME),
                cut(completion.model(), LONGEST_NAME),
                completion.choices().stream()
                        .map(ChatCompletion.Choice::finishReason)
                        .filter(Objects::nonNull)
                        .limit(MOST_REASONS)
                        .map(reason -> reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
                        .toList());
    }

    /** A report may wait for its collector, and what a provider sends has any length. */
    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }

    /** Where its latest request went; null if nothing was sent. */
    public @Nullable URI server() {
        return server;
    }

    /** When the client got the model's first word; null if it got none from this attempt. */
    public @Nullable Instant firstTokenAt() {
        return firstTokenAt;
    }

    /** What is known of a complete chat; null for anything else. */
    public @Nullable Answer answer() {
        return answer;
    }

    /**
     * What a complete chat says of itself.
     *
     * @param id the provider's; null if it sent none
     * @param model as the provider names it; null if it does not
     * @param finishReasons of each choice, in OpenAI's words
     */
    public record Answer(@Nullable String id, @Nullable String model, List<String> finishReasons) {}
}
