package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * An embedding in one of the two forms of {@code encoding_format}. Both hold 32-bit floats, so each converts to the other
 * without loss.
 */
@JsonDeserialize(using = EmbeddingReader.class)
public sealed interface Embedding {

    /** The same embedding in this format. */
    Embedding as(EmbeddingFormat format);

    /** An embedding as numbers. */
    record Floats(@JsonValue float[] numbers) implements Embedding {

        /** Rejects infinite and undefined numbers, which JSON does not have. */
        public Floats {
            for (float number : numbers) {
                if (!Float.isFinite(number)) {
                    throw new IllegalArgumentException("a number of an embedding is not finite");
                }
            }
        }

        @Override
        public Embedding as(EmbeddingFormat format) {
            return switch (format) {
                case FLOAT -> this;
                case BASE64 -> {
                    byte[] bytes = new byte[numbers.length * Float.BYTES];
                    littleEndian(bytes).asFloatBuffer().put(numbers);
                    yield new Encoded(Base64.getEncoder().encodeToString(bytes));
                }
            };
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Floats(float[] others) && Arrays.equals(numbers, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }

        @Override
        public String toString() {
            return "Floats" + Arrays.toString(numbers);
        }
    }

    /** An embedding in Base64. */
    record Encoded(@JsonValue String base64) implements Embedding {

        /** Throws {@link IllegalArgumentException} where the text does not decode to numbers. */
        public Encoded {
            decoded(base64);
        }

        @Override
        public Embedding as(EmbeddingFormat format) {
            return switch (format) {
                case FLOAT -> decoded(base64);
                case BASE64 -> this;
            };
        }

        private static Floats decoded(String base64) {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length % Float.BYTES != 0) {
                throw new IllegalArgumentException("the bytes of an embedding are not 32-bit floats");
            }
            float[] numbers = new float[bytes.length / Float.BYTES];
            littleEndian(bytes).asFloatBuffer().get(numbers);
            return new Floats(numbers);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
