package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.ProviderQuirks;
import dev.tollgate.provider.UnsupportedFields;

/** A request's body as a provider with quirks takes it; for one attempt. */
final class CompatibleBody {
    private static final String ROLE = "role";

    private final ProviderQuirks quirks;
    private final UnsupportedFields unsupported;

    CompatibleBody(ProviderQuirks quirks, UnsupportedFields unsupported) {
        this.quirks = quirks;
        this.unsupported = unsupported;
    }

    /** The same fields in the same order, but for those that the provider calls otherwise or does not take. */
    ObjectNode of(ObjectNode request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        request.properties().forEach(field -> take(field.getKey(), field.getValue(), request, body));
        if (!quirks.developerRole()) {
            body.path("messages").forEach(CompatibleBody::withoutDeveloper);
        }
        return body;
    }

    private void take(String field, JsonNode value, ObjectNode request, ObjectNode body) {
        String renamed = quirks.renamed().get(field);
        if (renamed != null) {
            rename(field, renamed, value, request, body);
        } else if (quirks.unsupported().contains(field)) {
            refuse(field, value);
        } else if (field.equals("stream_options") && !quirks.streamOptions()) {
            leaveOut(field, value);
        } else {
            body.set(field, value);
        }
    }

    /** Where both names are there, max_completion_tokens wins, as at OpenAI; of other pairs, the provider's own. */
    private static void rename(String field, String renamed, JsonNode value, ObjectNode request, ObjectNode body) {
        if (field.equals("max_completion_tokens") || !request.hasNonNull(renamed)) {
            body.set(renamed, value);
        }
    }

    private void refuse(String field, JsonNode value) {
        if (!asksForNothing(field, value)) {
            unsupported.report(field, field.equals("n") ? "gives one answer only" : "does not take it");
        }
    }

    /** Usage comes unasked; whoever asks for more is told that it is not to be had. */
    private void leaveOut(String field, JsonNode streamOptions) {
        if (streamOptions.size() > 1) {
            unsupported.report(field, "takes none");
        }
    }

    /** False, null and an n of 1 say what holds without them, so that leaving them out changes nothing. */
    private static boolean asksForNothing(String field, JsonNode value) {
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
