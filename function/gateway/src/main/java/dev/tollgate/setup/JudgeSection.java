package dev.tollgate.setup;

import dev.tollgate.route.Judge;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code judge}: who is asked for the tier where the signs leave it open. */
final class JudgeSection {
    private static final Set<String> FIELDS = Set.of("model", "timeout_ms", "between");
    private static final String MODEL = "an alias, or provider/model";
    private static final String BAND = "two scores from 0 to 1 in order, such as [0.1, 0.6]";
    /** Who waits longer for a judge than this has waited longer than for the answer. */
    private static final int MOST_MILLIS = 10_000;

    private final Draft draft;

    JudgeSection(Draft draft) {
        this.draft = draft;
    }

    Optional<Judge> read(Value value) {
        if (!value.isMapping()) {
            return value.text(MODEL, draft::serves)
                    .map(model -> new Judge(model, Judge.USUAL_TIMEOUT_MILLIS, Judge.USUAL_FROM, Judge.USUAL_TO));
        }
        Fields fields = Fields.of(value, FIELDS, Set.of());
        Optional<String> model = fields.require("model", MODEL).flatMap(field -> field.text(MODEL, draft::serves));
        Optional<Integer> timeout =
                fields.find("timeout_ms").map(JudgeSection::timeout).orElse(Optional.of(Judge.USUAL_TIMEOUT_MILLIS));
        Optional<List<BigDecimal>> band = fields.find("between")
                .map(JudgeSection::band)
                .orElse(Optional.of(List.of(Judge.USUAL_FROM, Judge.USUAL_TO)));
        return model.isPresent() && timeout.isPresent() && band.isPresent()
                ? Optional.of(new Judge(
                        model.get(),
                        timeout.get(),
                        band.get().getFirst(),
                        band.get().getLast()))
                : Optional.empty();
    }

    private static Optional<Integer> timeout(Value value) {
        Optional<Integer> millis = value.wholeNumber(MOST_MILLIS);
        if (millis.isPresent() && millis.get() == 0) {
            value.error("expected a time from 1 ms, got 0");
            return Optional.empty();
        }
        return millis;
    }

    private static Optional<List<BigDecimal>> band(Value value) {
        List<BigDecimal> scores = value.elements().stream()
                .flatMap(element -> element.amount("a score from 0 to 1").stream())
                .toList();
        boolean inOrder = scores.size() == 2
                && scores.getFirst().compareTo(scores.getLast()) <= 0
                && scores.getLast().compareTo(BigDecimal.ONE) <= 0;
        if (!inOrder) {
            value.error("expected " + BAND);
            return Optional.empty();
        }
        return Optional.of(scores);
    }
}
