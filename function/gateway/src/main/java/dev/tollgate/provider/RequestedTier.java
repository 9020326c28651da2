package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Reads the service tier of a request. Not part of {@link ServiceTier}, which no JSON is bound to. */
public final class RequestedTier {
    private RequestedTier() {}

    /** The tier that a request asks for; the usual one if it asks for none, and empty for a tier that is not known here. */
    public static Optional<ServiceTier> in(Map<String, JsonNode> fields) {
        JsonNode tier = fields.get(ServiceTier.FIELD);
        return tier == null || tier.isNull() ? Optional.of(ServiceTier.USUAL) : ServiceTier.named(tier.asText());
    }
}
