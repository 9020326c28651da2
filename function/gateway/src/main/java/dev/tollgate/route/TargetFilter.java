package dev.tollgate.route;

import dev.tollgate.openai.MaxPrice;
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

/** Tells which targets one request may not be sent to, and why. For one request and one thread. */
final class TargetFilter {
    private final ModelFacts facts;
    private final ContextWindows windows;
    private final RoutingConstraints routingConstraints;
    private long promptTokens = -1;

    TargetFilter(ModelFacts facts, RoutingConstraints routingConstraints) {
        this.facts = facts;
        this.windows = new ContextWindows(facts);
        this.routingConstraints = routingConstraints;
    }

    /** Why this model must not be asked under these demands; empty where it may be. */
    Optional<TargetExclusion> targetExclusion(Provider provider, String model, Set<SourcedRequirements> requirements) {
        ModelName name = new ModelName(provider.name(), model);
        return unmet(provider, name, requirements)
                .or(() -> unwanted(name))
                .or(() -> incapable(provider, name))
                .or(() -> tooSmall(provider, name));
    }

    private Optional<TargetExclusion> unmet(Provider provider, ModelName name, Set<SourcedRequirements> requirements) {
        for (SourcedRequirements sourced : requirements) {
            List<String> unmet = new ArrayList<>(provider.terms(name.model()).unmet(sourced.requirements()));
            MaxPrice most = sourced.requirements().maxPrice();
            if (most != null) {
                tooDear(name, most).ifPresent(unmet::add);
            }
            if (sourced.requirements().priced() && !priced(name)) {
                unmet.add("priced, it has no price");
            }
            if (!unmet.isEmpty()) {
                String why = sourced.source() + " requires " + String.join(", ", unmet);
                return Optional.of(new TargetExclusion(Stage.DEMAND, "model", name, why));
            }
        }
        return Optional.empty();
    }

    /** What has a price of prompts only is as good as unpriced to who wants something written. */
    private boolean priced(ModelName name) {
        return facts.rate(name)
                .filter(rate ->
                        rate.output() != null || !routingConstraints.needs().writes())
                .isPresent();
    }

    private Optional<TargetExclusion> unwanted(ModelName name) {
        RoutePreference wish = routingConstraints.preference();
        Optional<String> why = wish.admits(name)
                ? wish.maxPrice().flatMap(most -> tooDear(name, most)).map(price -> "the header requires " + price)
                : Optional.of("not chosen by the header");
        return why.map(words -> new TargetExclusion(Stage.WISH, RoutePreference.HEADER, name, words));
    }

    /** The bound that it does not keep; what has no price may cost anything. */
    private Optional<String> tooDear(ModelName name, MaxPrice most) {
        Optional<Rate> rate = facts.rate(name);
        if (rate.isPresent() && most.allows(rate.get().input(), rate.get().output())) {
            return Optional.empty();
        }
        String price = rate.map(known -> "it costs " + shown(known.input(), known.output()))
                .orElse("it has no price");
        return Optional.of("max_price " + shown(most.input(), most.output()) + ", " + price);
    }

    private static String shown(BigDecimal input, BigDecimal output) {
        return shown(input) + "/" + shown(output);
    }

    private static String shown(BigDecimal price) {
        return price == null ? "any" : price.toPlainString();
    }

    private Optional<TargetExclusion> incapable(Provider provider, ModelName name) {
        for (ModelCapability capability : ModelCapability.values()) {
            if (routingConstraints.needs().capabilities().contains(capability)
                    && provider.traits(name.model()).lacks(capability)) {
                return Optional.of(new TargetExclusion(
                        Stage.CAPABILITY, capability.field(), name, "it does not take " + capability.words()));
            }
        }
        return Optional.empty();
    }

    private Optional<TargetExclusion> tooSmall(Provider provider, ModelName name) {
        OptionalInt window = windows.of(provider, name.model());
        if (window.isEmpty()) {
            return Optional.empty();
        }
        if (promptTokens < 0) {
            promptTokens = routingConstraints.needs().promptTokens().getAsLong();
        }
        long completionTokens = routingConstraints.needs().completionTokens();
        if (promptTokens + completionTokens <= window.getAsInt()) {
            return Optional.empty();
        }
        String why = String.format(
                Locale.ROOT,
                "its context window is %,d tokens, and this needs at least %,d: %,d for the prompt, %,d for the answer",
                window.getAsInt(),
                promptTokens + completionTokens,
                promptTokens,
                completionTokens);
        return Optional.of(
                new TargetExclusion(Stage.ROOM, routingConstraints.needs().promptField(), name, why));
    }
}
