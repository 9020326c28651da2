package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.provider.compatible.CompatibleWire.Choice;
import dev.tollgate.provider.compatible.CompatibleWire.WireCall;
import dev.tollgate.provider.compatible.CompatibleWire.WireMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message together that a provider sends as several choices: GitHub Copilot sends the text in one and the calls in others
 * (ericc-ch/copilot-api#81, karthink/gptel#1336). Clients would see the text only, and run no tool.
 */
final class SplitMessage {
    private SplitMessage() {}

    /**
     * The choices of a whole reply, with one in place of those that are parts of one message.
     *
     * @param oneRequested whether the request wants one choice, so that others are parts of it whatever their index is
     */
    static List<Choice> joined(List<Choice> choices, boolean oneRequested) {
        return choices.size() > 1 && (oneRequested || haveOneIndex(choices)) && areParts(choices)
                ? List.of(join(choices))
                : choices;
    }

    private static boolean haveOneIndex(List<Choice> choices) {
        return choices.stream()
                        .map(choice -> Objects.requireNonNullElse(choice.index(), 0))
                        .distinct()
                        .count()
                == 1;
    }

    /** Two texts are two answers. */
    private static boolean areParts(List<Choice> choices) {
        return choices.stream().allMatch(choice -> choice.message() != null && choice.delta() == null)
                && choices.stream().filter(SplitMessage::hasText).count() <= 1
                && choices.stream().anyMatch(SplitMessage::hasCalls);
    }

    private static boolean hasText(Choice choice) {
        JsonNode content = choice.message() == null ? null : choice.message().content();
        return content != null && (content.isTextual() ? !content.textValue().isEmpty() : !content.isEmpty());
    }

    private static boolean hasCalls(Choice choice) {
        return choice.message() != null && !calls(choice.message()).isEmpty();
    }

    private static List<@Nullable WireCall> calls(WireMessage message) {
        List<@Nullable WireCall> calls = message.calls();
        return calls == null ? List.of() : calls;
    }

    private static Choice join(List<Choice> choices) {
        List<WireMessage> messages = choices.stream()
                .map(Choice::message)
                .flatMap(Stream::ofNullable)
                .toList();
        List<@Nullable WireCall> calls = new ArrayList<>();
        messages.forEach(message -> calls.addAll(calls(message)));
        WireMessage message = new WireMessage(
                first(messages, WireMessage::role),
                choices.stream()
                        .filter(SplitMessage::hasText)
                        .findFirst()
                        .map(Choice::message)
                        .map(WireMessage::content)
                        .orElse(null),
                first(messages, WireMessage::reasoningContent),
                first(messages, WireMessage::reasoning),
                first(messages, WireMessage::refusal),
                calls,
                null,
                all(messages, WireMessage::extra));
        return new Choice(
                0,
                null,
                message,
                first(choices.stream().filter(SplitMessage::hasCalls).toList(), Choice::finishReason),
                first(choices, Choice::logprobs),
                first(choices, Choice::usage),
                first(choices, Choice::error),
                all(choices, Choice::extra));
    }

    private static <T, V> @Nullable V first(List<T> parts, Function<T, @Nullable V> field) {
        return parts.stream().map(field).flatMap(Stream::ofNullable).findFirst().orElse(null);
    }

    private static <T> Map<String, JsonNode> all(List<T> parts, Function<T, Map<String, JsonNode>> extra) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        parts.forEach(part -> all.putAll(extra.apply(part)));
        return all;
    }
}
