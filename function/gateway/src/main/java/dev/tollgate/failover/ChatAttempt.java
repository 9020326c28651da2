package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.health.ResponseLatency;
import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeEvent;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.RequestDefaults;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.ChatExchange;
import dev.tollgate.provider.EventParser;
import dev.tollgate.provider.FunctionNames;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.SseParser;
import dev.tollgate.provider.ToolCallIds;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Target;
import dev.tollgate.route.TargetFields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One chat request to one target: encode → send → head → (events | whole body) → finish. */
final class ChatAttempt implements Attempt {
    /** A count that comes after the end of an answer comes right after it. */
    private static final Duration USAGE_GRACE = Duration.ofMillis(250);

    private final ProviderClient client;
    private final CallContext<ChatRequest> context;
    private final RequestFiles files;
    private final UpstreamCall upstream;
    private final StreamForwarder forwarder;
    private final ReplyTimer timer;

    ChatAttempt(
            ProviderClient client,
            CallContext<ChatRequest> context,
            RequestFiles files,
            UpstreamCall upstream,
            StreamForwarder forwarder,
            ReplyTimer timer) {
        this.client = client;
        this.context = context;
        this.files = files;
        this.upstream = upstream;
        this.forwarder = forwarder;
        this.timer = timer;
    }

    @Override
    public void run() {
        ChatAdapter adapter = client.chatAdapter(upstream.target().provider());
        Optional<ChatExchange> inClientsWords = nativeExchange(adapter);
        if (inClientsWords.isPresent()) {
            forwarder.forwardsEvents();
        }
        run(adapter, inClientsWords.orElseGet(() -> translated(adapter)));
    }

    private Optional<ChatExchange> nativeExchange(ChatAdapter adapter) {
        Target target = upstream.target();
        UnsupportedFields unsupported = new UnsupportedFields(adapter.name(), target.dropPolicy());
        return context.nativeRequest().flatMap(sent -> adapter.nativeExchange(
                        sent, upstream.limited(OutputLimit.in(context.request(), target, unsupported)), target.model())
                .map(chat -> chat.alsoDropping(unsupported.fields())));
    }

    private ChatExchange translated(ChatAdapter adapter) {
        Target target = upstream.target();
        Optional<NativeRequest> known =
                context.nativeRequest().filter(client -> adapter.knowsFieldsOf(client.format()));
        ChatRequest read = files.requestFor(adapter);
        ChatRequest sent = known.map(client -> client.translated(read)).orElse(read);
        FunctionNames names = FunctionNames.of(sent, adapter.functionNames(target.model()));
        ChatRequest own = ToolCallIds.in(names.in(TargetFields.of(sent, target)), adapter.toolCallIds(target.model()));
        UnsupportedFields unsupported =
                new UnsupportedFields(adapter.name(), target.dropPolicy(), RequestDefaults.fieldsAtDefault(own));
        ChatRequest request = upstream.limited(OutputLimit.in(own, target, unsupported));
        if (known.isEmpty()) {
            context.nativeRequest().ifPresent(unsupported::reportUntranslated);
        }
        UpstreamRequest encoded = adapter.encode(request, target.model(), unsupported);
        return new ChatExchange(
                encoded, names.in(adapter.decoder(request, target.model())), adapter.events(), unsupported.fields());
    }

    private void run(ChatAdapter adapter, ChatExchange chat) {
        UpstreamRequest encoded = chat.request();
        forwarder.dropped(
                chat.alsoDropping(upstream.droppedHeaders(adapter, encoded)).dropped());
        ReplyDecoder decoder = chat.decoder();
        try (UpstreamExchange exchange = upstream.send(adapter, encoded)) {
            // A whole reply has no byte before its last one.
            Instant headBy = encoded.streamed() ? timer.firstTokenBy() : timer.wholeBy();
            UpstreamExchange.ReplyHead head = upstream.head(exchange, adapter, headBy);
            if (encoded.streamed() && head.eventStream()) {
                respond(new ReplyStream(exchange, chat.events(), decoder, timer, upstream.memory()), decoder);
            } else {
                byte[] body = upstream.body(exchange, timer.wholeBy(), timer.idle());
                upstream.memory()
                        .hold(JsonFootprint.ofReading(body.length)
                                + JsonFootprint.ofElements(body, JsonCodec.MAX_ELEMENTS));
                whole(body, chat.events(), decoder);
                upstream.memory().hold(forwarder.footprint());
                requireComplete(decoder);
                forwarder.forwardHeld();
                finish();
            }
        }
    }

    /** Some providers stream although nobody wants it, or do not stream although somebody does. The chunks are the same. */
    private void whole(byte[] body, EventParser parser, ReplyDecoder decoder) {
        if (SseParser.isEventStream(body)) {
            List<ReplyEvent> events = new ArrayList<>(parser.feed(body));
            events.addAll(parser.end());
            forwarder.otherForm(!context.request().streamed());
            for (ReplyEvent event : events) {
                List<ChatChunk> chunks = decoder.event(event);
                forwarder.event(event.asNative());
                chunks.forEach(forwarder::hold);
            }
            decoder.end().forEach(forwarder::hold);
        } else {
            List<ChatChunk> chunks = decoder.whole(body);
            forwarder.otherForm(context.request().streamed());
            forwarder.event(new NativeEvent("", new String(body, StandardCharsets.UTF_8)));
            chunks.forEach(forwarder::hold);
        }
    }

    /**
     * The client gets its end as soon as the provider says so. The count may come later: a client that wants it waits for a moment,
     * and its record for longer.
     */
    private void respond(ReplyStream stream, ReplyDecoder decoder) {
        stream.forwardTo(forwarder);
        requireComplete(decoder);
        if (context.request().usageRequested() && !forwarder.hasCount()) {
            stream.awaitUsage(forwarder, USAGE_GRACE);
        }
        boolean counted = forwarder.hasCount();
        finish();
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

    private void finish() {
        succeeded(context.request().streamed());
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
