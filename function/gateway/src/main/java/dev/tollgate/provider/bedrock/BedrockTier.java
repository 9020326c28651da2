package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.RequestedTier;
import dev.tollgate.provider.ServiceTier;
import dev.tollgate.provider.UnsupportedFields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The service tier of a request (https://docs.aws.amazon.com/bedrock/latest/userguide/service-tiers-inference.html). Bedrock refuses a
 * tier that a model does not have, so the models that are known to lack tiers do not get one.
 */
final class BedrockTier {
    private static final Pattern WITHOUT_TIERS = Pattern.compile(
            "anthropic\\.|meta\\.|ai21\\.|cohere\\.|writer\\.|amazon\\.titan|amazon\\.nova-(micro|lite)-v1"
                    + "|mistral\\.(mistral-7b|mixtral|pixtral|mistral-(large|small)-24)");

    private BedrockTier() {}

    /** Bedrock's object; an empty one for the usual tier. */
    static ObjectNode of(Map<String, JsonNode> fields, String model, UnsupportedFields unsupported) {
        ObjectNode tier = JsonNodeFactory.instance.objectNode();
        Optional<ServiceTier> requested = RequestedTier.in(fields);
        if (requested.isEmpty()) {
            unsupported.report(ServiceTier.FIELD, "has only the tiers default, flex, priority and reserved");
        } else if (requested.get() != ServiceTier.USUAL && mayHave(requested.get(), model)) {
            tier.put("type", requested.get().word());
        } else if (requested.get() != ServiceTier.USUAL) {
            unsupported.report(ServiceTier.FIELD, "has no such tier for this model");
        }
        return tier;
    }

    /** Which models have reserved capacity is a matter of the account. */
    private static boolean mayHave(ServiceTier tier, String model) {
        return tier == ServiceTier.RESERVED
                || !WITHOUT_TIERS.matcher(model.toLowerCase(Locale.ROOT)).find();
    }

    /** The tier that a reply names, as a field of a chunk. */
    static Map<String, JsonNode> served(JsonNode serviceTier) {
        JsonNode type = serviceTier.path("type");
        return type.isTextual() ? Map.of(ServiceTier.FIELD, type) : Map.of();
    }
}
