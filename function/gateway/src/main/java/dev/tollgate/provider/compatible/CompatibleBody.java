package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.ProviderQuirks;
import dev.tollgate.provider.UnsupportedFields;

/** Adapts a request's body to a provider's quirks. An instance serves one attempt. */
final class CompatibleBody {
    private static final String ROLE = "role";

    private final ProviderQuirks quirks;
    private final UnsupportedFields unsupported;

    CompatibleBody(ProviderQuirks quirks, UnsupportedFields unsupported) {
        this.quirks = quirks;
        this.unsupported = unsupported;
    }

    /** The same fields in the same order, except for those that the provider names differently or does not accept. */
    ObjectNode of(ObjectNode request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        request.properties().forEach(field -> copy(field.getKey(), field.getValue(), request, body));
        if (!quirks.developerRole()) {
            body.path("messages").forEach(CompatibleBody::withoutDeveloper);
        }
        return body;
    }

    private void copy(String field, JsonNode value, ObjectNode request, ObjectNode body) {
        String renamed = quirks.renamed().get(field);
        if (renamed != null) {
            rename(field, renamed, value, request, body);
        } else if (quirks.unsupported().contains(field)) {
            reportIfEffective(field, value);
        } else if (field.equals("stream_options") && !quirks.streamOptions()) {
            dropStreamOptions(field, value);
        } else {
            body.set(field, value);
        }
    }

    /** Where a request has both names, {@code max_completion_tokens} wins, as at OpenAI; of other pairs, the provider's own. */
    private static void rename(String field, String renamed, JsonNode value, ObjectNode request, ObjectNode body) {
        if (field.equals("max_completion_tokens") || !request.hasNonNull(renamed)) {
            body.set(renamed, value);
        }
    }

    private void reportIfEffective(String field, JsonNode value) {
        if (!isDefault(field, value)) {
            unsupported.report(field, field.equals("n") ? "returns one choice only" : "does not take it");
        }
    }

    /** The provider reports usage without this field. A caller who requests more than usage gets an error. */
    private void dropStreamOptions(String field, JsonNode streamOptions) {
        if (streamOptions.size() > 1) {
            unsupported.report(field, "takes none");
        }
    }

    /** False, null and an {@code n} of 1 are the defaults, so the gateway can drop them without an effect. */
    private static boolean isDefault(String field, JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (field.equals("n") && value.intValue() == 1);
    }

    private static void withoutDeveloper(JsonNode message) {
        if (message instanceof ObjectNode fields && fields.path(ROLE).asText().equals("developer")) {
            fields.put(ROLE, "system");
        }
    }
}
