package dev.tollgate.manifest;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.route.Alias;
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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a {@code tollgate.yaml} and checks every field of it. */
public final class ManifestReader {
    private static final Set<String> SECTIONS =
            Set.of("providers", "policies", "aliases", "budgets", "jwt_callers", "keys", "gateway");

    private final ManifestRules rules;

    public ManifestReader(ManifestRules rules) {
        this.rules = rules;
    }

    /**
     * The text of a file.
     *
     * @throws ManifestException if the file is unreadable
     */
    public static String text(Path file) {
        ManifestProblems problems = new ManifestProblems(file.toString());
        try {
            return Files.readString(file);
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
        PlanBuilder builder = serving(served, policies);
        read("keys." + id, fields, value -> new KeySection(rules, builder).read(id, value));
        return builder.plan().keys().getFirst();
    }

    /** Reads one alias in the same way. It takes the place of the alias of its name, if there is one. */
    public Alias alias(String name, String fields, RoutingTable served, Set<String> policies) {
        PlanBuilder builder = serving(served, policies);
        builder.mentionAlias(name);
        served.aliases().values().stream()
                .filter(other -> !other.name().equals(name))
                .forEach(builder::add);
        List<ManifestProblem> warnings = read("aliases." + name, fields, value -> {
            new AliasSection(builder).read(name, value);
            builder.cycle().ifPresent(cycle -> report(cycle, Map.of(cycle.getFirst(), value)));
        });
        return present(builder.plan().table().aliases().get(name), warnings);
    }

    /** Reads one provider in the same way, with the prices of its models. */
    public ManifestRules.BuiltIn provider(String name, String fields) {
        PlanBuilder builder = new PlanBuilder(catalogue());
        List<ManifestProblem> warnings =
                read("providers." + name, fields, value -> new ProviderSection(rules, builder).read(name, value));
        ManifestPlan plan = builder.plan();
        return new ManifestRules.BuiltIn(
                present(plan.table().providers().get(name), warnings),
                plan.pricing().costs().getOrDefault(name, Map.of()));
    }

    /** Reads one content policy in the same way. */
    public ContentPolicy policy(String name, String fields, RoutingTable served) {
        PlanBuilder builder = serving(served, Set.of());
        read("policies." + name, fields, value -> new PolicySection(builder).read(name, value));
        return builder.plan().policies().getFirst();
    }

    private PlanBuilder serving(RoutingTable served, Set<String> policies) {
        PlanBuilder builder = new PlanBuilder(catalogue());
        served.providers().values().forEach(provider -> builder.add(new ManifestRules.BuiltIn(provider, Map.of())));
        served.aliases().keySet().forEach(builder::mentionAlias);
        policies.forEach(builder::mentionPolicy);
        return builder;
    }

    /** Reads an entry without a file, and returns warnings. */
    private static List<ManifestProblem> read(String path, String fields, Consumer<YamlValue> section) {
        ManifestProblems problems = new ManifestProblems("");
        section.accept(new YamlValue(YamlText.parse(fields, problems), path, 0, problems));
        problems.throwIfAny();
        return problems.warnings();
    }

    /** What a file's entry would be left out for is an error of an entry of its own. */
    private static <T> T present(@Nullable T read, List<ManifestProblem> warnings) {
        if (read == null) {
            throw new ManifestException(warnings);
        }
        return read;
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
