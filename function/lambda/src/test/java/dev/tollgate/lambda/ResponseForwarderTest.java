package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private static ResponseForwarder forwarder(Throwable failure) {
        LambdaInvocation invocation = new LambdaInvocation("e1", Instant.now().plusSeconds(60), null, new byte[0]);
        return new ResponseForwarder(
                new BrokenWriter(failure),
                new LambdaInvocationLifecycle(invocation, Long.MAX_VALUE, Clock.systemUTC()),
                Clock.systemUTC());
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
