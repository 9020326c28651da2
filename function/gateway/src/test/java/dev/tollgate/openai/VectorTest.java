package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms of a vector say the same numbers. */
final class VectorTest {

    /** As OpenAI's clients read it: {@code np.frombuffer(base64.b64decode(data), dtype="float32")}. */
    @ParameterizedTest
    @CsvSource({"AACAPwAAAMAAAAAA, '[1.0,-2.0,0.0]'", "zczMPQ==, [0.1]", "'', []"})
    void base64HoldsLittleEndianFloats(String base64, String numbers) throws JsonProcessingException {
        assertThat(read("\"" + base64 + "\"").as(VectorFormat.FLOAT)).isEqualTo(read(numbers));
        assertThat(read(numbers).as(VectorFormat.BASE64)).isEqualTo(new Vector.Encoded(base64));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyVectorIsTheSameInBothFormsAndThroughJson(long seed) throws JsonProcessingException {
        Vector vector = random(new Random(seed));
        Vector encoded = vector.as(VectorFormat.BASE64);
        assertThat(encoded.as(VectorFormat.FLOAT)).isEqualTo(vector);
        assertThat(encoded.as(VectorFormat.BASE64)).isEqualTo(encoded);
        assertThat(read(Json.mapper().writeValueAsString(vector))).isEqualTo(vector);
        assertThat(read(Json.mapper().writeValueAsString(encoded))).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1e39]", "[\"1\"]", "[null]", "{}", "5", "\"AAA=\"", "\"AACAfw==\"", "\"no base64\""})
    void whatHoldsNoFiniteNumbersIsNoVector(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void onlyFiniteNumbersMakeAVector() {
        assertThatThrownBy(() -> new Vector.Floats(new float[] {Float.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Of every magnitude that a float can have, and longer than vectors mostly are. */
    private static Vector random(Random random) {
        float[] numbers = new float[random.nextInt(5_000)];
        for (int i = 0; i < numbers.length; i++) {
            float number = Float.intBitsToFloat(random.nextInt());
            numbers[i] = Float.isFinite(number) ? number : 0;
        }
        return new Vector.Floats(numbers);
    }

    /** Inside a list, as providers send it. */
    private static Vector read(String json) throws JsonProcessingException {
        return Json.mapper()
                .readValue("{\"embedding\":" + json + "}", Holder.class)
                .embedding();
    }

    private record Holder(Vector embedding) {}
}
