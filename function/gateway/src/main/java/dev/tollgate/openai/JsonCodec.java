package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the contract's JSON: numbers keep their digits, and fields keep their order.
 *
 * <p>Whatever it reads is bounded while it is read: a few bytes such as {@code [],[],} become objects of many times their size.
 * Whatever cannot be read is an {@code IOException}, also a number ({@link JsonTreeModule}).
 */
public final class JsonCodec {
    /** No request or reply is nested as deeply. A walk through one needs a bounded stack. */
    private static final int MAX_DEPTH = 200;

    /** How many elements {@link #mapper} reads: more than the longest chat reply has. */
    public static final int MAX_ELEMENTS = 1_000_000;

    /** An image in Base64 is one string. */
    private static final int MAX_STRING_LENGTH = 64 * 1024 * 1024;

    /** So many characters take about as much memory as an element. */
    private static final int TEXT_OF_ELEMENT = 24;

    /** https://www.graalvm.org/latest/reference-manual/native-image/metadata/Compatibility: how code knows that it is in a build. */
    private static final String IMAGE_CODE = "org.graalvm.nativeimage.imagecode";

    private static final String IMAGE_BUILD = "buildtime";

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    bounded(MAX_DEPTH, MAX_ELEMENTS, MAX_STRING_LENGTH).build())
            .addModule(new JsonTreeModule())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private JsonCodec() {}

    /**
     * The mapper for the contract's records. To configure it further, copy it; never change it in place. Keep the reader or
     * writer of a record in a constant: Jackson examines the record when it creates one, which a native image does at build time.
     */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Has Jackson examine records while a native image is built: for the first call of a cold function, that would take a millisecond.
     * To be called where a class is initialised. Elsewhere it does nothing, because Jackson also examines what it meets.
     *
     * @param types the records, or what they are nested in
     */
    public static void examine(ObjectMapper mapper, Class<?>... types) {
        if (!IMAGE_BUILD.equals(System.getProperty(IMAGE_CODE))) {
            return;
        }
        for (Class<?> type : types) {
            var _ = mapper.writerFor(type);
            var _ = mapper.readerFor(type);
            examine(mapper, type.getDeclaredClasses());
        }
    }

    /**
     * Starts a factory whose parsers fail with a {@link com.fasterxml.jackson.core.exc.StreamConstraintsException} beyond these bounds.
     *
     * @param maxElements names, values, and the starts and ends of arrays and objects
     * @param maxStringLength in characters
     */
    public static JsonFactoryBuilder bounded(int maxDepth, int maxElements, int maxStringLength) {
        return (JsonFactoryBuilder) JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxTokenCount(maxElements)
                        .maxStringLength(maxStringLength)
                        .maxNumberLength(400)
                        .build());
    }

    /** A factory for documents with more elements than {@link #mapper} reads, such as embeddings with their millions of numbers. */
    public static JsonFactory upTo(int maxElements) {
        return bounded(MAX_DEPTH, maxElements, MAX_STRING_LENGTH).build();
    }

    /** How many elements a value takes the place of in memory; a long text counts as several. */
    static int elements(JsonNode value) {
        int elements = 1 + (value.isTextual() ? value.textValue().length() / TEXT_OF_ELEMENT : 0);
        for (JsonNode child : value) {
            elements += elements(child);
        }
        return elements;
    }
}
