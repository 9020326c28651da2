package dev.tollgate.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

final class JsonLogFormatterTest {
    @Test
    void aStackTraceIsAFieldOfTheOneLine() throws IOException {
        ExtLogRecord event = event("request %s failed", "req_1");
        event.setThrown(new IllegalStateException("a bug\nin two lines"));

        String line = new JsonLogFormatter().format(event);
        JsonNode json = new ObjectMapper().readTree(line);

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(json.path("timestamp").textValue()).isEqualTo("2026-11-30T10:00:00Z");
        assertThat(json.path("level").textValue()).isEqualTo("ERROR");
        assertThat(json.path("logger").textValue()).isEqualTo("dev.tollgate.Test");
        assertThat(json.path("message").textValue()).isEqualTo("request req_1 failed");
        assertThat(json.path("error").textValue()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json.path("stack_trace").textValue()).contains("a bug\nin two lines", "\tat dev.tollgate.process");
    }

    @Test
    void whatIsKnownOfTheCallIsInFieldsOfItsOwn() throws IOException {
        ExtLogRecord event = event("hello", (Object[]) null);
        event.setMdc(Map.of("trace_id", "4bf9", "lambda_request_id", "8f50"));

        JsonNode json = new ObjectMapper().readTree(new JsonLogFormatter().format(event));

        assertThat(json.path("trace_id").textValue()).isEqualTo("4bf9");
        assertThat(json.path("lambda_request_id").textValue()).isEqualTo("8f50");
        assertThat(json.has("error")).isFalse();
    }

    private static ExtLogRecord event(String message, Object... parameters) {
        ExtLogRecord event = new ExtLogRecord(
                Level.ERROR, message, ExtLogRecord.FormatStyle.PRINTF, JsonLogFormatterTest.class.getName());
        event.setLoggerName("dev.tollgate.Test");
        event.setParameters(parameters);
        event.setInstant(Instant.parse("2026-11-30T10:00:00Z"));
        return event;
    }
}
