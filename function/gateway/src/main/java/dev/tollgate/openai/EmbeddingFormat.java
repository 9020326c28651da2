package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the numbers of a vector are written down: {@code encoding_format}. */
public enum EmbeddingFormat {
    /** As JSON numbers. */
    @JsonProperty("float")
    FLOAT,
    /** As little-endian 32-bit floats in Base64, a third as long; what OpenAI's own clients ask for. */
    @JsonProperty("base64")
    BASE64
}
