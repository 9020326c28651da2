package dev.tollgate.telemetry;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.AttemptReport;
import dev.tollgate.call.AttemptSpan;
import dev.tollgate.call.CallReport;
import dev.tollgate.call.CallTrace;
import dev.tollgate.call.TracedCall;
import dev.tollgate.openai.Usage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one call, made of its report: one for the call and one for each attempt, with the attributes of OpenTelemetry's
 * conventions for generative AI (https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/) and Tollgate's own. They never hold
 * text of a prompt or a response.
 */
final class CallSpans {
    /** How the usage record names an attempt that lost against a hedged request. It has not failed. */
    private static final String SUPERSEDED = "superseded";

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private CallSpans() {}

    /** The spans of a call; none if nobody traces it. */
    static List<TraceSpan> of(CallReport call) {
        TracedCall traced = call.traced();
        if (traced == null || !traced.trace().span().sampled()) {
            return List.of();
        }
        List<TraceSpan> spans = new ArrayList<>();
        spans.add(server(call, traced));
        for (AttemptReport attempt : traced.attempts()) {
            spans.add(client(attempt, call, traced));
        }
        return spans;
    }

    private static TraceSpan server(CallReport call, TracedCall traced) {
        CallTrace trace = traced.trace();
        SpanAttributes attributes = new SpanAttributes()
                .put("http.request.method", traced.origin().method())
                .put("url.path", traced.origin().path())
                .put("http.response.status_code", (long) call.status())
                .put("error.type", error(call))
                .put("gen_ai.operation.name", traced.operation())
                .put("gen_ai.request.model", call.alias())
                .put("gen_ai.request.stream", call.streamed())
                .put("tollgate.request_id", call.requestId())
                .put("tollgate.key_id", call.keyId())
                .put("tollgate.tier", traced.tierDecision().orElse(null))
                .put("tollgate.first_chunk_ms", call.firstChunkMillis())
                .put("tollgate.overhead_ms", call.overhead() == null ? null : millis(call.overhead()));
        if (call.settlement() != null) {
            settlement(attributes, call.settlement());
        }
        return new TraceSpan(
                trace.span(),
                trace.parentId(),
                trace.state(),
                name(traced, call),
                TraceSpan.Kind.SERVER,
                call.receivedAt(),
                call.receivedAt().plus(call.total()),
                attributes,
                call.status() >= 500 || isCut(call));
    }

    private static void settlement(SpanAttributes attributes, Settlement settlement) {
        attributes
                .put("tollgate.outcome", lower(settlement.outcome()))
                .put("tollgate.provider", settlement.provider())
                .put("tollgate.model", settlement.model())
                .put("tollgate.attempts", (long) settlement.attempts().size())
                .put(
                        "tollgate.cache",
                        settlement.content().cache() == null
                                ? null
                                : lower(settlement.content().cache()));
        if (settlement.cost() instanceof Cost.Priced priced) {
            attributes
                    .put("tollgate.cost_micros", priced.micros())
                    .put("tollgate.charge_micros", priced.chargeMicros());
        }
    }

    private static TraceSpan client(AttemptReport attempt, CallReport call, TracedCall traced) {
        String error = attempt.billed().error();
        boolean superseded = SUPERSEDED.equals(error);
        SpanAttributes attributes = new SpanAttributes()
                .put("gen_ai.operation.name", operation(attempt, traced))
                .put(
                        "gen_ai.provider.name",
                        ProviderNames.of(attempt.provider(), attempt.span().server()))
                .put("gen_ai.request.model", attempt.billed().model());
        server(attributes, attempt.span().server());
        answer(attributes, attempt, call);
        usage(attributes, attempt.billed().usage());
        attributes
                .put("error.type", superseded ? null : error)
                .put("tollgate.provider", attempt.provider().name())
                .put("tollgate.attempt.purpose", lower(attempt.billed().purpose()))
                .put("tollgate.attempt.superseded", superseded ? "true" : null)
                .put("tollgate.usage.estimated", attempt.billed().estimated() ? "true" : null);
        if (attempt.billed().cost() instanceof Cost.Priced priced) {
            attributes.put("tollgate.cost_micros", priced.micros());
        }
        return new TraceSpan(
                attempt.span().context(),
                traced.trace().span().spanId(),
                traced.trace().state(),
                operation(attempt, traced) + " " + attempt.billed().model(),
                TraceSpan.Kind.CLIENT,
                attempt.startedAt(),
                attempt.endedAt(),
                attributes,
                error != null && !superseded);
    }

    /** Adds where a request went; nothing if none was sent. */
    static void server(SpanAttributes attributes, @Nullable URI server) {
        if (server != null) {
            attributes.put("server.address", server.getHost()).put("server.port", (long)
                    (server.getPort() > 0 ? server.getPort() : standardPort(server)));
        }
    }

    private static int standardPort(URI server) {
        return "https".equalsIgnoreCase(server.getScheme()) ? HTTPS : HTTP;
    }

    private static void answer(SpanAttributes attributes, AttemptReport attempt, CallReport call) {
        AttemptSpan.Answer answer = attempt.span().answer();
        if (answer != null) {
            attributes
                    .put("gen_ai.response.id", answer.id())
                    .put("gen_ai.response.model", answer.model())
                    .put("gen_ai.response.finish_reasons", answer.finishReasons());
        }
        attributes.put("gen_ai.response.time_to_first_chunk", firstChunkSeconds(attempt, call));
    }

    /** How long the client waited for the attempt's first chunk; null if it got none, or no stream. */
    static @Nullable Double firstChunkSeconds(AttemptReport attempt, CallReport call) {
        Instant first = attempt.span().firstTokenAt();
        return first == null || !call.streamed() ? null : seconds(Duration.between(attempt.startedAt(), first));
    }

    private static void usage(SpanAttributes attributes, Usage usage) {
        if (!usage.nothingUsed()) {
            attributes
                    .put("gen_ai.usage.input_tokens", usage.promptTokens())
                    .put("gen_ai.usage.output_tokens", usage.completionTokens())
                    .count("gen_ai.usage.cache_read.input_tokens", usage.cachedTokens())
                    .count("gen_ai.usage.cache_creation.input_tokens", usage.cacheWriteTokens())
                    .count("gen_ai.usage.reasoning.output_tokens", usage.reasoningTokens());
        }
    }

    /** What an attempt is for; a client may have asked for something else than the gateway itself asks. */
    static String operation(AttemptReport attempt, TracedCall traced) {
        return switch (attempt.billed().purpose()) {
            case RESPOND -> traced.operation() == null ? "chat" : traced.operation();
            case JUDGE -> "chat";
            case SCAN -> "moderation";
        };
    }

    /** A name that a client makes up is no name of a span: there would be any number of them. */
    private static String name(TracedCall traced, CallReport call) {
        if (traced.operation() == null) {
            return traced.origin().method();
        }
        return call.routed() ? traced.operation() + " " + call.alias() : traced.operation();
    }

    /** The kind of failure; null if the call succeeded. */
    static @Nullable String error(CallReport call) {
        return call.failure() == null ? null : lower(call.failure().kind());
    }

    private static boolean isCut(CallReport call) {
        return call.settlement() != null && call.settlement().outcome() == CallOutcome.CUT;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
