package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.UpstreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Claude's beta features, which Bedrock reads in the body and not in the header {@code anthropic-beta}. It refuses a request with
 * one that it does not know, "invalid beta flag" (BerriAI/litellm#19877, BerriAI/litellm#22451), so it gets only those that it documents
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html).
 */
final class BedrockBeta {
    static final String HEADER = "anthropic-beta";

    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");
    private static final String CLAUDE = "anthropic.claude";
    private static final Set<String> KNOWN = Set.of(
            "computer-use-2024-10-22",
            "computer-use-2025-01-24",
            "computer-use-2025-11-24",
            "context-1m-2025-08-07",
            "context-management-2025-06-27",
            "dev-full-thinking-2025-05-14",
            "effort-2025-11-24",
            "interleaved-thinking-2025-05-14",
            "output-128k-2025-02-19",
            "token-efficient-tools-2025-02-19",
            "tool-examples-2025-10-29",
            "tool-search-tool-2025-10-19");

    private BedrockBeta() {}

    /**
     * The same request with the features; unchanged for other models than Claude.
     *
     * @param header the header's value: names with commas between them
     */
    static UpstreamRequest added(UpstreamRequest request, String header) {
        List<String> features = features(header).filter(KNOWN::contains).toList();
        if (features.isEmpty() || !isForClaude(request)) {
            return request;
        }
        try {
            ObjectNode body = (ObjectNode) JsonCodec.mapper().readTree(request.body());
            ObjectNode fields = isInvocation(request) ? body : body.withObject("/additionalModelRequestFields");
            ArrayNode betas = fields.putArray("anthropic_beta");
            features.forEach(betas::add);
            return new UpstreamRequest(
                    request.uri(), request.headers(), JsonCodec.mapper().writeValueAsBytes(body), request.streamed());
        } catch (IOException impossible) {
            throw new UncheckedIOException("cannot read a body that was just written", impossible);
        }
    }

    /** The features that a Claude does not get, by the header's name and theirs. Other models have none of them. */
    static List<String> dropped(UpstreamRequest request, String header) {
        return isForClaude(request)
                ? features(header)
                        .filter(feature -> !KNOWN.contains(feature))
                        .map(feature -> HEADER + "." + feature)
                        .toList()
                : List.of();
    }

    private static Stream<String> features(String header) {
        return SEPARATOR
                .splitAsStream(header.strip().toLowerCase(Locale.ROOT))
                .filter(feature -> !feature.isEmpty())
                .distinct();
    }

    private static boolean isForClaude(UpstreamRequest request) {
        return request.uri().getPath().contains(CLAUDE);
    }

    /** Whether the body is in Anthropic's own words, and not in those of {@code Converse}. */
    private static boolean isInvocation(UpstreamRequest request) {
        String path = request.uri().getPath();
        return path.endsWith("/" + BedrockInvoke.WHOLE) || path.endsWith("/" + BedrockInvoke.STREAMED);
    }
}
