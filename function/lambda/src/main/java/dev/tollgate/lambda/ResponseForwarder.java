package dev.tollgate.lambda;

import dev.tollgate.edge.ErrorResponse;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Forwards one response from the gateway to Lambda, and ends it if the gateway does not. */
final class ResponseForwarder {
    private static final String EVENT_STREAM = "text/event-stream";

    private final GatewayHttp.Response response;
    private final LambdaResponseWriter writer;
    private final LambdaInvocationLifecycle lifecycle;
    private final Clock clock;
    private ResponsePart.@Nullable Head head;

    ResponseForwarder(
            GatewayHttp.Response response,
            LambdaResponseWriter writer,
            LambdaInvocationLifecycle lifecycle,
            Clock clock) {
        this.response = response;
        this.writer = writer;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    /** Returns when Lambda has received the whole response. */
    void run() throws IOException, InterruptedException {
        Instant giveUpAt = lifecycle.giveUpAt();
        while (true) {
            switch (response.next(Duration.between(clock.instant(), giveUpAt))) {
                case ResponsePart.Head received -> begin(received);
                case ResponsePart.Bytes(byte[] bytes) -> writer.write(bytes);
                case ResponsePart.End() -> {
                    writer.end(lifecycle.cut());
                    return;
                }
                case ResponsePart.Broken() -> {
                    fail(GatewayException.bug(null));
                    return;
                }
                case ResponsePart.TimedOut() -> {
                    response.close();
                    fail(new GatewayException(
                            ErrorKind.UPSTREAM_TIMEOUT, "The answer took longer than the function may run."));
                    return;
                }
            }
            if (head != null && response.waiting()) {
                writer.flush();
            }
        }
    }

    private void begin(ResponsePart.Head received) throws IOException {
        head = received;
        writer.begin(received);
    }

    /** Sends the error in OpenAI's format: as the response if nothing was sent, or else as the last event of the stream. */
    private void fail(GatewayException failure) throws IOException {
        ResponsePart.Head sent = head;
        if (sent == null) {
            writer.refuse(ErrorResponse.unserved(failure, clock.instant()));
            return;
        }
        if (sent.first("content-type").startsWith(EVENT_STREAM)) {
            writer.write(ServerSentEvents.error(failure));
        }
        writer.end(Optional.of(FunctionError.of(failure)));
    }
}
