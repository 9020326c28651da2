package dev.tollgate.promptlog;

import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.CallReport;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is kept of one call: {@code keep? → listening → write}. Until it is written, it is in the call's memory only. */
public final class KeptPrompt {
    private static final Logger LOG = Logger.getLogger(KeptPrompt.class);

    private final PromptKeeper keeper;
    private @Nullable CallContext<?> context;
    private @Nullable ChatCompletion answer;

    KeptPrompt(PromptKeeper keeper) {
        this.keeper = keeper;
    }

    /**
     * Keeps a call whose request may leave, if its key or an alias says so.
     *
     * @param masked the call with the request that leaves: nothing else of it is ever kept
     * @param ofRoute whether an alias on the way says so
     */
    public void keep(CallContext<?> masked, boolean ofRoute) {
        if ((ofRoute || masked.key().content().logPrompts()) && keeper.hasPlace()) {
            context = masked;
            masked.metrics()
                    .promptKeptAt(keeper.log().address(masked.key().id(), masked.requestId(), masked.receivedAt()));
        }
    }

    /** Keeps nothing of the call after all: its request was not allowed. */
    public void forget() {
        if (context != null) {
            context.metrics().promptKeptAt(null);
        }
        context = null;
    }

    /** A sink that passes an answer on and keeps it. It must get the answer with placeholders, after all checks. */
    public ChatResponseSink listening(ChatResponseSink next) {
        return context == null ? next : new ListeningSink(next, completion -> answer = completion);
    }

    /**
     * Writes what is kept, once the call has been settled: the client has its last byte by then. A failure is a line in the log and
     * a metric, and never the client's.
     *
     * @param lost what to do if it could not be written
     */
    public void write(Runnable lost) {
        CallContext<?> call = context;
        if (call == null) {
            return;
        }
        try (MemoryLease memory = call.memory().part()) {
            // The call holds the rest; this is for the document that is made of the answer.
            memory.hold(JsonFootprint.ofText(length(answer)));
            keeper.log().write(logged(call));
        } catch (RuntimeException failure) {
            call.metrics().promptLost();
            LOG.warnf(
                    FailureText.bug(failure),
                    "request %s: its prompt was not kept: %s",
                    call.requestId(),
                    FailureText.line(failure));
            lost.run();
        }
    }

    private LoggedCall logged(CallContext<?> call) {
        CallMetrics metrics = call.metrics();
        Instant now = keeper.clock().instant();
        CallReport report = metrics.report(now);
        Settlement settlement = report.settlement();
        GatewayException failure = report.failure();
        return new LoggedCall(
                call.requestId(),
                call.key().id(),
                report.alias() == null ? call.request().model() : report.alias(),
                settlement == null ? null : settlement.provider(),
                settlement == null ? null : settlement.model(),
                call.receivedAt(),
                now,
                metrics.outcome(),
                failure == null ? null : failure.kind(),
                call.request(),
                answer);
    }

    private static long length(@Nullable ChatCompletion completion) {
        return completion == null
                ? 0
                : completion.choices().stream()
                        .mapToLong(choice -> length(choice.message().content())
                                + length(choice.message().reasoningContent())
                                + length(choice.message().refusal()))
                        .sum();
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
