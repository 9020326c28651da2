package dev.tollgate.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.pipeline.ModelEntry;
import dev.tollgate.pipeline.ModelList;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/models} (https://platform.openai.com/docs/api-reference/models): what the key may request. */
@Path("/v1/models")
@Produces("application/json")
public class ModelsEndpoint {
    private final ModelList models;
    private final ApiFormats formats;

    ModelsEndpoint(ModelList models, ApiFormats formats) {
        this.models = models;
        this.formats = formats;
    }

    /** The aliases and models of this key. */
    @GET
    @RunOnVirtualThread
    public byte[] list(@Context RoutingContext http) {
        List<ModelEntry> entries = models.list(KeyHeaders.authorization(http)).toList();
        return formats.models(http)
                .map(format -> format.list(entries, http.request()))
                .orElseGet(() -> ServerSentEvents.json(new Models(
                        "list", entries.stream().map(Model::of).toList(), isCodex(http) ? List.of() : null)));
    }

    private static boolean isCodex(RoutingContext http) {
        return http.request().getParam("client_version") != null;
    }

    /** One of them; a model's name may hold slashes. */
    @GET
    @Path("/{id: .+}")
    @RunOnVirtualThread
    public byte[] one(@Context RoutingContext http, @PathParam("id") String id) {
        ModelEntry entry = models.one(KeyHeaders.authorization(http), id);
        return formats.models(http)
                .map(format -> format.one(entry))
                .orElseGet(() -> ServerSentEvents.json(Model.of(entry)));
    }

    /**
     * OpenAI's list object.
     *
     * @param models empty for Codex, which reads its own descriptions of models there and logs an error on each run if the field is
     *     missing (openai/codex#22205); null for all others
     */
    public record Models(
            String object,
            List<Model> data,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Model> models) {}

    /**
     * OpenAI's model object, and what else is known.
     *
     * @param created seconds since the epoch until its entry was changed last; 0 if it has none, because clients expect a number
     * @param contextWindow in tokens; not in OpenAI's schema; named as at Groq and others
     * @param prices in US dollars per million tokens, by the names of {@code tollgate.yaml}
     * @param strategy of an alias
     * @param targets of an alias: the models behind it that the key may request by name
     * @param fallbacks of an alias: the names that are tried after them
     * @param unpriced true if no price is known for it, or for one of the models behind the alias; else null
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Model(
            String id,
            String object,
            @JsonInclude(JsonInclude.Include.ALWAYS) long created,
            @JsonProperty("owned_by") String ownedBy,
            @JsonProperty("context_window") @Nullable Integer contextWindow,
            @Nullable Modalities modalities,
            Map<String, BigDecimal> prices,
            @Nullable String strategy,
            List<String> targets,
            List<Tier> tiers,
            List<String> fallbacks,
            @Nullable Boolean unpriced) {

        static Model of(ModelEntry entry) {
            Optional<ModelEntry.AliasEntry> alias = entry.alias();
            return new Model(
                    entry.name(),
                    "model",
                    entry.changedAt().map(Instant::getEpochSecond).orElse(0L),
                    entry.owner(),
                    entry.contextWindow().isPresent() ? entry.contextWindow().getAsInt() : null,
                    entry.inputs().isEmpty() ? null : new Modalities(entry.inputs(), entry.outputs()),
                    entry.charges().map(Model::plain).orElse(Map.of()),
                    alias.map(ModelEntry.AliasEntry::strategy).orElse(null),
                    alias.map(ModelEntry.AliasEntry::targets).orElse(List.of()),
                    alias.map(ModelEntry.AliasEntry::tiers).orElse(List.of()).stream()
                            .map(Tier::of)
                            .toList(),
                    alias.map(ModelEntry.AliasEntry::fallbacks).orElse(List.of()),
                    entry.unpriced() ? true : null);
        }

        /** Without zeros at the end, and without an exponent. */
        private static Map<String, BigDecimal> plain(PriceRates rates) {
            Map<String, BigDecimal> plain = new LinkedHashMap<>();
            rates.byName().forEach((name, rate) -> {
                BigDecimal stripped = rate.stripTrailingZeros();
                plain.put(name, stripped.scale() < 0 ? stripped.setScale(0) : stripped);
            });
            return plain;
        }
    }

    /**
     * What a model, or one of the models of an alias, is known to read and write.
     *
     * @param output empty for a model that returns embeddings
     */
    public record Modalities(Set<String> input, Set<String> output) {}

    /**
     * A tier of an alias.
     *
     * @param from the lowest score of its prompts
     * @param model what it leads to; null if the key may not request it by name
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tier(
            String name, BigDecimal from, @Nullable String model) {
        static Tier of(ModelEntry.TierEntry tier) {
            return new Tier(tier.name(), tier.from(), tier.model().orElse(null));
        }
    }
}
