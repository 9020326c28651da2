package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tollgate.openai.EmbeddingFormat;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.GatewayException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a buffered endpoint cannot carry is refused before it costs anything, where the request says how much it will be. */
final class ResponseAllowanceTest {
    private static final long SIX_MEGABYTES = 6L * 1024 * 1024;

    @Test
    void nothingLimitsAStreamingEndpoint() {
        ResponseAllowance allowance = new ResponseAllowance(Long.MAX_VALUE);

        assertThat(allowance.take(new byte[10_000_000])).isTrue();
        assertThatNoException()
                .isThrownBy(() -> allowance.requireRoomFor(request(2_048, 3_072, EmbeddingFormat.FLOAT)));
    }

    @Test
    void quotationMarksCountTwiceBecauseTheBodyIsAStringInJson() {
        int bytes = (int) SIX_MEGABYTES / 2;

        assertThat(new ResponseAllowance(SIX_MEGABYTES).take("x".repeat(bytes).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(new ResponseAllowance(SIX_MEGABYTES).take("\"".repeat(bytes).getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void thePiecesOfAStreamAddUp() {
        ResponseAllowance allowance = new ResponseAllowance(SIX_MEGABYTES);
        byte[] piece = new byte[(int) SIX_MEGABYTES / 8];
        Arrays.fill(piece, (byte) 'x');

        for (int i = 0; i < 7; i++) {
            assertThat(allowance.take(piece)).isTrue();
        }
        assertThat(allowance.take(piece)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1000, 1536, FLOAT", "1000, 1536, BASE64", "2048, 768, FLOAT"})
    void embeddingsThatCannotFitAreRefused(int inputs, int dimensions, EmbeddingFormat format) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(
                        () -> new ResponseAllowance(SIX_MEGABYTES).requireRoomFor(request(inputs, dimensions, format)))
                .withMessageStartingWith("Invalid value for 'input': the response would be larger than");
    }

    @ParameterizedTest
    @CsvSource({"400, 1536, FLOAT", "700, 1536, BASE64", "2048, , FLOAT"})
    void embeddingsThatMayFitAreNotRefused(int inputs, @Nullable Integer dimensions, EmbeddingFormat format) {
        assertThatNoException().isThrownBy(() -> new ResponseAllowance(SIX_MEGABYTES)
                .requireRoomFor(request(inputs, dimensions, format)));
    }

    private static EmbeddingRequest request(int inputs, @Nullable Integer dimensions, EmbeddingFormat format) {
        return new EmbeddingRequest(
                "m", new EmbeddingInput.Texts(Collections.nCopies(inputs, "a")), format, dimensions, null, Map.of());
    }
}
