package dev.tollgate.failover;

import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.MediaAdapter;
import dev.tollgate.provider.MediaEvent;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.SseParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the events of one streamed reply while they go to the client as they are. For one thread. */
final class MediaTap {
    private final MediaAdapter adapter;
    private final MediaRequest request;
    private final SseParser parser = new SseParser();
    private final int expected;
    private @Nullable Usage usage;
    private boolean started;
    private int results;

    MediaTap(MediaAdapter adapter, MediaRequest request) {
        this.adapter = adapter;
        this.request = request;
        this.expected = request.endpoint().returnsImages() ? request.images() : 1;
    }

    /**
     * Reads more of the reply.
     *
     * @return whether an event has ended
     * @throws dev.tollgate.openai.GatewayException what an event means that reports an error
     */
    boolean feed(byte[] bytes) {
        return read(parser.feed(bytes));
    }

    /** Reads the last event, if only its blank line is missing. */
    void end() {
        read(parser.end());
    }

    private boolean read(List<ReplyEvent> events) {
        for (ReplyEvent event : events) {
            MediaEvent read = adapter.event(request, event);
            started = true;
            results += read.complete() ? 1 : 0;
            add(read.usage());
        }
        return !events.isEmpty();
    }

    private void add(@Nullable Usage more) {
        if (more != null) {
            usage = usage == null ? more : usage.plus(more);
        }
    }

    /** Whether there was an event that is no error. */
    boolean started() {
        return started;
    }

    /** Whether there is everything that the client requested. */
    boolean complete() {
        return results >= expected;
    }

    /** What the provider has reported so far; null if nothing. */
    @Nullable
    Usage usage() {
        return usage;
    }
}
