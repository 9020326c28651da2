package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/**
 * Requests as clients send them after any number of turns with any provider: blank texts, missing and foreign results, thinking
 * with and without a signature, and options of all kinds. Each has words of the user at the end or before.
 */
final class RandomRequest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String[] TEXTS = {"Hello", " ", "", "What is the weather? ", "\n"};
    private static final String[] IDS = {"call_1", "call.1", "call:1", "toolu_1", "x".repeat(70), "call_1"};
    private static final String[] EFFORTS = {"none", "minimal", "low", "high", "max"};
    private static final String PDF = "data:application/pdf;base64,JVBERi0xLjQK";
    private static final String JPEG = "data:image/jpg;base64,/9j/4AAQSkZJRgABAQEAYABgAAD/2Q==";

    private final Random random;

    private RandomRequest(Random random) {
        this.random = random;
    }

    static JsonNode of(Random random) {
        return new RandomRequest(random).request();
    }

    private ObjectNode request() {
        ObjectNode request = NODES.objectNode().put("model", "m");
        ArrayNode messages = request.putArray("messages");
        messages.addObject().put("role", chance(3) ? "system" : "user").put("content", "Be brief.");
        for (int i = random.nextInt(8); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> user(messages.addObject().put("role", "user"));
                case 1, 2 -> assistant(messages.addObject().put("role", "assistant"));
                default -> result(messages.addObject().put("role", "tool"));
            }
        }
        options(request);
        return request;
    }

    private void user(ObjectNode message) {
        if (chance(2)) {
            message.put("content", pick(TEXTS));
            return;
        }
        ArrayNode parts = message.putArray("content");
        parts.addObject()
                .put("type", "file")
                .putObject("file")
                .put("filename", "a b.pdf")
                .put("file_data", PDF);
        if (chance(2)) {
            parts.addObject()
                    .put("type", "image_url")
                    .putObject("image_url")
                    .put("url", JPEG)
                    .put("detail", "high");
        }
        if (chance(2)) {
            parts.addObject().put("type", "text").put("text", pick(TEXTS)).putObject("extra_content");
        }
    }

    private void assistant(ObjectNode message) {
        message.put("content", chance(3) ? null : pick(TEXTS)).putNull("refusal");
        if (chance(3)) {
            message.put("reasoning_content", "Hm.")
                    .putArray("reasoning_details")
                    .addObject();
        }
        if (chance(2)) {
            thinking(message.putArray("thinking_blocks"));
        }
        if (chance(3)) {
            message.putArray("content_parts")
                    .addObject()
                    .put("type", "reference")
                    .put("id", 1);
        }
        for (int i = chance(3) ? 0 : random.nextInt(3); i > 0; i--) {
            call(message.withArrayProperty("tool_calls").addObject());
        }
    }

    private void thinking(ArrayNode blocks) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            ObjectNode block = blocks.addObject().put("type", "thinking").put("thinking", "Hm " + i);
            if (!chance(3)) {
                block.put("signature", ThoughtSignature.of("anthropic", "Hm " + i));
            }
            if (chance(2)) {
                block.putObject("position")
                        .put("index", i)
                        .put("text", random.nextInt(4))
                        .put("calls", random.nextInt(2));
            }
        }
    }

    private void call(ObjectNode call) {
        call.put("id", pick(IDS)).put("type", "function");
        call.putObject("function")
                .put("name", chance(4) ? "default_api:f" : "f")
                .put("arguments", chance(2) ? "{}" : "");
        if (chance(3)) {
            call.putObject("extra_content").putObject("google").put("thought_signature", "x");
        }
    }

    private void result(ObjectNode message) {
        message.put("tool_call_id", pick(IDS)).put("content", pick(TEXTS)).put("name", "f");
        if (chance(3)) {
            message.put("is_error", true);
        }
    }

    private void options(ObjectNode request) {
        if (chance(2)) {
            request.put("reasoning_effort", pick(EFFORTS));
        }
        if (chance(2)) {
            request.put("temperature", random.nextInt(3) / 2.0).put("top_p", 0.5);
        }
        if (chance(3)) {
            request.put("max_tokens", chance(2) ? 100 : 300_000);
        } else if (chance(4)) {
            request.putObject("thinking").put("type", "enabled").put("budget_tokens", 2_000);
        }
        if (chance(2)) {
            tools(request);
        }
        if (chance(4)) {
            format(request.putObject("response_format").put("type", "json_schema"));
        }
    }

    private void tools(ObjectNode request) {
        ObjectNode tool = request.putArray("tools").addObject().put("type", "function");
        ObjectNode function = tool.putObject("function").put("name", "f").put("strict", chance(2));
        if (chance(2)) {
            ObjectNode parameters = function.putObject("parameters").put("additionalProperties", true);
            parameters
                    .putArray("anyOf")
                    .addObject()
                    .putObject("properties")
                    .putObject("a")
                    .put("type", "string");
        }
        if (chance(2)) {
            request.put("tool_choice", chance(2) ? "required" : "none").put("parallel_tool_calls", false);
        }
    }

    private void format(ObjectNode format) {
        ObjectNode schema = format.putObject("json_schema").put("name", "x").putObject("schema");
        schema.put("type", "object")
                .putObject("properties")
                .putObject("a")
                .put("type", "string")
                .put("minLength", 1);
        if (chance(2)) {
            schema.put("additionalProperties", true);
        }
    }

    /** One time in so many. */
    private boolean chance(int times) {
        return random.nextInt(times) == 0;
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
