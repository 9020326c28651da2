package dev.tollgate.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;

/** Reads a request's body once more. */
record SentBody(BodySubscriber<String> text) implements Flow.Subscriber<ByteBuffer> {

    /** The body; empty where there is none. */
    static String of(HttpRequest request) {
        return request.bodyPublisher().map(SentBody::read).orElse("");
    }

    private static String read(BodyPublisher publisher) {
        SentBody body = new SentBody(BodySubscribers.ofString(StandardCharsets.UTF_8));
        publisher.subscribe(body);
        return body.text.getBody().toCompletableFuture().join();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        text.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer piece) {
        text.onNext(List.of(piece));
    }

    @Override
    public void onError(Throwable failure) {
        text.onError(failure);
    }

    @Override
    public void onComplete() {
        text.onComplete();
    }
}
