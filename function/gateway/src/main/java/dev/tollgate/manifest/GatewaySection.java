package dev.tollgate.manifest;

import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.openai.Requirements;
import java.util.Set;

/** Reads {@code gateway}: what holds for every request. */
final class GatewaySection {
    private static final Set<String> FIELDS = Set.of("require", TariffSection.MARKUPS, TariffSection.PRICES);

    private GatewaySection() {}

    static void read(YamlValue value, PlanBuilder planBuilder) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        planBuilder.set(new GatewayPolicy(
                fields.find("require").map(RequirementSection::read).orElse(Requirements.NONE)));
        planBuilder.set(new TariffSection(planBuilder).read(fields));
    }
}
