package dev.tollgate.edge.responses;

import dev.tollgate.idempotency.IdempotentCall;
import dev.tollgate.idempotency.ReplayableResponse;
import java.util.function.Consumer;

/** A request whose response is kept elsewhere: a repetition follows it there, and does not get what was sent at the first time. */
record FollowedCall(IdempotentCall call, Consumer<ReplayableResponse> follow) implements IdempotentCall {
    @Override
    public String requestId() {
        return call.requestId();
    }

    @Override
    public String key() {
        return call.key();
    }

    @Override
    public String digest() {
        return call.digest();
    }

    @Override
    public String responseKey() {
        return call.responseKey();
    }

    @Override
    public void record(Consumer<ReplayableResponse> store) {
        call.record(store);
    }

    @Override
    public void replay(ReplayableResponse response) {
        follow.accept(response);
    }
}
