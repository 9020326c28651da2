package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tollgate.provider.CatalogEntry;
import dev.tollgate.provider.KnownProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code tollgate.schema.json} says beyond single files, for which every test that reads one is a case. */
final class ManifestSchemaTest {
    private static final Path ROOT = Path.of(System.getProperty("dev.tollgate.root"));
    private static final Pattern READER = Pattern.compile("ManifestReader\\b(?:\\(|::)");
    private static final String KNOWN_HERE = "unknown field; known here: ";

    /** Where a field that nobody knows is written, and the part of the schema that lists the known ones. */
    private static final Map<String, String> UNKNOWN_FIELDS = new TreeMap<>(Map.ofEntries(
            Map.entry("", "x: 1"),
            Map.entry("/definitions/providerFields", "providers: { p: { x: 1 } }"),
            Map.entry("/definitions/model", "providers: { p: { models: { m: { x: 1 } } } }"),
            Map.entry("/definitions/price", "providers: { p: { prices: { m: { x: 1 } } } }"),
            Map.entry("/definitions/priceCase", "providers: { p: { prices: { m: { cases: [ { x: 1 } ] } } } }"),
            Map.entry("/definitions/hours", "providers: { p: { prices: { m: { cases: [ { hours: { x: 1 } } ] } } } }"),
            Map.entry("/definitions/quirks", "providers: { p: { kind: openai, quirks: { x: 1 } } }"),
            Map.entry(
                    "/definitions/messageQuirks", "providers: { p: { kind: openai, quirks: { messages: { x: 1 } } } }"),
            Map.entry("/definitions/alias", "aliases: { a: { x: 1 } }"),
            Map.entry("/definitions/target", "aliases: { a: { targets: [ { x: 1 } ] } }"),
            Map.entry("/definitions/period", "aliases: { a: { schedule: [ { x: 1 } ] } }"),
            Map.entry("/definitions/endUserBudget", "keys: { k: { end_user_budget: { x: 1 } } }"),
            Map.entry(
                    "/definitions/failover",
                    "aliases: { a: { targets: [ { model: openai/m } ], failover: { x: 1 } } }"),
            Map.entry("/definitions/tier", "aliases: { a: { tiers: { t: { x: 1 } } } }"),
            Map.entry("/definitions/knownTier/anyOf/1", "aliases: { a: { tiers: { simple: { x: 1 } } } }"),
            Map.entry("/definitions/judge/anyOf/1", "aliases: { a: { judge: { x: 1 } } }"),
            Map.entry("/definitions/responses", "keys: { k: { responses: { x: 1 } } }"),
            Map.entry("/definitions/requirements", "gateway: { require: { x: 1 } }"),
            Map.entry(
                    "/definitions/requirements/properties/max_price/anyOf/1",
                    "gateway: { require: { max_price: { x: 1 } } }"),
            Map.entry("/definitions/gateway", "gateway: { x: 1 }"),
            Map.entry("/definitions/gateway/properties/markup_percent", "gateway: { markup_percent: { x: 1 } }"),
            Map.entry("/definitions/gateway/properties/prices", "gateway: { prices: { x: 1 } }"),
            Map.entry("/definitions/budget", "budgets: { t=v: { x: 1 } }"),
            Map.entry("/definitions/policy", "policies: { p: { x: 1, prompts: { email: mask } } }"),
            Map.entry("/definitions/ownDetector", "policies: { p: { detectors: { d: { x: 1 } } } }"),
            Map.entry("/definitions/modelScan", "policies: { p: { scan: [ { model: openai/m, rule: r, x: 1 } ] } }"),
            Map.entry("/definitions/moderationScan", "policies: { p: { scan: [ { moderation: openai, x: 1 } ] } }"),
            Map.entry(
                    "/definitions/guardrailScan",
                    "policies: { p: { scan: [ { guardrail: bedrock, id: g, version: '1', x: 1 } ] } }"),
            Map.entry("/definitions/cache", "keys: { k: { cache: { x: 1 } } }"),
            Map.entry("/definitions/key", "keys: { k: { x: 1 } }"),
            Map.entry("/definitions/jwtCaller", "jwt_callers: { t: { x: 1 } }"),
            Map.entry("/definitions/keyLimits", "keys: { k: { limits: { x: 1 } } }"),
            Map.entry("/definitions/modelLimits", "keys: { k: { limits: { models: { openai/m: { x: 1 } } } } }")));

    @Test
    void itIsASchemaOfDraft7() {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(SchemaLocation.of(
                                ManifestSchema.DOCUMENT.path("$schema").textValue()))
                        .validate(ManifestSchema.DOCUMENT))
                .isEmpty();
    }

    @Test
    void everyFieldIsDescribed() {
        assertThat(ManifestSchema.DOCUMENT.findParents("properties"))
                .filteredOn(node -> node.has("type"))
                .flatMap(node -> node.path("properties").properties())
                .allSatisfy(field -> assertThat(description(field.getValue()))
                        .as(field.getKey())
                        .endsWith("."));
    }

    private static String description(JsonNode field) {
        JsonNode own = field.path("description");
        return own.isMissingNode()
                ? description(
                        ManifestSchema.DOCUMENT.at(field.path("$ref").asText().substring(1)))
                : own.textValue();
    }

    /** Draft 7 ignores whatever else is there. */
    @Test
    void aReferenceHasADescriptionAndNothingElse() {
        assertThat(ManifestSchema.DOCUMENT.findParents("$ref"))
                .allSatisfy(reference ->
                        assertThat(reference.fieldNames()).toIterable().isSubsetOf("description", "$ref"));
    }

    static Stream<String> closedObjects() {
        return closedObjects(JsonPointer.empty(), ManifestSchema.DOCUMENT).map(JsonPointer::toString);
    }

    private static Stream<JsonPointer> closedObjects(JsonPointer pointer, JsonNode node) {
        Stream<JsonPointer> own = node.path("additionalProperties").isBoolean() ? Stream.of(pointer) : Stream.of();
        Stream<JsonPointer> inObject = node.propertyStream()
                .flatMap(field -> closedObjects(pointer.appendProperty(field.getKey()), field.getValue()));
        Stream<JsonPointer> inArray = Stream.iterate(0, index -> index < node.size(), index -> index + 1)
                .filter(node::has)
                .flatMap(index -> closedObjects(pointer.appendIndex(index), node.get(index)));
        return Stream.of(own, inObject, inArray).flatMap(found -> found);
    }

    @ParameterizedTest
    @MethodSource("closedObjects")
    void itKnowsTheFieldsThatTheReaderKnows(String pointer) {
        assertThat(UNKNOWN_FIELDS).containsKey(pointer);
        String known = CheckedReader.problems(UNKNOWN_FIELDS.get(pointer), List.of()).stream()
                .map(ManifestProblem::message)
                .filter(message -> message.startsWith(KNOWN_HERE))
                .findFirst()
                .orElseThrow();
        JsonNode fields = ManifestSchema.DOCUMENT.at(pointer).path("properties");
        assertThat(KNOWN_HERE + names(fields)).isEqualTo(known);
    }

    private static String names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).sorted().collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @EnumSource
    void aGapIsWhatOnlyTheReaderSees(SchemaGap gap) {
        List<ManifestProblem> problems = CheckedReader.problems(gap.example(), List.of());
        assertThat(problems).hasSize(1).allMatch(gap::covers);
        SchemaAgreement.verify(gap.example(), problems);
    }

    /** Those with OpenAI's API need no address: the gateway knows it. */
    @Test
    void itKnowsTheCatalogue() {
        assertThat(ManifestSchema.DOCUMENT
                        .at("/properties/providers/properties")
                        .propertyStream())
                .extracting(entry ->
                        entry.getKey() + " " + entry.getValue().path("$ref").textValue())
                .containsExactlyElementsOf(KnownProviders.all().entrySet().stream()
                        .map(entry -> entry.getKey() + " #/definitions/" + definition(entry.getValue()))
                        .toList());
    }

    private static String definition(CatalogEntry entry) {
        return entry.kind().equals("openai") ? "catalogueProvider" : "provider";
    }

    @Test
    void everyTestThatReadsAFileProvesThatTheSchemaAgrees() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("function/gateway/src/test/java"))) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("CheckedReader.java")))
                    .allSatisfy(file -> assertThat(file).content().doesNotContainPattern(READER));
        }
    }
}
