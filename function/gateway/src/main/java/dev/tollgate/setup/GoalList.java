package dev.tollgate.setup;

import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a list of targets, of an alias or of one of its periods. */
final class GoalList {
    private static final Set<String> FIELDS = Set.of("model", "weight");
    private static final int MOST_WEIGHT = 1_000_000;

    private final Draft draft;

    GoalList(Draft draft) {
        this.draft = draft;
    }

    List<Alias.Goal> read(Value value) {
        if (value.isEmptyList()) {
            value.error("expected at least one target, got an empty list");
        }
        List<Alias.Goal> goals = new ArrayList<>();
        value.elements().forEach(element -> goal(element).ifPresent(goals::add));
        if (!goals.isEmpty() && goals.stream().allMatch(goal -> goal.weight() != null && goal.weight() == 0)) {
            value.error("expected at least one weight above 0, got only zeros");
        }
        return goals;
    }

    private Optional<Alias.Goal> goal(Value value) {
        Fields fields = Fields.of(value, FIELDS, Set.of());
        Integer weight = fields.find("weight").flatMap(GoalList::weight).orElse(null);
        return fields.require("model", "provider/model")
                .flatMap(this::model)
                .map(model -> new Alias.Goal(model, weight));
    }

    private static Optional<Integer> weight(Value value) {
        return value.wholeNumber(MOST_WEIGHT);
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
