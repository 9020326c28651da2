package dev.tollgate.route;

import dev.tollgate.openai.MaxPrice;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.ModelCapability;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.ModelFacts.Rate;
import dev.tollgate.route.TargetExclusion.Stage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which targets cannot serve one request, and why. For one request and one thread. */
final class TargetFilter {
    private final ModelFacts facts;
    private final ContextWindows windows;
    private final RoutingConstraints constraints;
    private long countedTokens = -1;

    TargetFilter(ModelFacts facts, RoutingConstraints constraints) {
        this.facts = facts;
        this.windows = new ContextWindows(facts);
        this.constraints = constraints;
    }

    /** Why this model is not eligible under these requirements; empty if it is. */
    Optional<TargetExclusion> exclusion(Provider provider, String model, Set<SourcedRequirements> requirements) {
        ModelName name = new ModelName(provider.name(), model);
        return unmet(provider, name, requirements)
                .or(() -> unwanted(provider, name))
                .or(() -> incapable(provider, name))
                .or(() -> tooLong(provider, name));
    }

    private Optional<TargetExclusion> unmet(Provider provider, ModelName name, Set<SourcedRequirements> requirements) {
        for (SourcedRequirements sourced : requirements) {
            Optional<String> why = unmet(provider, name, sourced.source(), sourced.requirements());
            if (why.isPresent()) {
                return Optional.of(new TargetExclusion(Stage.REQUIREMENT, "model", name, why.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> unmet(Provider provider, ModelName name, String source, RoutingRequirements requirements) {
        List<String> unmet = new ArrayList<>(provider.terms(name.model()).unmet(requirements));
        MaxPrice most = requirements.maxPrice();
        if (most != null) {
            tooExpensive(name, most).ifPresent(unmet::add);
        }
        if (requirements.priced() && !priced(name)) {
            unmet.add("priced, it has no price");
        }
        return unmet.isEmpty() ? Optional.empty() : Optional.of(source + " requires " + String.join(", ", unmet));
    }

    /** A model that has a price for prompts only counts as unpriced if the request generates text. */
    private boolean priced(ModelName name) {
        return facts.rate(name)
                .filter(rate -> rate.output() != null || !constraints.needs().generatesText())
                .isPresent();
    }

    private Optional<TargetExclusion> unwanted(Provider provider, ModelName name) {
        for (RoutePreference preference : constraints.preferences()) {
            PreferenceSource source = preference.source();
            Optional<String> why = preference.allows(name)
                    ? unmet(provider, name, source.words(), preference.require())
                    : Optional.of("not chosen by " + source.words());
            if (why.isPresent()) {
                return Optional.of(new TargetExclusion(Stage.PREFERENCE, source.param(), name, why.get()));
            }
        }
        return Optional.empty();
    }

    /** The price limit that the model exceeds; a model without a price may cost anything. */
    private Optional<String> tooExpensive(ModelName name, MaxPrice most) {
        Optional<Rate> rate = facts.rate(name);
        if (rate.isPresent() && most.allows(rate.get().input(), rate.get().output())) {
            return Optional.empty();
        }
        String price = rate.map(known -> "it costs " + shown(known.input(), known.output()))
                .orElse("it has no price");
        return Optional.of("max_price " + shown(most.input(), most.output()) + ", " + price);
    }

    private static String shown(@Nullable BigDecimal input, @Nullable BigDecimal output) {
        return shown(input) + "/" + shown(output);
    }

    private static String shown(@Nullable BigDecimal price) {
        return price == null ? "any" : price.toPlainString();
    }

    private Optional<TargetExclusion> incapable(Provider provider, ModelName name) {
        for (ModelCapability capability : ModelCapability.values()) {
            if (constraints.needs().capabilities().contains(capability)
                    && provider.traits(name.model()).lacks(capability)) {
                return Optional.of(new TargetExclusion(
                        Stage.CAPABILITY, capability.field(), name, "it does not take " + capability.description()));
            }
        }
        return Optional.empty();
    }

    /** What the prompt leaves of this model's context window; empty if that is unknown, or if nothing is left. */
    OptionalInt room(Provider provider, String model) {
        OptionalInt window = windows.of(provider, model);
        long room = window.isEmpty() ? 0 : window.getAsInt() - promptTokens();
        return room > 0 ? OptionalInt.of(Math.toIntExact(room)) : OptionalInt.empty();
    }

    private long promptTokens() {
        if (countedTokens < 0) {
            countedTokens = constraints.needs().promptTokens().getAsLong();
        }
        return countedTokens;
    }

    private Optional<TargetExclusion> tooLong(Provider provider, ModelName name) {
        OptionalInt window = windows.of(provider, name.model());
        if (window.isEmpty()) {
            return Optional.empty();
        }
        long promptTokens = promptTokens();
        long completionTokens = constraints.needs().completionTokens();
        if (promptTokens + completionTokens <= window.getAsInt()) {
            return Optional.empty();
        }
        String why = String.format(
                Locale.ROOT,
                "its context window is %,d tokens; this needs at least %,d: %,d for the prompt, %,d for the completion",
                window.getAsInt(),
                promptTokens + completionTokens,
                promptTokens,
                completionTokens);
        return Optional.of(
                new TargetExclusion(Stage.CONTEXT_WINDOW, constraints.needs().promptField(), name, why));
    }
}
