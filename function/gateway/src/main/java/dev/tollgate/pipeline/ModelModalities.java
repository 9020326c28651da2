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
import java.util.regex.Pattern;

/**
 * What a model is known to read and write: from its configuration, from what its price counts, and from its name.
 *
 * @param model the provider's own name for it
 */
record ModelModalities(String model, ModelTraits traits, Optional<Price> price) {
    private static final String TEXT = "text";
    private static final String IMAGE = "image";
    private static final String FILE = "file";
    private static final String AUDIO = "audio";
    private static final List<String> ORDER = List.of(TEXT, IMAGE, FILE, AUDIO);

    /**
     * Models that read images at the price of text (https://platform.openai.com/docs/models,
     * https://platform.claude.com/docs/en/about-claude/models/overview, https://ai.google.dev/gemini-api/docs/models,
     * https://docs.mistral.ai/capabilities/vision, https://docs.x.ai/docs/models,
     * https://docs.aws.amazon.com/nova/latest/userguide/what-is-nova.html). Names begin here or after a slash or dot.
     */
    private static final Pattern SEES = Pattern.compile(
            "(?:^|[/.])(?:(chat)?gpt-(4o|4\\.[15]|4-turbo|5|6)(?!.*(audio|realtime|transcribe|tts|search))|o1(?!-(mini|preview))"
                    + "|o3(?!-mini)|o4-mini|claude-(3|opus|sonnet|haiku|fable)(?!-5-haiku)"
                    + "|gemini-(1\\.5|2|3|flash|pro)(?!.*(tts|embedding))|pixtral|mistral-(medium|small)-(3\\.|25|latest)"
                    + "|grok-(2-vision|4)|nova-(lite|pro|premier|2)|llama-?(3[-.]2-(11|90)b|4))",
            Pattern.CASE_INSENSITIVE);

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
        if (traits.vision() == null ? seesImages() : traits.vision()) {
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

    private boolean seesImages() {
        return counts(UsageType.INPUT_IMAGE)
                || (counts(UsageType.OUTPUT) && SEES.matcher(model).find());
    }

    private boolean counts(UsageType type) {
        return price.map(Price::rates)
                .map(PriceRates::byType)
                .filter(rates -> rates.containsKey(type))
                .isPresent();
    }
}
