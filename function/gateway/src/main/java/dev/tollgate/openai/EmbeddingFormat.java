package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The encoding of an embedding's numbers: {@code encoding_format}. */
public enum EmbeddingFormat {
    /** JSON numbers. */
    @JsonProperty("float")
    FLOAT,
    /** Little-endian 32-bit floats in Base64: a third as long, and the format that OpenAI's own clients request. */
    @JsonProperty("base64")
    BASE64
}
