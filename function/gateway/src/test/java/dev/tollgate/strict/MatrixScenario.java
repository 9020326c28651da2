package dev.tollgate.strict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.strict.ModelTurn.FunctionCall;

/** What a conversation of the matrix consists of. */
enum MatrixScenario {
    TEXT(false, false, false),
    IMAGE(false, true, false),
    ONE_CALL(true, false, false),
    TWO_CALLS(true, false, false),
    WORDS_AND_CALL(true, false, false),
    THOUGHT(false, false, true),
    THOUGHT_AND_CALL(true, false, true),
    THOUGHT_AND_TWO_CALLS(true, false, true);

    private static final String PIXEL =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static final FunctionCall PARIS = new FunctionCall("get_weather", "{\"city\":\"Paris\"}");
    private static final FunctionCall ROME = new FunctionCall("get_weather", "{\"city\":\"Rome\"}");

    private final boolean tools;
    private final boolean image;
    private final boolean thinks;

    MatrixScenario(boolean tools, boolean image, boolean thinks) {
        this.tools = tools;
        this.image = image;
        this.thinks = thinks;
    }

    /** Whether the model calls functions. */
    boolean tools() {
        return tools;
    }

    /** Whether the user shows an image. */
    boolean image() {
        return image;
    }

    /** The first request, without its model. */
    ObjectNode question() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", "You are a weather service.");
        ObjectNode user = messages.addObject().put("role", "user");
        if (image) {
            ArrayNode parts = user.putArray("content");
            parts.addObject().put("type", "text").put("text", "What is this?");
            parts.addObject().put("type", "image_url").putObject("image_url").put("url", PIXEL);
        } else {
            user.put("content", "How is the weather in Paris and Rome?");
        }
        if (tools) {
            ObjectNode function = request.putArray("tools")
                    .addObject()
                    .put("type", "function")
                    .putObject("function");
            function.put("name", "get_weather").put("description", "Tells the weather of a city.");
            ObjectNode schema = function.putObject("parameters").put("type", "object");
            schema.putObject("properties").putObject("city").put("type", "string");
            schema.putArray("required").add("city");
            schema.put("additionalProperties", false);
        }
        if (thinks) {
            request.put("reasoning_effort", "medium");
        }
        return request;
    }

    /** What the model says in the first turn. */
    ModelTurn first() {
        ModelTurn turn =
                switch (this) {
                    case TEXT, IMAGE, THOUGHT -> ModelTurn.saying("It is sunny.");
                    case ONE_CALL, THOUGHT_AND_CALL -> ModelTurn.calling(PARIS);
                    case TWO_CALLS, THOUGHT_AND_TWO_CALLS -> ModelTurn.calling(PARIS, ROME);
                    case WORDS_AND_CALL ->
                        new ModelTurn(
                                null, "Let me look.", ModelTurn.calling(PARIS).calls());
                };
        return thinks ? turn.after("The user asks for the weather in two cities.") : turn;
    }

    /** What the model says in the second turn: another step, if it has functions. */
    ModelTurn second() {
        ModelTurn turn = tools ? ModelTurn.calling(ROME) : ModelTurn.saying("Rome is sunny, too.");
        return thinks ? turn.after("The second city is still missing.") : turn;
    }

    /** What the model says after all steps. */
    ModelTurn last() {
        ModelTurn turn = ModelTurn.saying("Both cities are sunny.");
        return thinks ? turn.after("Now both are known.") : turn;
    }
}
