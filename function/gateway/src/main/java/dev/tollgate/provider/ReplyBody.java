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

/**
 * A reply's body, handed from the HTTP client's thread to the call's thread piece by piece.
 *
 * <p>One piece is asked for at a time: a slow caller slows the provider down instead of filling the memory.
 */
final class ReplyBody implements BodySubscriber<Void> {

    private final LinkedBlockingQueue<BodyPart> bodyParts = new LinkedBlockingQueue<>();
    private volatile Flow.Subscription subscription;
    private volatile boolean cancelled;

    /** The next piece; waits no longer than this. */
    BodyPart next(Duration wait) throws InterruptedException {
        BodyPart bodyPart = bodyParts.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (bodyPart instanceof BodyPart.Bytes) {
            subscription.request(1);
        }
        return bodyPart == null ? new BodyPart.Silence() : bodyPart;
    }

    void cancel(Throwable reason) {
        cancelled = true;
        bodyParts.add(new BodyPart.Broken(reason));
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public CompletionStage<Void> getBody() {
        // Done at once: the head of the reply is answered before its body has come.
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
        byte[] bytes = new byte[buffers.stream().mapToInt(ByteBuffer::remaining).sum()];
        int filled = 0;
        for (ByteBuffer buffer : buffers) {
            int length = buffer.remaining();
            buffer.get(bytes, filled, length);
            filled += length;
        }
        bodyParts.add(new BodyPart.Bytes(bytes));
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
