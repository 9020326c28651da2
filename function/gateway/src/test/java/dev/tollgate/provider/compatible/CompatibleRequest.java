package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.RequestDefaults;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ToolCallIds;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a provider gets, and what the gateway left out.
 *
 * @param body the JSON that the provider gets
 * @param dropped what the header names
 */
record CompatibleRequest(String body, List<String> dropped) {

    /** The body that a provider of the catalogue gets with the default policy. */
    static String sent(String provider, String model, String request) {
        return of(provider, model, request, DropPolicy.HINTS).body();
    }

    /** Takes the steps of an attempt. */
    static CompatibleRequest of(String provider, String model, String request, DropPolicy policy) {
        return of(adapter(provider), model, request, policy);
    }

    /** That of a provider of the catalogue. */
    static ChatAdapter adapter(String provider) {
        return new CompatibleKind()
                .adapter(new Provider(provider, "openai", URI.create("https://proxy/v1"), null, null));
    }

    static CompatibleRequest of(ChatAdapter adapter, String model, String json, DropPolicy policy) {
        ChatRequest request =
                ToolCallIds.in(RequestDefaults.withoutEmptyFields(parsed(json)), adapter.toolCallIds(model));
        UnsupportedFields unsupported =
                new UnsupportedFields(adapter.name(), policy, RequestDefaults.fieldsAtDefault(request));
        UpstreamRequest sent = adapter.encode(request, model, unsupported);
        return new CompatibleRequest(new String(sent.body(), StandardCharsets.UTF_8), unsupported.fields());
    }

    static ChatRequest parsed(String json) {
        try {
            return JsonCodec.mapper().readValue(json, ChatRequest.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    JsonNode json() {
        return tree(body);
    }

    static JsonNode tree(String json) {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
