package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * A vector in one of the two forms of {@code encoding_format}. Its numbers are 32-bit floats in both, so that either
 * form can be made of the other without loss.
 */
@JsonDeserialize(using = EmbeddingReader.class)
public sealed interface Embedding {

    /** The same vector in this form. */
    Embedding as(EmbeddingFormat format);

    /** As numbers. */
    record Floats(@JsonValue float[] numbers) implements Embedding {

        /** Neither infinite nor undefined: JSON has no such numbers. */
        public Floats {
            for (float number : numbers) {
                if (!Float.isFinite(number)) {
                    throw new IllegalArgumentException("a vector's number is not finite");
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

    /** In Base64. */
    record Encoded(@JsonValue String base64) implements Embedding {

        /** Throws {@link IllegalArgumentException} for a text that holds no numbers. */
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
                throw new IllegalArgumentException("a vector's bytes are no 32-bit floats");
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
