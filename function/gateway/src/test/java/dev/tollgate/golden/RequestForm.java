package dev.tollgate.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The form in which a client sends the question of a case. */
public enum RequestForm {
    /** For a whole answer. */
    PLAIN,
    /** For a stream with its usage. */
    STREAMED,
    /** As the case itself says. */
    AS_IS;

    /** The question in this form. */
    ObjectNode question(ObjectNode question) {
        if (this == STREAMED) {
            question.put("stream", true);
            question.putObject("stream_options").put("include_usage", true);
        }
        return question;
    }

    /** The request that a provider of this kind receives in this form. Gemini and Bedrock have separate URLs for streams. */
    ObjectNode upstream(ObjectNode asked, String kind) {
        return switch (kind) {
            case "gemini", "bedrock" -> asked;
            case "anthropic", "cohere" -> this == STREAMED ? asked.put("stream", true) : asked;
            default -> question(asked);
        };
    }
}
