package dev.tollgate.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** An {@code ExportTraceServiceRequest} of OTLP. */
final class TraceDocument {
    private static final int FAILED = 2;

    private TraceDocument() {}

    static byte[] of(SpanAttributes resource, List<TraceSpan> spans) {
        return OtlpJson.document("resourceSpans", "scopeSpans", "spans", resource, json -> {
            for (TraceSpan span : spans) {
                write(json, span);
            }
        });
    }

    private static void write(JsonGenerator json, TraceSpan span) throws IOException {
        json.writeStartObject();
        json.writeStringField("traceId", span.context().traceId());
        json.writeStringField("spanId", span.context().spanId());
        if (span.parentId() != null) {
            json.writeStringField("parentSpanId", span.parentId());
        }
        if (!span.state().isEmpty()) {
            json.writeStringField("traceState", span.state());
        }
        json.writeStringField("name", span.name());
        json.writeNumberField("kind", span.kind().number());
        OtlpJson.time(json, "startTimeUnixNano", span.start());
        OtlpJson.time(json, "endTimeUnixNano", span.end());
        OtlpJson.attributes(json, span.attributes());
        json.writeObjectFieldStart("status");
        if (span.failed()) {
            json.writeNumberField("code", FAILED);
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
