package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both formats of an embedding hold the same numbers. */
final class EmbeddingTest {

    /** As OpenAI's clients read it: {@code np.frombuffer(base64.b64decode(data), dtype="float32")}. */
    @ParameterizedTest
    @CsvSource({"AACAPwAAAMAAAAAA, '[1.0,-2.0,0.0]'", "zczMPQ==, [0.1]", "'', []"})
    void base64HoldsLittleEndianFloats(String base64, String numbers) throws JsonProcessingException {
        assertThat(read("\"" + base64 + "\"").as(EmbeddingFormat.FLOAT)).isEqualTo(read(numbers));
        assertThat(read(numbers).as(EmbeddingFormat.BASE64)).isEqualTo(new Embedding.Encoded(base64));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anEmbeddingIsTheSameInBothFormatsAndThroughJson(long seed) throws JsonProcessingException {
        Embedding embedding = random(new Random(seed));
        Embedding encoded = embedding.as(EmbeddingFormat.BASE64);
        assertThat(encoded.as(EmbeddingFormat.FLOAT)).isEqualTo(embedding);
        assertThat(encoded.as(EmbeddingFormat.BASE64)).isEqualTo(encoded);
        assertThat(read(JsonCodec.mapper().writeValueAsString(embedding))).isEqualTo(embedding);
        assertThat(read(JsonCodec.mapper().writeValueAsString(encoded))).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1e39]", "[\"1\"]", "[null]", "{}", "5", "\"AAA=\"", "\"AACAfw==\"", "\"no base64\""})
    void rejectsJsonWithoutFiniteNumbers(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void rejectsNumbersThatAreNotFinite() {
        assertThatThrownBy(() -> new Embedding.Floats(new float[] {Float.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Numbers of every magnitude that a float can have, and more of them than most embeddings have. */
    private static Embedding random(Random random) {
        float[] numbers = new float[random.nextInt(5_000)];
        for (int i = 0; i < numbers.length; i++) {
            float number = Float.intBitsToFloat(random.nextInt());
            numbers[i] = Float.isFinite(number) ? number : 0;
        }
        return new Embedding.Floats(numbers);
    }

    /** Reads an embedding as a field of an object, as providers send it. */
    private static Embedding read(String json) throws JsonProcessingException {
        return JsonCodec.mapper()
                .readValue("{\"embedding\":" + json + "}", Holder.class)
                .embedding();
    }

    private record Holder(Embedding embedding) {}
}
