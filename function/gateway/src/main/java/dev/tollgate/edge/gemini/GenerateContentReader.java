package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.StreamOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a request to generate content (https://ai.google.dev/api/generate-content#request-body) into a chat request. What a chat request
 * cannot say is only for providers that speak Gemini's API.
 */
final class GenerateContentReader {
    private static final Pattern JSON = Pattern.compile("json", Pattern.CASE_INSENSITIVE);
    private static final Set<String> OFF = Set.of("OFF", "BLOCK_NONE", "HARM_BLOCK_THRESHOLD_UNSPECIFIED");

    private GenerateContentReader() {}

    /**
     * The request for this model.
     *
     * @throws dev.tollgate.openai.GatewayException {@code MISSING_PARAMETER} or {@code INVALID_VALUE}, which name the field
     */
    static GenerateContentRequest read(ObjectNode body, String model, boolean streamed) {
        UntranslatedFields untranslated = new UntranslatedFields();
        SentObject request = new SentObject("", body, untranslated);
        // Google's SDKs may repeat the model of the path.
        request.get("model");
        GenerationConfigReader config = GenerationConfigReader.of(request);
        ContentsReader contents = new ContentsReader(config.imageDetail(), untranslated);
        systemInstruction(request, contents);
        if (config.wantsJson() && !mentionsJson(body)) {
            contents.addSystem("Answer with JSON.");
        }
        RequestRules.present("contents", request.has("contents"));
        request.objects("contents").forEach(contents::add);
        RequestRules.present("contents", contents.hasTurns());
        ToolsReader tools = ToolsReader.of(request, untranslated);
        safetySettings(request, untranslated);
        request.get("labels").ifPresent(_ -> untranslated.addDispensable("labels"));
        request.reportOthers();
        Map<String, JsonNode> extra = new LinkedHashMap<>(config.extra());
        extra.putAll(tools.extra());
        ChatRequest chat = new ChatRequest(
                model,
                contents.messages(),
                streamed ? Boolean.TRUE : null,
                streamed ? new StreamOptions(true, Map.of()) : null,
                null,
                config.maxOutputTokens(),
                config.candidateCount(),
                config.temperature(),
                config.topP(),
                tools.tools().isEmpty() ? null : tools.tools(),
                null,
                extra);
        return new GenerateContentRequest(
                chat,
                new NativeRequest(NativeRequest.GEMINI, body, untranslated.list()),
                contents.names(),
                config.thoughtsIncluded());
    }

    /** OpenAI refuses a request for JSON without a schema whose messages do not have the word. Gemini needs no such hint. */
    private static boolean mentionsJson(ObjectNode body) {
        return Stream.of("contents", "systemInstruction", "system_instruction")
                .map(body::path)
                .flatMap(field -> field.isTextual() ? Stream.of(field) : field.findValues("text").stream())
                .anyMatch(text ->
                        text.isTextual() && JSON.matcher(text.textValue()).find());
    }

    /** Others have no such filters: to turn them off asks for nothing. */
    private static void safetySettings(SentObject request, UntranslatedFields untranslated) {
        List<SentObject> settings = request.objects("safetySettings");
        boolean off = settings.stream().allMatch(setting -> {
            String threshold = setting.text("threshold");
            return threshold == null || OFF.contains(threshold);
        });
        if (!off) {
            untranslated.add("safetySettings", "has no filters with such thresholds");
        } else if (!settings.isEmpty()) {
            untranslated.addDispensable("safetySettings");
        }
    }

    /** Google's SDKs also send a string, where the API has content. */
    private static void systemInstruction(SentObject request, ContentsReader contents) {
        request.get("systemInstruction").ifPresent(instruction -> {
            if (instruction.isTextual()) {
                contents.addSystem(instruction.textValue());
            } else {
                request.object("systemInstruction").ifPresent(contents::addSystem);
            }
        });
    }
}
