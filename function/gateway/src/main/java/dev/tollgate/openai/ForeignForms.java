package dev.tollgate.openai;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rewrites what clients of OpenAI's chat API send in the form of another API. Cursor sends Anthropic's tools, calls and results
 * to this endpoint (automazeio/vibeproxy#411), and tools of OpenAI's Responses API (BerriAI/litellm#34029). LangChain says
 * {@code any} for {@code required} (langchain-ai/langchain#28176). Only what can mean one thing is rewritten; the rest stays as
 * it is. From here on, the gateway knows OpenAI's form only.
 */
public final class ForeignForms {
    private ForeignForms() {}

    /**
     * What the client calls the fields of {@link #asChat}: a message with two results of tools has become two messages or three.
     *
     * @param request as the client sent it
     */
    public static UnaryOperator<String> fieldNames(ChatRequest request) {
        List<String> places = ForeignMessages.places(request.messages());
        return places.size() == request.messages().size() ? UnaryOperator.identity() : new MessagePlaces(places);
    }

    /**
     * The same request in OpenAI's form. Nothing in it has been checked yet: any element may be absent.
     *
     * @throws GatewayException {@code INVALID_VALUE} where the result of a tool has content of the wrong type
     */
    public static ChatRequest asChat(ChatRequest request) {
        List<Tool> tools = ForeignTools.tools(request.tools());
        return request.withMessages(ForeignMessages.of(request.messages()))
                .withTools(tools, ForeignTools.fields(request.extra(), tools));
    }
}
