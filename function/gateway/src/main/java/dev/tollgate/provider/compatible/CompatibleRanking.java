package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.MediaReply;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads rankings. Jina, Together and servers such as vLLM send {@code results} (https://api.jina.ai/redoc), as Cohere does; Voyage calls
 * them {@code data} (https://docs.voyageai.com/reference/reranker-api). The client gets {@code results}.
 */
final class CompatibleRanking {
    private CompatibleRanking() {}

    static MediaReply reply(String provider, byte[] body, JsonNode reply) {
        JsonNode results = reply.has("results") ? reply.path("results") : reply.path("data");
        if (!results.isArray()) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " sent a reply without results.");
        }
        return new MediaReply(reply.has("results") ? body : renamed((ObjectNode) reply), usage(reply));
    }

    private static byte[] renamed(ObjectNode reply) {
        ObjectNode renamed = reply.deepCopy();
        renamed.set("results", renamed.remove("data"));
        return renamed.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Usage usage(JsonNode reply) {
        JsonNode count = reply.path("usage");
        JsonNode billed = reply.path("meta").path("billed_units");
        long tokens = Math.max(
                Math.max(
                        count.path("total_tokens").asLong(),
                        count.path("prompt_tokens").asLong()),
                billed.path("input_tokens").asLong());
        Usage usage = Usage.reported(tokens, 0);
        MediaUse searches = MediaUse.ofSearches(billed.path("search_units").asLong());
        if (usage == null && searches.equals(MediaUse.NONE)) {
            return null;
        }
        return (usage == null ? Usage.NONE : usage).with(searches);
    }
}
