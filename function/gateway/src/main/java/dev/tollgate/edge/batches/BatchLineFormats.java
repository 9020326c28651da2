package dev.tollgate.edge.batches;

import dev.tollgate.edge.BatchLineFormat;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** The formats of all endpoints whose requests may be lines. */
@ApplicationScoped
class BatchLineFormats {
    private final List<BatchLineFormat> formats;

    BatchLineFormats(@All List<BatchLineFormat> formats) {
        this.formats = List.copyOf(formats);
    }

    /** The format of this endpoint. */
    BatchLineFormat of(BatchEndpoint endpoint) {
        return formats.stream()
                .filter(format -> format.endpoint() == endpoint)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no format of " + endpoint.url()));
    }

    /**
     * The format of the endpoint that a line names.
     *
     * @throws GatewayException {@code UNSUPPORTED_PARAMETER} that names those that there are
     */
    BatchLineFormat at(String url) {
        return BatchEndpoint.at(url).map(this::of).orElseThrow(() -> {
            String known = formats.stream()
                    .map(format -> format.endpoint().url())
                    .sorted()
                    .collect(Collectors.joining(", "));
            return GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    "url",
                    "Unsupported parameter: 'url': the gateway has batches of " + known + ".");
        });
    }
}
