package dev.tollgate.failover;

import dev.tollgate.health.ResponseLatency;
import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.RequestDefaults;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.CheckedDecoder;
import dev.tollgate.provider.EventParser;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.SseParser;
import dev.tollgate.provider.ToolCallIds;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Target;
import dev.tollgate.route.TargetFields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One chat request to one target: encode → send → head → (events | whole body) → finish. */
final class ChatAttempt implements Attempt {
    /** A count that comes after the end of an answer comes right after it. */
    private static final Duration USAGE_GRACE = Duration.ofMillis(250);

    private final ProviderClient client;
    private final RequestFiles files;
    private final UpstreamCall upstream;
    private final StreamForwarder forwarder;
    private final ReplyTimer timer;

    ChatAttempt(
            ProviderClient client,
            RequestFiles files,
            UpstreamCall upstream,
            StreamForwarder forwarder,
            ReplyTimer timer) {
        this.client = client;
        this.files = files;
        this.upstream = upstream;
        this.forwarder = forwarder;
        this.timer = timer;
    }

    @Override
    public void run() {
        Target target = upstream.target();
        ChatAdapter adapter = client.chatAdapter(target.provider());
        ChatRequest sent = files.requestFor(adapter);
        ChatRequest request =
                upstream.limited(ToolCallIds.in(TargetFields.of(sent, target), adapter.toolCallIds(target.model())));
        UnsupportedFields unsupported =
                new UnsupportedFields(adapter.name(), target.dropPolicy(), RequestDefaults.fieldsAtDefault(request));
        UpstreamRequest encoded = adapter.encode(request, target.model(), unsupported);
        forwarder.dropped(unsupported.fields());
        ReplyDecoder decoder = CheckedDecoder.of(adapter, target.model());
        try (UpstreamExchange exchange = upstream.send(adapter, encoded)) {
            // A whole reply has no byte before its last one.
            Instant headBy = encoded.streamed() ? timer.firstTokenBy() : timer.wholeBy();
            UpstreamExchange.Head head = upstream.head(exchange, adapter, headBy);
            if (encoded.streamed() && head.eventStream()) {
                respond(
                        request,
                        new ReplyStream(exchange, adapter.events(), decoder, timer, upstream.memory()),
                        decoder);
            } else {
                byte[] body = upstream.body(exchange, timer.wholeBy(), timer.idle());
                upstream.memory()
                        .hold(JsonFootprint.ofReading(body.length)
                                + JsonFootprint.ofElements(body, JsonCodec.MAX_ELEMENTS));
                chunks(body, adapter, decoder).forEach(forwarder::hold);
                upstream.memory().hold(forwarder.footprint());
                requireComplete(decoder);
                forwarder.forwardHeld();
                finish(request.streamed());
            }
        }
    }

    private static List<ChatChunk> chunks(byte[] body, ChatAdapter adapter, ReplyDecoder decoder) {
        if (!SseParser.isEventStream(body)) {
            return decoder.whole(body);
        }
        EventParser parser = adapter.events();
        List<ReplyEvent> events = new ArrayList<>(parser.feed(body));
        events.addAll(parser.end());
        return events.stream().flatMap(event -> decoder.event(event).stream()).toList();
    }

    /**
     * The client gets its end as soon as the provider says so. The count may come later: a client that wants it waits for a moment,
     * and its record for longer.
     */
    private void respond(ChatRequest request, ReplyStream stream, ReplyDecoder decoder) {
        stream.forwardTo(forwarder);
        requireComplete(decoder);
        if (request.usageRequested() && !forwarder.hasCount()) {
            stream.awaitUsage(forwarder, USAGE_GRACE);
        }
        boolean counted = forwarder.hasCount();
        finish(request.streamed());
        if (!counted) {
            stream.awaitUsage(forwarder, ReplyTimer.LINGER);
            recount();
        }
    }

    private void recount() {
        if (forwarder.hasCount()) {
            upstream.recounted(forwarder.usage());
        }
    }

    private void finish(boolean streamed) {
        succeeded(streamed);
        forwarder.finish();
    }

    /** A whole reply shows no first token: its pace would count as one of a model that computes long and then writes at once. */
    private void succeeded(boolean streamed) {
        AttemptUsage usage = forwarder.usage();
        Instant firstToken = forwarder.firstTokenAt();
        if (streamed && firstToken != null) {
            upstream.succeeded(
                    usage,
                    new ResponseLatency(
                            Duration.between(upstream.startedAt(), firstToken),
                            usage.usage().completionTokens(),
                            Duration.between(firstToken, upstream.now())));
        } else {
            upstream.succeeded(usage);
        }
    }

    @Override
    public UpstreamCall upstream() {
        return upstream;
    }

    @Override
    public AttemptUsage usageWhenFailed() {
        return forwarder.usageWhenCut();
    }

    @Override
    public AttemptUsage usageWhenStopped() {
        return forwarder.usageWhenStopped();
    }

    private static void requireComplete(ReplyDecoder decoder) {
        if (!decoder.complete()) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, "The provider's answer ended before it was complete.");
        }
    }
}
