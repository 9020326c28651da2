package dev.tollgate.setup;

import dev.tollgate.openai.Requirements;
import dev.tollgate.openai.Terms;
import java.util.Set;

/** Reads {@code gateway}: what holds for every request. */
final class GatewaySection {
    private static final Set<String> FIELDS = Set.of("require", TariffSection.MARKUPS, TariffSection.PRICES);

    private GatewaySection() {}

    static void read(Value value, Draft draft) {
        Fields fields = Fields.of(value, FIELDS, Set.of());
        draft.set(new Terms(fields.find("require").map(RequirementSection::read).orElse(Requirements.NONE)));
        draft.set(new TariffSection(draft).read(fields));
    }
}
