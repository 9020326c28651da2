package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.edge.ClientErrors;
import dev.tollgate.edge.ErrorFormat;
import dev.tollgate.lambda.EventRequest.Header;
import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests that a worker never waits for a response that nothing will end. */
class ResponseForwarderTest {
    private static final ResponseHead HEAD = new ResponseHead(200, List.of());

    /** A writer whose writes fail in one way. */
    private record BrokenWriter(Throwable failure) implements LambdaResponseWriter {
        @Override
        public void begin(ResponseHead head) throws IOException {
            switch (failure) {
                case IOException refused -> throw refused;
                case RuntimeException bug -> throw bug;
                default -> throw new OutOfMemoryError("in a test");
            }
        }

        @Override
        public void write(byte[] bytes) {}

        @Override
        public void flush() {}

        @Override
        public void end(Optional<FunctionError> error) {}

        @Override
        public void awaitAccepted(Duration atMost) {}

        @Override
        public boolean started() {
            return false;
        }

        @Override
        public void close() {}
    }

    /** A writer that keeps what it gets. */
    private static final class KeepingWriter implements LambdaResponseWriter {
        private final List<ResponseHead> heads = new ArrayList<>();
        private final StringBuilder body = new StringBuilder();

        @Override
        public void begin(ResponseHead head) {
            heads.add(head);
        }

        @Override
        public void write(byte[] bytes) {
            body.append(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {}

        @Override
        public void end(Optional<FunctionError> error) {}

        @Override
        public void awaitAccepted(Duration atMost) {}

        @Override
        public boolean started() {
            return !heads.isEmpty();
        }

        @Override
        public void close() {}
    }

    /** The words of an API that is not OpenAI's. */
    private static final class OtherWords implements ErrorFormat {
        @Override
        public int status(GatewayException failure) {
            return 529;
        }

        @Override
        public byte[] document(GatewayException failure, String requestId) {
            return (failure.kind() + " in " + requestId).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] event(GatewayException failure, String requestId) {
            return ("event: " + failure.kind() + " in " + requestId).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static ResponseForwarder forwarder(Throwable failure) {
        return new ResponseForwarder(new BrokenWriter(failure), lifecycle());
    }

    private static LambdaInvocationLifecycle lifecycle() {
        LambdaInvocation invocation = new LambdaInvocation("e1", Instant.now().plusSeconds(60), null, new byte[0]);
        return new LambdaInvocationLifecycle(invocation, Long.MAX_VALUE, Clock.systemUTC());
    }

    @Test
    void aFailureOfTheFunctionHasTheWordsOfTheClientsApi() throws IOException {
        LambdaInvocationLifecycle lifecycle = lifecycle();
        lifecycle.arrived(new ClientErrors(new OtherWords(), "req_1"));
        KeepingWriter whole = new KeepingWriter();
        new ResponseForwarder(whole, lifecycle).fail(GatewayException.bug(null));
        assertThat(whole.heads.getFirst().status()).isEqualTo(529);
        assertThat(whole.heads.getFirst().first("x-request-id")).isEqualTo("req_1");
        assertThat(whole.body).hasToString("INTERNAL in req_1");

        KeepingWriter streamed = new KeepingWriter();
        ResponseForwarder forwarder = new ResponseForwarder(streamed, lifecycle);
        forwarder.begin(new ResponseHead(200, List.of(new Header("content-type", "text/event-stream"))));
        forwarder.fail(GatewayException.bug(null));
        assertThat(streamed.body).hasToString("event: INTERNAL in req_1");
    }

    @Test
    void aFailedWriteEndsTheWaitWhateverTheFailureIs() {
        for (Throwable failure :
                List.of(new IOException("refused"), new IllegalStateException("bug"), new OutOfMemoryError("full"))) {
            ResponseForwarder forwarder = forwarder(failure);
            assertThatThrownBy(() -> forwarder.begin(HEAD)).isNotNull();

            assertThat(forwarder.ended()).isTrue();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> forwarder.awaitAccepted(Duration.ofSeconds(1)));
        }
    }

    @Test
    void afterAFailureNothingMoreIsWritten() {
        ResponseForwarder forwarder = forwarder(new IOException("refused"));
        assertThatThrownBy(() -> forwarder.begin(HEAD)).hasMessage("refused");

        assertThatThrownBy(() -> forwarder.write(new byte[1])).hasMessageContaining("no longer takes");
        forwarder.fail(GatewayException.bug(null));
        assertThatThrownBy(() -> forwarder.awaitAccepted(Duration.ofSeconds(1))).hasMessage("refused");
    }
}
