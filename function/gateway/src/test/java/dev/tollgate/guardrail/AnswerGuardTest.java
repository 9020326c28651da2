package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.guardrail.detector.WordListDetector;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class AnswerGuardTest {
    private final CallMetrics metrics = new CallMetrics("r", Instant.EPOCH);
    private final RecordedAnswer client = new RecordedAnswer();

    @Test
    void aCallWithoutPoliciesGoesStraightToItsClient() {
        assertThat(AnswerGuard.checking(client, List.of(), metrics)).isSameAs(client);
        assertThat(AnswerGuard.restoring(client, new PlaceholderMap())).isSameAs(client);
    }

    @Test
    void whatIsHeldGoesOutBeforeTheFinish() {
        new ProviderAnswer(restoring())
                .begin()
                .say("Ask ")
                .say("<EMAIL")
                .say("_1>")
                .say(" <EM")
                .finish();

        assertThat(client.events())
                .containsExactly(
                        "begin a",
                        "''",
                        "'Ask '",
                        "'alice@example.com'",
                        "' '",
                        "'<EM'",
                        "stop",
                        "finish 'Ask alice@example.com <EM'");
    }

    @Test
    void aHeartbeatComesWhileTextIsHeld() {
        ProviderAnswer answer = new ProviderAnswer(restoring()).begin().say("<EMAIL");

        assertThat(client.events()).isEmpty();
        answer.heartbeat().say("_1>");

        assertThat(client.events()).containsExactly("begin a", "''", "heartbeat", "'alice@example.com'");
    }

    @Test
    void anAnswerThatIsDeniedAtItsStartNeverBegins() {
        ProviderAnswer answer =
                new ProviderAnswer(checking(PolicyAction.DENY)).begin().say("Blue");

        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> answer.say("bird!"))
                .matches(denied -> denied.kind() == ErrorKind.CONTENT_POLICY_VIOLATION);
        assertThat(client.committed()).isFalse();
        assertThat(metrics.content().policies()).isEqualTo(Map.of("secrets", 1L));
    }

    @Test
    void anAnswerThatHasBegunIsCutBeforeTheValue() {
        ProviderAnswer answer = new ProviderAnswer(checking(PolicyAction.DENY))
                .begin()
                .say("It is ")
                .say("Blue");

        assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> answer.say("bird!"));
        assertThat(client.events()).containsExactly("begin a", "''", "'It is '");
    }

    @Test
    void anotherTargetBeginsAnew() {
        ChatResponseSink sink = checking(PolicyAction.DENY);
        ProviderAnswer denied = new ProviderAnswer(sink).begin().say("Blue");
        assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> denied.say("bird!"));

        new ProviderAnswer(sink).begin().say("bird!").finish();

        assertThat(client.events()).containsExactly("begin a", "''", "'bird!'", "stop", "finish 'bird!'");
    }

    @Test
    void aValueCountsOnceAlthoughTheCompleteAnswerHasItAgain() {
        new ProviderAnswer(checking(PolicyAction.REDACT))
                .begin()
                .say("Bluebird!")
                .finish();

        assertThat(client.events()).contains("finish '[BIRD]!'");
        assertThat(metrics.content().policies()).isEqualTo(Map.of("secrets", 1L));
    }

    @Test
    void theCallersOwnValuesAreNotFoundInTheAnswer() {
        PlaceholderMap placeholders = new PlaceholderMap();
        placeholders.text("BIRD", "Bluebird");
        ChatResponseSink sink = AnswerGuard.checking(
                AnswerGuard.restoring(client, placeholders), detectors(PolicyAction.DENY), metrics);

        new ProviderAnswer(sink).begin().say("<BIRD_1>").finish();

        assertThat(client.events()).contains("finish 'Bluebird'");
        assertThat(metrics.content().policies()).isEmpty();
    }

    private ChatResponseSink restoring() {
        PlaceholderMap placeholders = new PlaceholderMap();
        placeholders.text("EMAIL", "alice@example.com");
        return AnswerGuard.restoring(client, placeholders);
    }

    private ChatResponseSink checking(PolicyAction action) {
        return AnswerGuard.checking(client, detectors(action), metrics);
    }

    private static List<ActiveDetector> detectors(PolicyAction action) {
        return List.of(new ActiveDetector(WordListDetector.of("bird", List.of("Bluebird")), action, "secrets"));
    }

    /** What a provider says to a sink. */
    private static final class ProviderAnswer {
        private final ChatResponseSink sink;
        private final ChunkShaper shaper = new ChunkShaper("r", 1, "m", false);
        private final ChunkFold fold = new ChunkFold();

        private ProviderAnswer(ChatResponseSink sink) {
            this.sink = sink;
        }

        private ProviderAnswer begin() {
            sink.begin(SampleHead.HEAD);
            return this;
        }

        private ProviderAnswer say(String text) {
            send(AnswerChannel.CONTENT.event(text, false));
            return this;
        }

        private ProviderAnswer heartbeat() {
            sink.heartbeat();
            return this;
        }

        private void finish() {
            send(AnswerChannel.finish());
            sink.finish(fold.completion(Usage.of(1, 1)), shaper.usageChunk(Usage.of(1, 1)), OptionalLong.empty());
        }

        private void send(ChatChunk raw) {
            for (ChatChunk chunk : shaper.shape(raw)) {
                fold.add(chunk);
                sink.chunk(chunk);
            }
        }
    }
}
