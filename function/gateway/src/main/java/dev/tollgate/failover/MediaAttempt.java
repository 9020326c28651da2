package dev.tollgate.failover;

import dev.tollgate.call.MediaResponseSink;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.limit.MediaEstimate;
import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.Usage;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.provider.MediaAdapter;
import dev.tollgate.provider.MediaReply;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Target;
import dev.tollgate.route.TargetFields;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request for images, speech, a transcript, moderations or a ranking to one target: encode → send → head → (stream | whole body). */
final class MediaAttempt implements Attempt {
    private final ProviderClient client;
    private final MediaRequest request;
    private final MediaResponseSink sink;
    private final AttemptControl control;
    private final UpstreamCall upstream;
    private final ReplyTimer timer;
    private @Nullable MediaTap tap;
    private @Nullable Usage counted;
    private boolean responding;

    MediaAttempt(
            ProviderClient client,
            MediaRequest request,
            MediaResponseSink sink,
            AttemptControl control,
            UpstreamCall upstream,
            ReplyTimer timer) {
        this.client = client;
        this.request = request;
        this.sink = sink;
        this.control = control;
        this.upstream = upstream;
        this.timer = timer;
    }

    @Override
    public void run() {
        Target target = upstream.target();
        MediaAdapter adapter = client.mediaAdapter(target.provider(), request.endpoint());
        UnsupportedFields unsupported =
                new UnsupportedFields(adapter.providerApi().name(), target.dropPolicy());
        MediaRequest own = TargetFields.of(request, target);
        UpstreamRequest encoded = adapter.encode(own, target.model(), unsupported);
        try (UpstreamExchange exchange = upstream.send(adapter.providerApi(), encoded)) {
            UpstreamExchange.ReplyHead head = upstream.head(exchange, adapter.providerApi(), headBy());
            if (isEvents(head)) {
                tap = new MediaTap(adapter, own);
                stream(exchange, head, tap, unsupported);
            } else if (isSound(head)) {
                stream(exchange, head, null, unsupported);
            } else {
                whole(exchange, head, adapter, own, unsupported);
            }
        }
    }

    /** A reply in one piece has no byte before its last one. */
    private Instant headBy() {
        return request.streamed() || request.endpoint() == MediaEndpoint.SPEECH
                ? timer.firstTokenBy()
                : timer.wholeBy();
    }

    /** A model that cannot stream sends a whole reply instead. */
    private boolean isEvents(UpstreamExchange.ReplyHead head) {
        return request.streamed() && type(head).startsWith("text/event-stream");
    }

    /** What is text in place of sound is an error. */
    private boolean isSound(UpstreamExchange.ReplyHead head) {
        return request.endpoint() == MediaEndpoint.SPEECH
                && !type(head).startsWith("application/json")
                && !type(head).startsWith("text/");
    }

    private static String type(UpstreamExchange.ReplyHead head) {
        return head.contentType().toLowerCase(Locale.ROOT);
    }

    private void whole(
            UpstreamExchange exchange,
            UpstreamExchange.ReplyHead head,
            MediaAdapter adapter,
            MediaRequest own,
            UnsupportedFields unsupported) {
        byte[] body = upstream.body(exchange, timer.wholeBy(), timer.idle());
        upstream.memory()
                .hold(JsonFootprint.ofReading(body.length) + JsonFootprint.ofElements(body, JsonCodec.MAX_ELEMENTS));
        MediaReply reply = adapter.decode(own, body);
        counted = reply.usage();
        control.win();
        responding = true;
        ResponseSink.ResponseHead responseHead = upstream.startResponse(unsupported.fields());
        upstream.succeeded(usage());
        sink.whole(responseHead, head.contentType(), reply.body(), upstream.chargeMicros());
    }

    private void stream(
            UpstreamExchange exchange,
            UpstreamExchange.ReplyHead head,
            @Nullable MediaTap events,
            UnsupportedFields unsupported) {
        new MediaStream(exchange, timer, upstream.memory(), events).forwardTo(sink, () -> {
            control.win();
            responding = true;
            sink.begin(upstream.startResponse(unsupported.fields()), head.contentType());
        });
        upstream.succeeded(usage());
        sink.end();
    }

    @Override
    public UpstreamCall upstream() {
        return upstream;
    }

    private AttemptUsage usage() {
        return AttemptUsage.of(tap == null ? counted : tap.usage(), request);
    }

    /** Nothing is known to be billed of a reply that never began. */
    @Override
    public AttemptUsage usageWhenFailed() {
        return responding ? usage() : AttemptUsage.NOTHING;
    }

    /** The provider has read the request, goes on with it perhaps, and bills it. Once it has replied, its own count holds. */
    @Override
    public AttemptUsage usageWhenStopped() {
        boolean replied = counted != null || (tap != null && tap.complete());
        return replied ? usage() : new AttemptUsage(MediaEstimate.of(request), true);
    }
}
