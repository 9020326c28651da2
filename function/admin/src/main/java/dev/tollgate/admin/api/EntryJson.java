package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.ConfigSection;
import dev.tollgate.admin.FlatJson;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.store.ConfigDocument;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** Aliases, providers and policies as JSON. */
@Singleton
public final class EntryJson {
    private final AliasJson aliases;

    EntryJson(AliasJson aliases) {
        this.aliases = aliases;
    }

    /** Writes entries of a section; aliases with the health and the keys of this moment. */
    public Function<ConfigDocument, ObjectNode> now(ConfigSection section) {
        return switch (section) {
            case ALIAS -> aliases.now();
            case PROVIDER -> EntryJson::provider;
            case POLICY -> EntryJson::policy;
        };
    }

    private static ObjectNode policy(ConfigDocument policy) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", ConfigSection.POLICY.nameOf(policy));
        json.set("definition", ConfigSection.POLICY.definition(policy.json()));
        return json.put("version", policy.version());
    }

    private static ObjectNode provider(ConfigDocument provider) {
        ObjectNode definition = ConfigSection.PROVIDER.definition(provider.json());
        String name = ConfigSection.PROVIDER.nameOf(provider);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
        json.set("kind", definition.get("kind"));
        json.put("base_url", definition.path("base_url").textValue());
        if (definition.path("api_key").isTextual()) {
            json.set("api_key", definition.get("api_key"));
        } else if (FlatJson.object(provider.json()).path("api_key").isTextual()) {
            json.put("api_key", "set");
        }
        json.put("builtin", KnownProviders.named(name).isPresent());
        json.set("definition", definition);
        return json.put("version", provider.version());
    }
}
