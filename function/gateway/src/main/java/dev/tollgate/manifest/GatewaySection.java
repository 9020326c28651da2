package dev.tollgate.manifest;

import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.openai.RoutingRequirements;
import java.util.Set;

/** Reads the section {@code gateway}: the rules for every request. */
final class GatewaySection {
    private static final Set<String> FIELDS = Set.of(
            "require",
            "drop_unsupported",
            ContentSection.POLICIES,
            ResponseStateSection.NAME,
            TariffSection.MARKUPS,
            TariffSection.PRICES);

    private GatewaySection() {}

    static void read(YamlValue value, PlanBuilder builder) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        builder.set(new GatewayPolicy(
                fields.find("require").map(RequirementSection::read).orElse(RoutingRequirements.NONE),
                fields.find("drop_unsupported").flatMap(YamlValue::flag).orElse(null),
                ContentSection.policies(fields, builder),
                ResponseStateSection.find(fields).orElse(null)));
        builder.set(new TariffSection(builder).read(fields));
    }
}
