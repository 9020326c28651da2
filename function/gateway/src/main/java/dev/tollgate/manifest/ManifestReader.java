package dev.tollgate.manifest;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.route.RoutingTable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a {@code tollgate.yaml} and checks every field of it. */
public final class ManifestReader {
    private static final Set<String> SECTIONS =
            Set.of("providers", "policies", "aliases", "budgets", "jwt_callers", "keys", "gateway");

    private final ManifestRules rules;

    public ManifestReader(ManifestRules rules) {
        this.rules = rules;
    }

    /**
     * Reads a file.
     *
     * @throws ManifestException if the file is unreadable, or with all its errors
     */
    public ParsedManifest read(Path file) {
        ManifestProblems problems = new ManifestProblems(file.toString());
        try {
            return check(Files.readString(file), problems);
        } catch (NoSuchFileException missing) {
            problems.error(0, "", "there is no such file");
        } catch (CharacterCodingException wrong) {
            problems.error(0, "", "not UTF-8 text");
        } catch (IOException failure) {
            problems.error(0, "", "cannot be read: " + failure.getMessage());
        }
        throw problems.exception();
    }

    /**
     * Reads a file's text.
     *
     * @param file the file's name for messages
     * @throws ManifestException with all errors in the text
     */
    public ParsedManifest read(String file, String text) {
        return check(text, new ManifestProblems(file));
    }

    /**
     * Reads one key in the format of a file's section {@code keys}.
     *
     * @param fields the mapping below the key's id, as YAML
     * @param served the aliases and providers that the key may name
     * @param policies the names of the content policies that it may name
     * @throws ManifestException with all errors in the fields
     */
    public ApiKey key(String id, String fields, RoutingTable served, Set<String> policies) {
        ManifestProblems problems = new ManifestProblems("");
        PlanBuilder builder = new PlanBuilder(catalogue());
        served.providers().keySet().forEach(builder::mention);
        served.aliases().keySet().forEach(builder::mentionAlias);
        policies.forEach(builder::mentionPolicy);
        new KeySection(rules, builder)
                .read(id, new YamlValue(YamlText.parse(fields, problems), "keys." + id, 0, problems));
        problems.throwIfAny();
        return builder.plan().keys().getFirst();
    }

    private ParsedManifest check(String text, ManifestProblems problems) {
        YamlValue root = new YamlValue(YamlText.parse(text, problems), "", 1, problems);
        PlanBuilder builder = new PlanBuilder(catalogue());
        rules.builtIn().forEach(builder::add);
        if (!root.isEmpty()) {
            // The order matters: aliases name providers and policies, and keys name all of them.
            MappingFields sections = MappingFields.of(root, SECTIONS, Set.of());
            sections.section("providers").forEach(new ProviderSection(rules, builder)::read);
            Map<String, YamlValue> policies = sections.section("policies");
            Map<String, YamlValue> aliases = sections.section("aliases");
            // All names come first, because aliases name each other, and policies name aliases.
            policies.keySet().forEach(builder::mentionPolicy);
            aliases.keySet().forEach(builder::mentionAlias);
            policies.forEach(new PolicySection(builder)::read);
            aliases.forEach(new AliasSection(builder)::read);
            builder.cycle().ifPresent(cycle -> report(cycle, aliases));
            sections.find("gateway")
                    .filter(section -> !section.isEmpty())
                    .ifPresent(section -> GatewaySection.read(section, builder));
            sections.section("budgets").forEach((tag, value) -> BudgetSection.read(tag, value, builder));
            sections.section("jwt_callers").forEach(new CallerSection(builder)::read);
            sections.section("keys").forEach(new KeySection(rules, builder)::read);
        }
        problems.throwIfAny();
        return new ParsedManifest(builder.plan(), problems.warnings(), isEmpty(root));
    }

    private static void report(List<String> cycle, Map<String, YamlValue> aliases) {
        Optional.ofNullable(aliases.get(cycle.getFirst()))
                .ifPresent(alias -> alias.error("expected no cycle, got " + String.join(" → ", cycle)));
    }

    private static boolean isEmpty(YamlValue root) {
        return root.isEmpty()
                || root.entries().values().stream()
                        .allMatch(section ->
                                section.isEmpty() || section.entries().isEmpty());
    }

    /** The providers of the catalogue that this build supports. Whether their keys exist is known at runtime only. */
    private Set<String> catalogue() {
        return KnownProviders.all().entrySet().stream()
                .filter(entry -> rules.kinds().contains(entry.getValue().kind()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
