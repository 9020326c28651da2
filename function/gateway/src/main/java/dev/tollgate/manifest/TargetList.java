package dev.tollgate.manifest;

import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the list of targets of an alias, or of one of its schedule periods. */
final class TargetList {
    private static final Set<String> FIELDS = Set.of("model", "weight");
    private static final int MOST_WEIGHT = 1_000_000;

    private final PlanBuilder builder;

    TargetList(PlanBuilder builder) {
        this.builder = builder;
    }

    List<Alias.TargetSpec> read(YamlValue value) {
        if (value.isEmptyList()) {
            value.error("expected at least one target, got an empty list");
        }
        List<Alias.TargetSpec> specs = new ArrayList<>();
        value.elements().forEach(element -> spec(element).ifPresent(specs::add));
        if (!specs.isEmpty() && specs.stream().allMatch(spec -> spec.weight() != null && spec.weight() == 0)) {
            value.error("expected at least one weight above 0, got only zeros");
        }
        return specs;
    }

    private Optional<Alias.TargetSpec> spec(YamlValue value) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        Integer weight = fields.find("weight").flatMap(TargetList::weight).orElse(null);
        return fields.require("model", "provider/model")
                .flatMap(this::model)
                .map(model -> new Alias.TargetSpec(model, weight));
    }

    private static Optional<Integer> weight(YamlValue value) {
        return value.wholeNumber(MOST_WEIGHT);
    }

    private Optional<ModelName> model(YamlValue value) {
        Optional<ModelName> name =
                value.text("provider/model", NameRules::isFullModel).map(ModelName::of);
        name.map(ModelName::provider)
                .filter(provider -> !builder.isKnown(provider))
                .ifPresent(
                        provider -> value.error("expected a model of a provider in this file or in the catalogue, got "
                                + ValueDescription.quoted(name.get().toString()) + "; providers in this file: "
                                + builder.providerNames()));
        return name;
    }
}
