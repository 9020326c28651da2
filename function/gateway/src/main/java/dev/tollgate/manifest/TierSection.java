package dev.tollgate.manifest;

import dev.tollgate.route.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code tiers}: the models for prompts of each complexity. */
final class TierSection {
    private static final Set<String> FIELDS = Set.of("from", "model");
    private static final String MODEL = "an alias, or provider/model";
    private static final String SCORE = "a score from 0 to 1, such as 0.5";

    /** The scores at which the two predefined tiers start. Run {@code make classify} to see the effect of a change. */
    private static final Map<String, BigDecimal> DEFAULT_SCORES =
            Map.of("simple", BigDecimal.ZERO, "complex", new BigDecimal("0.4"));

    private final PlanBuilder builder;

    TierSection(PlanBuilder builder) {
        this.builder = builder;
    }

    List<Tier> read(YamlValue value) {
        List<Tier> tiers = new ArrayList<>();
        Map<BigDecimal, String> taken = new HashMap<>();
        Map<String, YamlValue> entries = value.entries();
        if (value.isMapping() && entries.isEmpty()) {
            value.error("expected at least one tier, such as simple, got an empty mapping");
        }
        entries.forEach((name, element) -> tier(name, element).ifPresent(tier -> {
            String other = taken.putIfAbsent(tier.from().stripTrailingZeros(), name);
            if (other != null) {
                element.error("expected a score of its own, got that of " + other);
            }
            tiers.add(tier);
        }));
        tiers.sort(Comparator.comparing(Tier::from));
        if (!tiers.isEmpty() && tiers.getFirst().from().signum() != 0) {
            value.error("expected a tier from 0 on, such as simple, got the first from "
                    + tiers.getFirst().from());
        }
        return tiers;
    }

    private Optional<Tier> tier(String name, YamlValue value) {
        if (!value.isMapping()) {
            BigDecimal from = DEFAULT_SCORES.get(name);
            if (from == null) {
                value.error("expected { from: SCORE, model: NAME }; only simple and complex have a default score");
                return Optional.empty();
            }
            return value.text(MODEL, builder::serves).map(model -> new Tier(name, from, model));
        }
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        BigDecimal defaultScore = DEFAULT_SCORES.get(name);
        Optional<BigDecimal> from = fields.find("from").isEmpty() && defaultScore != null
                ? Optional.of(defaultScore)
                : fields.require("from", SCORE).flatMap(TierSection::score);
        Optional<String> model = fields.require("model", MODEL).flatMap(field -> field.text(MODEL, builder::serves));
        return from.flatMap(score -> model.map(target -> new Tier(name, score, target)));
    }

    private static Optional<BigDecimal> score(YamlValue value) {
        Optional<BigDecimal> score = value.amount(SCORE);
        if (score.isPresent() && score.get().compareTo(BigDecimal.ONE) > 0) {
            value.error("expected " + SCORE + ", got " + score.get());
            return Optional.empty();
        }
        return score;
    }
}
