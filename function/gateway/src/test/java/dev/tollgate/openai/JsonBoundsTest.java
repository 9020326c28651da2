package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON from outside is bounded while it is read, and not only afterwards. */
class JsonBoundsTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final byte[] TWO_MILLION_ARRAYS =
            ("[" + "[],".repeat(2_000_000) + "1]").getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {"[],", "{},", "1,"})
    void aReplyHasAtMostAMillionElements(String element) {
        assertThatThrownBy(() -> JsonCodec.mapper().readTree("[" + element.repeat(1_000_000) + "1]"))
                .isInstanceOf(StreamConstraintsException.class)
                .hasMessageContaining("Token count");
    }

    @Test
    void aReplyIsNestedInAtMost200Levels() throws Exception {
        assertThat(JsonCodec.mapper()
                        .readTree("[".repeat(200) + "]".repeat(200))
                        .isArray())
                .isTrue();
        assertThatThrownBy(() -> JsonCodec.mapper().readTree("[".repeat(201) + "]".repeat(201)))
                .isInstanceOf(StreamConstraintsException.class)
                .hasMessageContaining("nesting depth");
    }

    /** Without the bound, they take more than 100 MB. */
    @Test
    void whatIsRefusedHasNotBeenBuilt() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ObjectReader reader = JsonCodec.mapper()
                .reader()
                .with(JsonCodec.bounded(64, 500_000, MEGABYTE).build());
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> reader.readTree(TWO_MILLION_ARRAYS)).isInstanceOf(StreamConstraintsException.class);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(30 * MEGABYTE);
    }

    /** OpenAI's and others' images come as one string. */
    @Test
    void aStringMayHaveThirtyMegabytes() throws Exception {
        assertThat(JsonCodec.mapper()
                        .readTree("\"" + "x".repeat(30 * MEGABYTE) + "\"")
                        .textValue())
                .hasSize(30 * MEGABYTE);
    }

    /** Jackson would throw a {@code NumberFormatException}, which no reader of a document expects. */
    @Test
    void anExponentThatNobodyCanReadIsAFaultOfTheDocument() {
        String document = "{\"x\":[1e99999999999]}";
        assertUnreadable(() -> JsonCodec.mapper().readTree(document));
        assertUnreadable(() -> JsonCodec.mapper().reader().readTree(document));
        assertUnreadable(() -> JsonCodec.mapper().readValue(document, ObjectNode.class));
        assertUnreadable(() -> JsonCodec.mapper().readValue(document, ChatRequest.class));
        assertThat(ArgumentsObject.isWhole(document)).isFalse();
    }

    private static void assertUnreadable(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(JsonMappingException.class)
                .hasRootCauseInstanceOf(NumberFormatException.class);
    }
}
