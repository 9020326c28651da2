package dev.tollgate.contract;

import static dev.tollgate.contract.OpenApiDocument.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.tollgate.golden.GoldenApi;
import dev.tollgate.golden.GoldenCase;
import dev.tollgate.golden.GoldenCases;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.CompletionRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.StreamOptions;
import dev.tollgate.openai.TextCompletion;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.openai.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/openapi.yaml} describes each field that the gateway knows by name. */
final class OpenApiFieldsTest {
    private static final Set<String> CONDITIONS = Set.of("if", "then", "not", "allOf", "anyOf");

    static Stream<Arguments> records() {
        return Stream.of(
                arguments(ChatRequest.class, "ChatRequest"),
                arguments(Message.class, "Message"),
                arguments(ContentPart.Text.class, "ContentPart"),
                arguments(ContentPart.Image.class, "ContentPart"),
                arguments(ContentPart.ImageUrl.class, "ImageUrl"),
                arguments(ContentPart.File.class, "ContentPart"),
                arguments(ContentPart.FileSource.class, "FileSource"),
                arguments(Tool.class, "Tool"),
                arguments(Tool.Function.class, "Tool/properties/function"),
                arguments(ToolCall.class, "ToolCall"),
                arguments(ToolCall.Function.class, "ToolCall/properties/function"),
                arguments(StreamOptions.class, "StreamOptions"),
                arguments(CompletionRequest.class, "CompletionRequest"),
                arguments(EmbeddingRequest.class, "EmbeddingRequest"),
                arguments(ChatCompletion.class, "ChatCompletion"),
                arguments(ChatCompletion.Choice.class, "Choice"),
                arguments(ChatCompletion.AssistantMessage.class, "Answer"),
                arguments(ChatChunk.class, "ChatCompletionChunk"),
                arguments(ChatChunk.Choice.class, "ChoiceDelta"),
                arguments(Delta.class, "Delta"),
                arguments(Usage.class, "Usage"),
                arguments(Usage.PromptDetails.class, "Usage/properties/prompt_tokens_details"),
                arguments(Usage.CompletionDetails.class, "Usage/properties/completion_tokens_details"),
                arguments(TextCompletion.class, "TextCompletion"),
                arguments(TextCompletion.Choice.class, "TextCompletion/properties/choices/items"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void eachFieldOfARecordIsThere(Class<?> type, String schema) {
        SerializationConfig config = JsonCodec.mapper().getSerializationConfig();
        assertThat(config.introspect(config.constructType(type)).findProperties())
                .isNotEmpty()
                .extracting(BeanPropertyDefinition::getName)
                .filteredOn(name -> !name.equals("extra"))
                .isSubsetOf(fields(schema));
    }

    @Test
    void soAreTheOptionsThatDialectsTranslate() {
        assertThat(fields("ChatRequest")).containsAll(ChatOptions.FIELDS);
    }

    /** Cases of unknown fields show what becomes of what nobody describes. */
    @ParameterizedTest
    @MethodSource("questions")
    void soIsWhatCallersAskInGoldenCases(GoldenCase golden) throws IOException {
        JsonNode request =
                JsonCodec.mapper().readTree(Files.readString(golden.folder().resolve("request.json")));
        assertThat(request.fieldNames()).toIterable().isSubsetOf(fields("ChatRequest"));
        request.path("messages")
                .forEach(
                        message -> assertThat(message.fieldNames()).toIterable().isSubsetOf(fields("Message")));
    }

    static Stream<GoldenCase> questions() {
        return GoldenCases.of(GoldenApi.CHAT).stream()
                .filter(golden -> !golden.name().startsWith("unknown-"));
    }

    @Test
    void eachFieldIsDescribedUnlessItHasOneValueOnly() {
        assertThat(described(at("/components/schemas")))
                .hasSizeGreaterThan(100)
                .allMatch(field -> field.getValue().has("description")
                        || field.getValue().has("$ref")
                        || field.getValue().has("const"));
    }

    /** The fields of this schema and those in it, without what is only said of them in some case. */
    private static Stream<Map.Entry<String, JsonNode>> described(JsonNode schema) {
        Stream<Map.Entry<String, JsonNode>> own = schema.path("properties").propertyStream();
        Stream<Map.Entry<String, JsonNode>> inner = schema.propertyStream()
                .filter(part -> !CONDITIONS.contains(part.getKey()))
                .flatMap(part -> described(part.getValue()));
        return Stream.concat(own, inner);
    }

    private static List<String> fields(String schema) {
        return at("/components/schemas/" + schema + "/properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
    }
}
