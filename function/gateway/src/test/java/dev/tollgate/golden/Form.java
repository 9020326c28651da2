package dev.tollgate.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a case's question is asked. */
public enum Form {
    /** For a whole answer. */
    PLAIN,
    /** For a stream with its usage. */
    STREAMED,
    /** As the case itself says. */
    AS_IS;

    /** The question, or what is asked of the provider, in this form. */
    ObjectNode apply(ObjectNode question) {
        if (this == STREAMED) {
            question.put("stream", true);
            question.putObject("stream_options").put("include_usage", true);
        }
        return question;
    }
}
