package dev.tollgate.manifest;

import dev.tollgate.provider.InputQuirks;
import dev.tollgate.provider.MessageQuirks;
import dev.tollgate.provider.ProviderQuirks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a provider's {@code quirks}: how its API differs from OpenAI's. */
final class QuirkSection {
    private static final Set<String> FIELDS = Set.of(
            "renamed", "developer_role", "stream_options", "unsupported", "values", "messages", "responses", "batches");
    private static final Set<String> MESSAGE_FIELDS = Set.of(
            "history",
            "strict",
            "names",
            "parts",
            "document_urls",
            "text_parts",
            "null_content",
            "system_first",
            "alternating",
            "results_answered",
            "reasoning_required",
            "tool_call_ids",
            "tool_call_id_length",
            "prefix");
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");
    private static final String FIELD_NAME = "a field's name, such as max_tokens";
    private static final Predicate<String> IS_FIELD_NAME =
            Pattern.compile("[A-Za-z0-9_]{1,64}").asMatchPredicate();
    private static final String PATTERN = "a regular expression";
    private static final int LONGEST_ID = 40;
    private static final int SHORTEST_ID = 6;

    private QuirkSection() {}

    static ProviderQuirks read(YamlValue value) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        return new ProviderQuirks(
                mapping(fields, "renamed", QuirkSection::fieldName),
                flag(fields, "developer_role", true),
                flag(fields, "stream_options", true),
                fields.find("unsupported").map(QuirkSection::fieldNames).orElse(List.of()),
                mapping(fields, "values", QuirkSection::values),
                fields.find("messages").map(QuirkSection::messages).orElse(MessageQuirks.NONE),
                List.of(),
                fields.find("responses").flatMap(YamlValue::flag).orElse(null),
                fields.find("batches").flatMap(YamlValue::flag).orElse(null),
                false,
                InputQuirks.NONE);
    }

    private static MessageQuirks messages(YamlValue value) {
        MappingFields fields = MappingFields.of(value, MESSAGE_FIELDS, Set.of());
        return new MessageQuirks(
                fields.find("history").map(QuirkSection::fieldNames).orElse(null),
                flag(fields, "strict", false),
                fields.find("names").map(QuirkSection::roles).orElse(null),
                fields.find("parts").map(QuirkSection::fieldNames).orElse(null),
                flag(fields, "document_urls", false),
                flag(fields, "text_parts", true),
                flag(fields, "null_content", true),
                flag(fields, "system_first", false),
                flag(fields, "alternating", false),
                flag(fields, "results_answered", false),
                fields.find("reasoning_required")
                        .flatMap(field -> field.text(PATTERN, QuirkSection::isPattern))
                        .orElse(null),
                fields.find("tool_call_ids")
                        .flatMap(field -> field.text(PATTERN, QuirkSection::isPattern))
                        .orElse(null),
                fields.find("tool_call_id_length")
                        .flatMap(field -> field.wholeNumber(SHORTEST_ID, LONGEST_ID))
                        .orElse(null),
                fields.find("prefix").flatMap(QuirkSection::fieldName).orElse(null));
    }

    private static <T> Map<String, T> mapping(
            MappingFields fields, String name, Function<YamlValue, Optional<T>> reader) {
        Map<String, T> entries = new LinkedHashMap<>();
        fields.section(name).forEach((field, value) -> reader.apply(value).ifPresent(read -> entries.put(field, read)));
        return entries;
    }

    private static boolean flag(MappingFields fields, String name, boolean byDefault) {
        return fields.find(name).flatMap(YamlValue::flag).orElse(byDefault);
    }

    private static List<String> fieldNames(YamlValue value) {
        return elements(value, FIELD_NAME, IS_FIELD_NAME);
    }

    private static Optional<String> fieldName(YamlValue value) {
        return value.text(FIELD_NAME, IS_FIELD_NAME);
    }

    private static Optional<List<String>> values(YamlValue value) {
        List<String> values = elements(value, "text", text -> !text.isEmpty());
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private static List<String> roles(YamlValue value) {
        return elements(value, "one of the roles system, developer, user, assistant, tool", ROLES::contains);
    }

    private static List<String> elements(YamlValue value, String expected, Predicate<String> form) {
        List<String> elements = new ArrayList<>();
        value.elements().forEach(element -> element.text(expected, form).ifPresent(elements::add));
        return elements;
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return !text.isEmpty();
        } catch (PatternSyntaxException invalid) {
            return false;
        }
    }
}
