package dev.tollgate.telemetry;

import dev.tollgate.config.TelemetryConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.PairList;
import dev.tollgate.provider.SecretResolver;
import java.util.Map;
import java.util.Optional;

/** The headers of requests to the collector. They may hold a secret, so the setting may be a reference to one. */
final class CollectorHeaders {
    private final Optional<String> setting;
    private final SecretResolver secrets;

    CollectorHeaders(TelemetryConfig settings, SecretResolver secrets) {
        this.setting = settings.collector().headers();
        this.secrets = secrets;
        setting.filter(text -> !isReference(text)).ifPresent(text -> {
            if (PairList.of(text).isEmpty()) {
                throw new IllegalArgumentException("OTEL_EXPORTER_OTLP_HEADERS: " + expected());
            }
        });
    }

    /**
     * The headers as they are now: a secret may change.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} if the secret cannot be read, or is no list of headers
     */
    Map<String, String> current() {
        return setting.map(text -> isReference(text) ? secrets.resolve(text) : text)
                .map(text -> PairList.of(text)
                        .orElseThrow(() -> new GatewayException(
                                ErrorKind.UPSTREAM_FAILED, "The secret with the collector's headers: " + expected())))
                .orElse(Map.of());
    }

    private static boolean isReference(String text) {
        return text.startsWith("ssm:") || text.startsWith("secret:") || text.startsWith("env:");
    }

    private static String expected() {
        return "expected name=value, with commas between them.";
    }
}
