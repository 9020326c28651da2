package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.bedrock.BedrockModel.Forcing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tools the model must call (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolChoice.html).
 *
 * @param tools the caller's tools
 */
record BedrockToolChoice(List<Tool> tools, BedrockModel model, UnsupportedFields unsupported) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String FIELD = "tool_choice";

    /** The choice, as far as Bedrock and the model support it. */
    ToolChoice supported(ToolChoice requested) {
        return switch (requested) {
            case ToolChoice.Auto auto -> auto;
            case ToolChoice.None none -> none;
            case ToolChoice.Required required -> forced(required);
            case ToolChoice.Named named -> forced(named);
            case ToolChoice.Other _ -> {
                unsupported.report(FIELD, "supports auto, none, required and a function by name");
                yield new ToolChoice.Auto();
            }
        };
    }

    private ToolChoice forced(ToolChoice requested) {
        if (tools.isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE, FIELD, "Invalid value for 'tool_choice': there are no tools.");
        }
        if (!model.supportsForcedTools()) {
            unsupported.report(FIELD, "cannot force a tool with this model");
            return new ToolChoice.Auto();
        }
        return requested;
    }

    /** Bedrock's form; null where the model decides. */
    static @Nullable ObjectNode json(ToolChoice supported, BedrockModel model) {
        return switch (supported) {
            case ToolChoice.Required() -> any();
            case ToolChoice.Named(String function) -> model.forcing() == Forcing.BY_NAME ? tool(function) : any();
            case ToolChoice.Auto(), ToolChoice.None(), ToolChoice.Other(JsonNode _) -> null;
        };
    }

    /** The model must call any tool. */
    static ObjectNode any() {
        return NODES.objectNode().set("any", NODES.objectNode());
    }

    /** The model must call this tool. */
    private static ObjectNode tool(String name) {
        return NODES.objectNode().set("tool", NODES.objectNode().put("name", name));
    }
}
