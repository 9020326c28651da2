package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * What Google requires of contents (https://ai.google.dev/api/caching#Content, …/gemini-api/docs/function-calling,
 * …/gemini-api/docs/thought-signatures).
 */
final class GeminiContentRules {
    private static final String SKIP = "skip_thought_signature_validator";
    private static final Set<String> DATA = Set.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "toolCall",
            "toolResponse");
    private static final Set<String> ALONG_WITH_DATA =
            Set.of("thought", "thoughtSignature", "videoMetadata", "mediaResolution");

    private final JsonRules rules;
    private final boolean vertex;
    private final boolean signatures;

    /** Rules of the Gemini API or of Vertex AI, and of a model that requires signatures or of one that does not. */
    GeminiContentRules(JsonRules rules, boolean vertex, boolean signatures) {
        this.rules = rules;
        this.vertex = vertex;
        this.signatures = signatures;
    }

    void check(JsonNode body) {
        List<JsonNode> contents = JsonRules.list(body.path("contents"));
        rules.require(!contents.isEmpty(), "* GenerateContentRequest.contents: contents is not specified\n");
        for (int i = 0; i < contents.size(); i++) {
            JsonNode content = contents.get(i);
            rules.onlyFields(
                    content,
                    Set.of("role", "parts"),
                    "Invalid JSON payload received. Unknown name \"%s\" at 'contents[" + i + "]': Cannot find field.");
            rules.require(
                    Set.of("user", "model").contains(content.path("role").asText()),
                    "Please use a valid role: user, model.");
            checkParts(content, i);
            checkOrder(contents, i);
        }
        checkParts(body.path("systemInstruction"), -1);
        rules.require(
                !contents.getLast().path("role").asText().equals("model")
                        || parts(contents.getLast(), "functionCall").isEmpty(),
                "Please ensure that function response turn comes immediately after a function call turn.");
        checkSignatures(contents);
    }

    private void checkParts(JsonNode content, int index) {
        if (content.isMissingNode()) {
            return;
        }
        String path = "contents[" + index + "].parts";
        rules.require(
                !content.path("parts").isEmpty(),
                "* GenerateContentRequest." + path + ": contents.parts must not be empty.\n");
        for (JsonNode part : content.path("parts")) {
            long data = JsonRules.names(part).stream().filter(DATA::contains).count();
            rules.require(
                    data == 1,
                    "* GenerateContentRequest." + path
                            + "[0].data: required oneof field 'data' must have one initialized field");
            for (String field : JsonRules.names(part)) {
                rules.require(
                        DATA.contains(field) || ALONG_WITH_DATA.contains(field),
                        "Invalid JSON payload received. Unknown name \"" + field + "\" at '" + path
                                + "[0]': Cannot find field.");
            }
            // https://github.com/router-for-me/CLIProxyAPI/issues/1292, https://github.com/vercel/ai/issues/3775
            rules.require(
                    !part.has("text") || !part.path("text").asText().isEmpty(),
                    "Unable to submit request because it has an empty text parameter. Add a value to the parameter and"
                            + " try again.");
            checkFunctionPart(part, path);
            checkBytes(part.path("thoughtSignature"), path);
        }
    }

    private void checkFunctionPart(JsonNode part, String path) {
        for (String kind : List.of("functionCall", "functionResponse")) {
            String value = kind.equals("functionCall") ? "args" : "response";
            // https://github.com/vercel/ai/issues/15664: Vertex AI knows no ids.
            rules.onlyFields(
                    part.path(kind),
                    vertex ? Set.of("name", value) : Set.of("name", value, "id"),
                    "Invalid JSON payload received. Unknown name \"%s\" at '" + path + "[0]." + kind
                            + "': Cannot find field.");
            rules.require(
                    !part.has(kind) || !part.path(kind).path("name").asText().isEmpty(),
                    "* GenerateContentRequest." + path + "[0]." + kind + ".name: Name cannot be empty.\n");
            rules.require(
                    !part.has(kind) || part.path(kind).path(value).isObject(),
                    "Invalid value at '" + path + "[0]." + kind + "." + value
                            + "' (type.googleapis.com/google.protobuf.Struct)");
        }
    }

    /** The field holds bytes; the documented stand-in happens to be valid Base64 of the URL-safe alphabet. */
    private void checkBytes(JsonNode signature, String path) {
        if (signature.isMissingNode()) {
            return;
        }
        try {
            (signature.asText().indexOf('_') >= 0 ? Base64.getUrlDecoder() : Base64.getDecoder())
                    .decode(signature.asText());
        } catch (IllegalArgumentException notBase64) {
            rules.require(
                    false,
                    "Invalid value at '" + path + "[0].thought_signature' (TYPE_BYTES), Base64 decoding failed for \""
                            + signature.asText() + "\"");
        }
    }

    /** https://github.com/google-gemini/gemini-cli/issues/3814 and https://github.com/langchain-ai/langchain-google/issues/440. */
    private void checkOrder(List<JsonNode> contents, int index) {
        JsonNode content = contents.get(index);
        JsonNode before = index == 0 ? content.path("none") : contents.get(index - 1);
        int calls = parts(before, "functionCall").size();
        int responses = parts(content, "functionResponse").size();
        rules.require(
                responses == 0 || calls > 0,
                "Please ensure that function response turn comes immediately after a function call turn.");
        rules.require(
                responses == calls,
                "Please ensure that the number of function response parts is equal to the number of function call"
                        + " parts of the function call turn.");
        rules.require(
                parts(content, "functionCall").isEmpty()
                        || before.path("role").asText().equals("user"),
                "Please ensure that function call turn comes immediately after a user turn or after a function"
                        + " response turn.");
        List<String> called = names(before, "functionCall");
        rules.require(
                responses == 0 || called.equals(names(content, "functionResponse")),
                "Please ensure that function response turn comes immediately after a function call turn. And the"
                        + " number and names of function response parts should be equal to those of function call parts of"
                        + " the function call turn.");
    }

    /** The first call of each step since the user's last words needs its signature back. */
    private void checkSignatures(List<JsonNode> contents) {
        int turn = -1;
        for (int i = 0; i < contents.size(); i++) {
            boolean words = contents.get(i).path("role").asText().equals("user")
                    && parts(contents.get(i), "functionResponse").isEmpty();
            turn = words ? i : turn;
        }
        for (int i = 0; i < contents.size(); i++) {
            List<JsonNode> calls = parts(contents.get(i), "functionCall");
            for (int c = 0; c < calls.size(); c++) {
                JsonNode signature = calls.get(c).path("thoughtSignature");
                rules.require(
                        !(signatures && c == 0 && i > turn && signature.isMissingNode()),
                        "Function call is missing a thought_signature in functionCall parts. This is required for"
                                + " tools to work correctly, and missing thought_signature may lead to degraded model"
                                + " performance. Additional data, function call `default_api:"
                                + calls.get(c).path("functionCall").path("name").asText()
                                + "` , position 2.");
                rules.require(
                        signature.isMissingNode()
                                || signature.asText().equals(SKIP)
                                || signature
                                        .asText()
                                        .equals(GeminiWireReply.signature(
                                                calls.get(c).path("functionCall"))),
                        "Corrupted thought signature.");
            }
            for (JsonNode text : parts(contents.get(i), "text")) {
                rules.require(
                        !text.has("thoughtSignature")
                                || text.path("thoughtSignature")
                                        .asText()
                                        .equals(ThoughtSignature.of(
                                                "google", text.path("text").asText())),
                        "Corrupted thought signature.");
            }
        }
    }

    private static List<String> names(JsonNode content, String kind) {
        return parts(content, kind).stream()
                .map(part -> part.path(kind).path("name").asText())
                .toList();
    }

    /** The parts of this kind. */
    static List<JsonNode> parts(JsonNode content, String kind) {
        List<JsonNode> parts = new ArrayList<>();
        content.path("parts").forEach(part -> {
            if (part.has(kind)) {
                parts.add(part);
            }
        });
        return parts;
    }
}
