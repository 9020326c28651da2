package dev.tollgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What a document of OTLP looks like in JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). */
public final class OtlpShape {
    private static final Set<String> SPAN = Set.of(
            "traceId",
            "spanId",
            "parentSpanId",
            "traceState",
            "name",
            "kind",
            "startTimeUnixNano",
            "endTimeUnixNano",
            "attributes",
            "status");
    private static final Set<String> POINT = Set.of(
            "attributes",
            "startTimeUnixNano",
            "timeUnixNano",
            "count",
            "sum",
            "min",
            "max",
            "bucketCounts",
            "explicitBounds");
    private static final int DELTA = 1;

    private OtlpShape() {}

    /** Fails if the document is not one that this path takes. */
    static void verify(String path, JsonNode document) {
        switch (path) {
            case "/v1/traces" ->
                scopes(document, "resourceSpans", "scopeSpans", "spans").forEach(OtlpShape::verifySpan);
            case "/v1/metrics" ->
                scopes(document, "resourceMetrics", "scopeMetrics", "metrics").forEach(OtlpShape::verifyMetric);
            default -> throw new AssertionError("nothing is at " + path);
        }
    }

    /** The value of an attribute as text; empty if there is none. */
    public static String attribute(JsonNode item, String name) {
        for (JsonNode attribute : item.path("attributes")) {
            if (attribute.path("key").asText().equals(name)) {
                JsonNode value = attribute.path("value").iterator().next();
                return value.isObject() ? value.path("values").toString() : value.asText();
            }
        }
        return "";
    }

    private static List<JsonNode> scopes(JsonNode document, String resources, String scopes, String items) {
        assertThat(document.fieldNames()).toIterable().containsExactly(resources);
        assertThat(document.path(resources)).hasSize(1);
        JsonNode resource = document.path(resources).path(0);
        assertThat(attribute(resource.path("resource"), "service.name")).isNotEmpty();
        verifyAttributes(resource.path("resource"));
        JsonNode scope = resource.path(scopes).path(0);
        assertThat(scope.at("/scope/name").asText()).isEqualTo("dev.tollgate");
        assertThat(scope.path(items)).isNotEmpty();
        return StreamSupport.stream(scope.path(items).spliterator(), false).toList();
    }

    private static void verifySpan(JsonNode span) {
        assertThat(span.fieldNames()).toIterable().isSubsetOf(SPAN);
        assertThat(span.path("traceId").textValue()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
        assertThat(span.path("spanId").textValue()).matches("[0-9a-f]{16}").isNotEqualTo("0".repeat(16));
        if (span.has("parentSpanId")) {
            assertThat(span.path("parentSpanId").textValue()).matches("[0-9a-f]{16}");
        }
        assertThat(span.path("name").textValue()).isNotBlank();
        assertThat(span.path("kind").intValue()).isIn(2, 3);
        assertThat(number(span.path("endTimeUnixNano"))).isGreaterThanOrEqualTo(number(span.path("startTimeUnixNano")));
        assertThat(span.path("status").fieldNames()).toIterable().isSubsetOf("code");
        verifyAttributes(span);
    }

    private static void verifyMetric(JsonNode metric) {
        assertThat(metric.fieldNames()).toIterable().containsOnly("name", "unit", "histogram");
        JsonNode histogram = metric.path("histogram");
        assertThat(histogram.path("aggregationTemporality").intValue()).isEqualTo(DELTA);
        assertThat(histogram.path("dataPoints")).isNotEmpty();
        histogram.path("dataPoints").forEach(OtlpShape::verifyPoint);
    }

    private static void verifyPoint(JsonNode point) {
        assertThat(point.fieldNames()).toIterable().isSubsetOf(POINT);
        long counted = 0;
        for (JsonNode bucket : point.path("bucketCounts")) {
            counted += number(bucket);
        }
        assertThat(counted).isEqualTo(number(point.path("count"))).isPositive();
        assertThat(point.path("bucketCounts"))
                .hasSize(point.path("explicitBounds").size() + 1);
        assertThat(point.path("min").doubleValue())
                .isLessThanOrEqualTo(point.path("max").doubleValue());
        assertThat(number(point.path("timeUnixNano"))).isGreaterThanOrEqualTo(number(point.path("startTimeUnixNano")));
        verifyAttributes(point);
    }

    private static void verifyAttributes(JsonNode item) {
        for (JsonNode attribute : item.path("attributes")) {
            assertThat(attribute.path("key").textValue()).isNotBlank();
            assertThat(attribute.path("value")).hasSize(1);
            String type = attribute.path("value").fieldNames().next();
            assertThat(type).isIn("stringValue", "intValue", "doubleValue", "boolValue", "arrayValue");
            if (type.equals("intValue")) {
                number(attribute.path("value").path(type));
            }
        }
    }

    /** Whole numbers of 64 bits are text. */
    private static long number(JsonNode value) {
        assertThat(value.isTextual()).isTrue();
        return Long.parseLong(value.textValue());
    }
}
