package dev.tollgate.pipeline;

import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.UsageType;
import dev.tollgate.provider.ModelTraits;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a model is known to read and write: from its configuration, and from what its price counts. */
record ModelModalities(ModelTraits traits, Optional<Price> price) {
    private static final String TEXT = "text";
    private static final String IMAGE = "image";
    private static final String FILE = "file";
    private static final String AUDIO = "audio";
    private static final List<String> ORDER = List.of(TEXT, IMAGE, FILE, AUDIO);

    /** An empty set that keeps modalities in the order in which people list them. */
    static SortedSet<String> inOrder() {
        return new TreeSet<>(Comparator.comparingInt(ORDER::indexOf));
    }

    /** Empty if nothing is known about the model. */
    Set<String> inputs() {
        Set<String> inputs = inOrder();
        if (price.isPresent() || !traits.equals(ModelTraits.UNKNOWN)) {
            inputs.add(TEXT);
        }
        if (traits.vision() == null ? counts(UsageType.INPUT_IMAGE) : traits.vision()) {
            inputs.add(IMAGE);
        }
        if (Boolean.TRUE.equals(traits.files())) {
            inputs.add(FILE);
        }
        if (counts(UsageType.INPUT_AUDIO)) {
            inputs.add(AUDIO);
        }
        return inputs;
    }

    /** Empty for a model that writes nothing, such as one for embeddings, or of which nothing is known. */
    Set<String> outputs() {
        Set<String> outputs = inOrder();
        if (counts(UsageType.OUTPUT)) {
            outputs.add(TEXT);
        }
        if (counts(UsageType.OUTPUT_IMAGE)) {
            outputs.add(IMAGE);
        }
        if (counts(UsageType.OUTPUT_AUDIO)) {
            outputs.add(AUDIO);
        }
        return outputs;
    }

    private boolean counts(UsageType type) {
        return price.map(Price::rates)
                .map(PriceRates::byType)
                .filter(rates -> rates.containsKey(type))
                .isPresent();
    }
}
