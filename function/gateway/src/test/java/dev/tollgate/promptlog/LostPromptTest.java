package dev.tollgate.promptlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.call.CallContext;
import dev.tollgate.fake.SampleCalls;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.openai.ChatRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LostPromptTest {

    /** It runs after the client has its answer, and before the call is over. */
    @Test
    void aBugOfThePlaceEndsNoCall() {
        PromptLog broken = new PromptLog() {
            @Override
            public boolean configured() {
                return true;
            }

            @Override
            public String address(String keyId, String requestId, Instant receivedAt) {
                return "nowhere";
            }

            @Override
            public void write(LoggedCall call) {
                throw new IllegalStateException("a bug");
            }
        };
        Clock clock = Clock.systemUTC();
        CallContext<ChatRequest> context = SampleCalls.of(SampleRequests.of("Hi"), clock.instant());
        KeptPrompt kept = new PromptKeeper(broken, clock).open();
        kept.keep(context, true);

        AtomicInteger lost = new AtomicInteger();
        kept.write(lost::incrementAndGet);

        assertThat(lost).hasValue(1);
        assertThat(context.metrics().report(clock.instant()).promptLost()).isTrue();
    }
}
