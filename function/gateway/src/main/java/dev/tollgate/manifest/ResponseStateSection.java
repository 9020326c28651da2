package dev.tollgate.manifest;

import dev.tollgate.openai.ResponseStatePolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads {@code responses} of the gateway or of a key: whether it keeps responses of the Responses API. */
final class ResponseStateSection {
    static final String NAME = "responses";

    private static final Set<String> FIELDS = Set.of("store", "background", "ttl");
    private static final String TTL = "a time from 1s to 365d, such as 1h, 7d or 30d";

    private ResponseStateSection() {}

    static Optional<ResponseStatePolicy> find(MappingFields fields) {
        return fields.find(NAME).flatMap(ResponseStateSection::read);
    }

    private static Optional<ResponseStatePolicy> read(YamlValue value) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        Optional<Boolean> store = fields.require("store", "true or false").flatMap(YamlValue::flag);
        boolean background = RequirementSection.flag(fields, "background");
        Duration ttl = fields.find("ttl")
                .flatMap(field -> KeptTime.read(field, TTL, ResponseStatePolicy.LONGEST_TTL))
                .orElse(ResponseStatePolicy.DEFAULT_TTL);
        if (background && !store.orElse(true)) {
            value.error("expected background only with store: true");
        }
        return store.map(allowed -> new ResponseStatePolicy(allowed, background, ttl.toSeconds()));
    }
}
