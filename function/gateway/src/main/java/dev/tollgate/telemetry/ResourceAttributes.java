package dev.tollgate.telemetry;

import dev.tollgate.call.AttemptSpan;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TelemetryConfig;
import dev.tollgate.parse.PairList;
import java.util.LinkedHashMap;
import java.util.Map;

/** What traces and metrics say about the process (https://opentelemetry.io/docs/specs/semconv/resource/). */
final class ResourceAttributes {
    private static final String SERVICE_NAME = "service.name";

    /** Attributes that Lambda's variables have. */
    private static final Map<String, String> OF_LAMBDA = Map.of(
            "faas.name", "AWS_LAMBDA_FUNCTION_NAME",
            "faas.version", "AWS_LAMBDA_FUNCTION_VERSION",
            "faas.instance", "AWS_LAMBDA_LOG_STREAM_NAME",
            "cloud.region", "AWS_REGION");

    private ResourceAttributes() {}

    /**
     * The attributes of this process. What the operator sets comes last, and wins.
     *
     * @throws IllegalArgumentException if they are malformed
     */
    static SpanAttributes of(TelemetryConfig settings, GatewayConfig gateway, Map<String, String> environment) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(SERVICE_NAME, gateway.name());
        attributes.put("service.instance.id", AttemptSpan.randomId());
        if (environment.containsKey("AWS_LAMBDA_FUNCTION_NAME")) {
            attributes.put("cloud.provider", "aws");
            attributes.put("cloud.platform", "aws_lambda");
            OF_LAMBDA.forEach(
                    (name, variable) -> attributes.computeIfAbsent(name, _ -> environment.getOrDefault(variable, "")));
        }
        settings.resourceAttributes()
                .ifPresent(text -> attributes.putAll(PairList.of(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "OTEL_RESOURCE_ATTRIBUTES: expected key=value, with commas between them."))));
        settings.serviceName().ifPresent(name -> attributes.put(SERVICE_NAME, name));
        SpanAttributes all = new SpanAttributes();
        attributes.forEach(all::put);
        return all;
    }
}
