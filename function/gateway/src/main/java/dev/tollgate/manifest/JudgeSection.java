package dev.tollgate.manifest;

import dev.tollgate.route.JudgeConfig;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code judge}: the model that decides the tier if the signals leave it open. */
final class JudgeSection {
    private static final Set<String> FIELDS = Set.of("model", "timeout_ms", "between");
    private static final String MODEL = "an alias, or provider/model";
    private static final String BAND = "two scores from 0 to 1 in order, such as [0.1, 0.6]";
    /** A judge that takes longer than this takes longer than the response itself. */
    private static final int MOST_MILLIS = 10_000;

    private final PlanBuilder builder;

    JudgeSection(PlanBuilder builder) {
        this.builder = builder;
    }

    Optional<JudgeConfig> read(YamlValue value) {
        if (!value.isMapping()) {
            return value.text(MODEL, builder::serves)
                    .map(model -> new JudgeConfig(
                            model,
                            JudgeConfig.DEFAULT_TIMEOUT_MILLIS,
                            JudgeConfig.DEFAULT_FROM,
                            JudgeConfig.DEFAULT_TO));
        }
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        Optional<String> model = fields.require("model", MODEL).flatMap(field -> field.text(MODEL, builder::serves));
        Optional<Integer> timeout = fields.find("timeout_ms")
                .map(JudgeSection::timeout)
                .orElse(Optional.of(JudgeConfig.DEFAULT_TIMEOUT_MILLIS));
        Optional<List<BigDecimal>> band = fields.find("between")
                .map(JudgeSection::band)
                .orElse(Optional.of(List.of(JudgeConfig.DEFAULT_FROM, JudgeConfig.DEFAULT_TO)));
        return model.isPresent() && timeout.isPresent() && band.isPresent()
                ? Optional.of(new JudgeConfig(
                        model.get(),
                        timeout.get(),
                        band.get().getFirst(),
                        band.get().getLast()))
                : Optional.empty();
    }

    private static Optional<Integer> timeout(YamlValue value) {
        Optional<Integer> millis = value.wholeNumber(MOST_MILLIS);
        if (millis.isPresent() && millis.get() == 0) {
            value.error("expected a time from 1 ms, got 0");
            return Optional.empty();
        }
        return millis;
    }

    private static Optional<List<BigDecimal>> band(YamlValue value) {
        List<BigDecimal> scores = value.elements().stream()
                .flatMap(element -> element.amount("a score from 0 to 1").stream())
                .toList();
        boolean inOrder = scores.size() == 2
                && scores.getFirst().compareTo(scores.getLast()) <= 0
                && scores.getLast().compareTo(BigDecimal.ONE) <= 0;
        if (!inOrder) {
            value.error("expected " + BAND + ", got " + scores);
            return Optional.empty();
        }
        return Optional.of(scores);
    }
}
