package dev.tollgate.edge;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.EmbeddingList;
import dev.tollgate.openai.GatewayFields;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.Usage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a client learns of the cost of its call: always in a header of a whole answer, and in the usage of an answer if the request or
 * the key wants it.
 *
 * @param wanted whether {@code usage} has the cost
 */
public record CallCost(boolean wanted) {
    private static final String HEADER = "x-tollgate-cost-usd";

    /** The cost of a request by this key. */
    public static CallCost of(ApiKey key, ModelRequest request) {
        return new CallCost(key.usageCost() || GatewayFields.usageIncluded(request.extra()));
    }

    /** Adds the header if the charge is known. */
    static void addTo(Map<String, String> headers, OptionalLong chargeMicros) {
        chargeMicros.ifPresent(micros -> headers.put(HEADER, UsdText.text(micros)));
    }

    /** The same answer with its cost, if that is wanted. */
    public ChatCompletion in(ChatCompletion completion, OptionalLong chargeMicros) {
        Usage usage = completion.usage();
        return wanted && usage != null ? completion.withUsage(usage.withCost(usd(chargeMicros))) : completion;
    }

    /** The same chunk with the cost of the answer, if that is wanted. */
    public ChatChunk in(ChatChunk chunk, OptionalLong chargeMicros) {
        Usage usage = chunk.usage();
        return wanted && usage != null ? chunk.with(chunk.choices(), usage.withCost(usd(chargeMicros))) : chunk;
    }

    EmbeddingList in(EmbeddingList embeddings, OptionalLong chargeMicros) {
        return wanted ? embeddings.withCost(usd(chargeMicros)) : embeddings;
    }

    private static @Nullable BigDecimal usd(OptionalLong chargeMicros) {
        return chargeMicros.isPresent() ? UsdText.usd(chargeMicros.getAsLong()) : null;
    }
}
