package dev.tollgate.setup;

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
public final class SetupReader {
    private static final Set<String> SECTIONS = Set.of("providers", "aliases", "budgets", "keys", "gateway");
    private static final Set<String> PLANNED_SECTIONS = Set.of("policies");

    private final Rules rules;

    public SetupReader(Rules rules) {
        this.rules = rules;
    }

    /**
     * Reads a file.
     *
     * @throws SetupFailure with everything that is wrong in it, or because it cannot be read
     */
    public Setup read(Path file) {
        Problems problems = new Problems(file.toString());
        try {
            return check(Files.readString(file), problems);
        } catch (NoSuchFileException missing) {
            problems.error(0, "", "there is no such file");
        } catch (CharacterCodingException wrong) {
            problems.error(0, "", "not UTF-8 text");
        } catch (IOException failure) {
            problems.error(0, "", "cannot be read: " + failure.getMessage());
        }
        throw problems.failure();
    }

    /**
     * Reads a file's text.
     *
     * @param file what to call it in messages
     * @throws SetupFailure with everything that is wrong in it
     */
    public Setup read(String file, String text) {
        return check(text, new Problems(file));
    }

    /**
     * Reads one key, as it would stand in a file.
     *
     * @param fields the mapping below its id, as YAML
     * @param served the aliases and providers that it may name
     * @throws SetupFailure with everything that is wrong in it
     */
    public ApiKey key(String id, String fields, RoutingTable served) {
        Problems problems = new Problems("");
        Draft draft = new Draft(catalogue());
        served.providers().keySet().forEach(draft::mention);
        served.aliases().keySet().forEach(draft::mentionAlias);
        new KeySection(rules, draft).read(id, new Value(YamlText.parse(fields, problems), "keys." + id, 0, problems));
        problems.throwIfAny();
        return draft.plan().keys().getFirst();
    }

    private Setup check(String text, Problems problems) {
        Value root = new Value(YamlText.parse(text, problems), "", 1, problems);
        Draft draft = new Draft(catalogue());
        rules.builtIn().forEach(draft::add);
        if (!root.isEmpty()) {
            // In this order, because aliases name providers, and keys name both.
            Fields sections = Fields.of(root, SECTIONS, PLANNED_SECTIONS);
            sections.section("providers").forEach(new ProviderSection(rules, draft)::read);
            Map<String, Value> aliases = sections.section("aliases");
            // All names first, because aliases name each other.
            aliases.keySet().forEach(draft::mentionAlias);
            aliases.forEach(new AliasSection(draft)::read);
            draft.circle().ifPresent(circle -> aliases.get(circle.getFirst())
                    .error("expected an end, got a circle: " + String.join(" → ", circle)));
            sections.find("gateway")
                    .filter(section -> !section.isEmpty())
                    .ifPresent(section -> GatewaySection.read(section, draft));
            sections.section("budgets").forEach((tag, value) -> BudgetSection.read(tag, value, draft));
            sections.section("keys").forEach(new KeySection(rules, draft)::read);
        }
        problems.throwIfAny();
        return new Setup(draft.plan(), problems.warnings(), isEmpty(root));
    }

    private static boolean isEmpty(Value root) {
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
