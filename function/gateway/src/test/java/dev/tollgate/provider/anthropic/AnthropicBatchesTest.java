package dev.tollgate.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.BatchCounts;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.BatchStatus;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.BatchLine;
import dev.tollgate.provider.BatchResult;
import dev.tollgate.provider.BatchState;
import dev.tollgate.provider.BatchStep;
import dev.tollgate.provider.Provider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Anthropic sends and gets for batches. */
final class AnthropicBatchesTest {
    private final BatchAdapter batches = new AnthropicKind()
            .batches(new Provider("claude", "anthropic", null, null, null))
            .orElseThrow();

    @Test
    void theLinesAreInTheRequest() {
        BatchStep.Send create = (BatchStep.Send) batches.create(
                "batch_1",
                BatchEndpoint.CHAT,
                "m",
                List.of(new BatchLine("a", bytes("{\"x\":1}")), new BatchLine("b", bytes("{}"))));

        assertThat(create.request().uri()).hasToString("https://api.anthropic.com/v1/messages/batches");
        assertThat(new String(create.request().body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"requests\":[{\"custom_id\":\"a\",\"params\":{\"x\":1}},{\"custom_id\":\"b\",\"params\":{}}]}");
        assertThat(batches.takes(BatchEndpoint.EMBEDDINGS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ä", "12345678901234567890123456789012345678901234567890123456789012345"})
    void aNameThatAnthropicRefusesIsTheClients(String customId) {
        assertThatThrownBy(() -> batches.create(
                        "batch_1", BatchEndpoint.CHAT, "m", List.of(new BatchLine(customId, bytes("{}")))))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("custom_id");
    }

    @ParameterizedTest
    @CsvSource({
        "in_progress, 0, 0, IN_PROGRESS",
        "canceling, 0, 0, CANCELLING",
        "ended, 0, 0, COMPLETED",
        "ended, 1, 0, CANCELLED",
        "ended, 0, 1, EXPIRED"
    })
    void itsStatusIsOpenAis(String status, int cancelled, int expired, BatchStatus expected) {
        BatchState state = batches.state(bytes(
                "{\"id\":\"msgbatch_1\",\"processing_status\":\"%s\",\"request_counts\":{\"processing\":0,\"succeeded\":2,\"errored\":1,\"canceled\":%d,\"expired\":%d}}"
                        .formatted(status, cancelled, expired)));

        assertThat(state.status()).isEqualTo(expected);
        assertThat(state.counts()).isEqualTo(new BatchCounts(3 + cancelled + expired, 2, 1 + cancelled + expired));
        assertThat(batches.results(state).getFirst().uri())
                .hasToString("https://api.anthropic.com/v1/messages/batches/msgbatch_1/results");
    }

    @Test
    void eachKindOfResultIsRead() {
        assertThat(result("{\"type\":\"expired\"}")).isEqualTo(BatchResult.Skipped.expired("a"));
        assertThat(result("{\"type\":\"canceled\"}")).isEqualTo(BatchResult.Skipped.cancelled("a"));
        assertThat(
                        result(
                                "{\"type\":\"errored\",\"error\":{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"}}}"))
                .isInstanceOfSatisfying(BatchResult.Refused.class, refused -> assertThat(refused.status())
                        .isEqualTo(400));
        assertThat(result("{\"type\":\"errored\",\"error\":{\"type\":\"error\",\"error\":{\"type\":\"api_error\"}}}"))
                .isInstanceOfSatisfying(BatchResult.Refused.class, refused -> assertThat(refused.status())
                        .isEqualTo(500));
        assertThat(result("{\"type\":\"of tomorrow\"}")).isInstanceOf(BatchResult.Unreadable.class);
    }

    private BatchResult result(String result) {
        return batches.result(bytes("{\"custom_id\":\"a\",\"result\":" + result + "}"))
                .orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
