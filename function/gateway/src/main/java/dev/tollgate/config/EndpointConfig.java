package dev.tollgate.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How the gateway is reached, from environment variables such as {@code TOLLGATE_ENDPOINT_BASE_PATH}. */
@ConfigMapping(prefix = "tollgate.endpoint")
public interface EndpointConfig {

    /** A path in front of the gateway's own paths, such as {@code /llm} of a domain's mapping; none unless set. */
    Optional<String> basePath();

    /** The alias of the Lambda function under which it invokes itself; the function as it is unless set. */
    Optional<String> alias();
}
