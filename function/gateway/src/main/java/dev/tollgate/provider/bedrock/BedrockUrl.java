package dev.tollgate.provider.bedrock;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.ModelPath;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's models are.
 *
 * @param name the provider's name, for messages
 * @param baseUrl absent for the region's default
 * @param region absent where it is unknown, which makes each request fail
 */
record BedrockUrl(
        String name, @Nullable URI baseUrl, @Nullable String region) {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");

    /** The URL of a model's action, such as {@code converse}. */
    URI of(String model, String action) {
        return UrlParser.append(base(), "/model/" + ModelPath.segment(model) + "/" + action);
    }

    /** The URL that applies a guardrail. */
    URI ofGuardrail(String id, String version) {
        return UrlParser.append(
                base(), "/guardrail/" + ModelPath.segment(id) + "/version/" + ModelPath.segment(version) + "/apply");
    }

    /** The region, which is also part of each signature. */
    String requiredRegion() {
        if (region == null || !REGION.matcher(region).matches()) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, "The provider " + name + " needs a region: its own, or AWS_REGION.");
        }
        return region;
    }

    private URI base() {
        return baseUrl == null
                ? UrlParser.http("https://bedrock-runtime." + requiredRegion() + ".amazonaws.com")
                        .orElseThrow()
                : baseUrl;
    }
}
