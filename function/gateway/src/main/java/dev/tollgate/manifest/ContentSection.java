package dev.tollgate.manifest;

import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.ContentRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what an alias, a key or the gateway says about content: {@code policies}, {@code cache} and {@code log_prompts}. */
final class ContentSection {
    static final String POLICIES = "policies";
    private static final String CACHE = "cache";
    private static final String LOG_PROMPTS = "log_prompts";

    private ContentSection() {}

    /** The fields of an alias or a key: these and its others. */
    static Set<String> with(String... others) {
        return Stream.concat(Stream.of(POLICIES, CACHE, LOG_PROMPTS), Arrays.stream(others))
                .collect(Collectors.toUnmodifiableSet());
    }

    static ContentRules read(MappingFields fields, PlanBuilder builder) {
        Optional<CachePolicy> cache = fields.find(CACHE).flatMap(CacheSection::read);
        return new ContentRules(
                policies(fields, builder), cache.orElse(null), RequirementSection.flag(fields, LOG_PROMPTS));
    }

    /** The same for a key, which may also say what is stored. */
    static ContentRules ofKey(MappingFields fields, PlanBuilder builder) {
        ContentRules rules = read(fields, builder);
        return new ContentRules(
                rules.policies(),
                rules.cache(),
                rules.logPrompts(),
                ResponseStateSection.find(fields).orElse(null));
    }

    /** The names of content policies; each must be in the file. */
    static List<String> policies(MappingFields fields, PlanBuilder builder) {
        List<String> policies = new ArrayList<>();
        fields.find(POLICIES).map(YamlValue::elements).orElse(List.of()).forEach(element -> element.text(
                        "the name of a policy in this file", builder::isPolicy)
                .ifPresent(policies::add));
        return policies;
    }
}
