package dev.tollgate.manifest;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.route.RoutingTable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a {@code tollgate.yaml} and checks every field of it. */
public final class ManifestReader {
    private static final Set<String> SECTIONS = Set.of("providers", "aliases", "budgets", "keys", "gateway");
    private static final Set<String> PLANNED_SECTIONS = Set.of("policies");

    private final ManifestRules rules;

    public ManifestReader(ManifestRules rules) {
        this.rules = rules;
    }

    /**
     * Reads a file.
     *
     * @throws ManifestException with everything that is wrong in it, or because it cannot be read
     */
    public ParsedManifest read(Path file) {
        ManifestProblems manifestProblems = new ManifestProblems(file.toString());
        try {
            return check(Files.readString(file), manifestProblems);
        } catch (NoSuchFileException missing) {
            manifestProblems.error(0, "", "there is no such file");
        } catch (CharacterCodingException wrong) {
            manifestProblems.error(0, "", "not UTF-8 text");
        } catch (IOException failure) {
            manifestProblems.error(0, "", "cannot be read: " + failure.getMessage());
        }
        throw manifestProblems.failure();
    }

    /**
     * Reads a file's text.
     *
     * @param file what to call it in messages
     * @throws ManifestException with everything that is wrong in it
     */
    public ParsedManifest read(String file, String text) {
        return check(text, new ManifestProblems(file));
    }

    /**
     * Reads one key, as it would stand in a file.
     *
     * @param fields the mapping below its id, as YAML
     * @param served the aliases and providers that it may name
     * @throws ManifestException with everything that is wrong in it
     */
    public ApiKey key(String id, String fields, RoutingTable served) {
        ManifestProblems manifestProblems = new ManifestProblems("");
        PlanBuilder planBuilder = new PlanBuilder(catalogue());
        served.providers().keySet().forEach(planBuilder::mention);
        served.aliases().keySet().forEach(planBuilder::mentionAlias);
        new KeySection(rules, planBuilder)
                .read(id, new YamlValue(YamlText.parse(fields, manifestProblems), "keys." + id, 0, manifestProblems));
        manifestProblems.throwIfAny();
        return planBuilder.plan().keys().getFirst();
    }

    private ParsedManifest check(String text, ManifestProblems manifestProblems) {
        YamlValue root = new YamlValue(YamlText.parse(text, manifestProblems), "", 1, manifestProblems);
        PlanBuilder planBuilder = new PlanBuilder(catalogue());
        rules.builtIn().forEach(planBuilder::add);
        if (!root.isEmpty()) {
            // In this order, because aliases name providers, and keys name both.
            MappingFields sections = MappingFields.of(root, SECTIONS, PLANNED_SECTIONS);
            sections.section("providers").forEach(new ProviderSection(rules, planBuilder)::read);
            Map<String, YamlValue> aliases = sections.section("aliases");
            // All names first, because aliases name each other.
            aliases.keySet().forEach(planBuilder::mentionAlias);
            aliases.forEach(new AliasSection(planBuilder)::read);
            planBuilder.circle().ifPresent(circle -> aliases.get(circle.getFirst())
                    .error("expected an end, got a circle: " + String.join(" → ", circle)));
            sections.find("gateway")
                    .filter(section -> !section.isEmpty())
                    .ifPresent(section -> GatewaySection.read(section, planBuilder));
            sections.section("budgets").forEach((tag, value) -> BudgetSection.read(tag, value, planBuilder));
            sections.section("keys").forEach(new KeySection(rules, planBuilder)::read);
        }
        manifestProblems.throwIfAny();
        return new ParsedManifest(planBuilder.plan(), manifestProblems.warnings(), isEmpty(root));
    }

    private static boolean isEmpty(YamlValue root) {
        return root.isEmpty()
                || root.entries().values().stream()
                        .allMatch(section ->
                                section.isEmpty() || section.entries().isEmpty());
    }

    /** Those that this build can ask; whether their keys are there is known where the gateway runs. */
    private Set<String> catalogue() {
        return KnownProviders.all().entrySet().stream()
                .filter(entry -> rules.kinds().contains(entry.getValue().kind()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
