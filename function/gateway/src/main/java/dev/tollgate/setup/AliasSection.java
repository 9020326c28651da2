package dev.tollgate.setup;

import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code aliases}. */
final class AliasSection {
    private static final Set<String> FIELDS = Set.of("targets", "drop_unsupported");
    private static final Set<String> PLANNED_FIELDS =
            Set.of("strategy", "max_latency_ms", "schedule", "fallback", "tiers");
    private static final Set<String> TARGET_FIELDS = Set.of("model");
    private static final Set<String> PLANNED_TARGET_FIELDS = Set.of("weight");

    private final Draft draft;

    AliasSection(Draft draft) {
        this.draft = draft;
    }

    void read(String name, Value value) {
        draft.mentionAlias(name);
        Names.checkAlias(name, value);
        Fields fields = Fields.of(value, FIELDS, PLANNED_FIELDS);
        List<Alias.Goal> goals =
                fields.require("targets", "a list of models").map(this::targets).orElse(List.of());
        boolean dropUnsupported =
                fields.find("drop_unsupported").flatMap(Value::flag).orElse(false);
        if (goals.isEmpty()) {
            return;
        }
        Set<String> missing = new TreeSet<>();
        goals.stream()
                .map(goal -> goal.model().provider())
                .filter(draft::isLeftOut)
                .forEach(missing::add);
        if (missing.isEmpty()) {
            draft.add(new Alias(name, goals, dropUnsupported));
        } else {
            value.warning("left out, because it uses " + String.join(", ", missing));
        }
    }

    private List<Alias.Goal> targets(Value value) {
        if (value.isEmptyList()) {
            value.error("expected at least one target, got an empty list");
        }
        List<Alias.Goal> goals = new ArrayList<>();
        value.elements().forEach(element -> target(element).map(Alias.Goal::new).ifPresent(goals::add));
        return goals;
    }

    private Optional<ModelName> target(Value value) {
        Fields fields = Fields.of(value, TARGET_FIELDS, PLANNED_TARGET_FIELDS);
        return fields.require("model", "provider/model").flatMap(this::model);
    }

    private Optional<ModelName> model(Value value) {
        Optional<ModelName> name =
                value.text("provider/model", Names::isFullModel).map(ModelName::of);
        name.map(ModelName::provider)
                .filter(provider -> !draft.isKnown(provider))
                .ifPresent(
                        provider -> value.error("expected a model of a provider in this file or in the catalogue, got "
                                + Found.quoted(name.get().toString()) + "; providers in this file: "
                                + draft.providerNames()));
        return name;
    }
}
