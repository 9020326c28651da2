package dev.tollgate.provider;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes a reply's body from the HTTP client's thread to the call's thread, one part at a time.
 *
 * <p>It requests the next part only after the call has taken the last one. A slow caller therefore slows the provider down
 * instead of filling the memory.
 */
final class ReplyBody implements BodySubscriber<Void> {

    private final LinkedBlockingQueue<BodyPart> bodyParts = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean cancelled;

    /** Waits for the next part, but no longer than the timeout. */
    BodyPart next(Duration timeout) throws InterruptedException {
        BodyPart bodyPart = bodyParts.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        Flow.Subscription source = subscription;
        if (bodyPart instanceof BodyPart.Bytes && source != null) {
            source.request(1);
        }
        return bodyPart == null ? new BodyPart.TimedOut() : bodyPart;
    }

    void cancel(Throwable reason) {
        cancelled = true;
        bodyParts.add(new BodyPart.Broken(reason));
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }

    @Override
    public CompletionStage<Void> getBody() {
        // Complete at once: the client returns the status and headers before the body arrives.
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription bodySubscription) {
        subscription = bodySubscription;
        if (cancelled) {
            bodySubscription.cancel();
        } else {
            bodySubscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            bodyParts.add(new BodyPart.Bytes(bytes(buffers)));
        } catch (Error noMemory) {
            // The client would only stop reading, and the call would wait for the rest.
            cancel(noMemory);
            throw noMemory;
        }
    }

    private static byte[] bytes(List<ByteBuffer> buffers) {
        byte[] bytes = new byte[buffers.stream().mapToInt(ByteBuffer::remaining).sum()];
        int filled = 0;
        for (ByteBuffer buffer : buffers) {
            int length = buffer.remaining();
            buffer.get(bytes, filled, length);
            filled += length;
        }
        return bytes;
    }

    @Override
    public void onError(Throwable failure) {
        bodyParts.add(new BodyPart.Broken(failure));
    }

    @Override
    public void onComplete() {
        bodyParts.add(new BodyPart.End());
    }
}
