package dev.tollgate.openai;

import java.util.function.UnaryOperator;

/**
 * A chat request in OpenAI's form.
 *
 * @param names the client's name of a field of it: a message with two results of tools has become two messages or three
 */
public record ConvertedChat(ChatRequest request, UnaryOperator<String> names) {

    /** Another request with the same names. */
    public ConvertedChat with(ChatRequest other) {
        return new ConvertedChat(other, names);
    }
}
