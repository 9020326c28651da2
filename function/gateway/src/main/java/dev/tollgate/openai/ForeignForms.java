package dev.tollgate.openai;

import java.util.List;

/**
 * Rewrites what clients of OpenAI's chat API send in the form of another API. Cursor sends Anthropic's tools, calls and results
 * to this endpoint (automazeio/vibeproxy#411), and tools of OpenAI's Responses API (BerriAI/litellm#34029). LangChain says
 * {@code any} for {@code required} (langchain-ai/langchain#28176). Only what can mean one thing is rewritten; the rest stays as
 * it is. From here on, the gateway knows OpenAI's form only.
 */
public final class ForeignForms {
    private ForeignForms() {}

    /**
     * The same request in OpenAI's form. Nothing in it has been checked yet: any element may be absent.
     *
     * @throws GatewayException {@code INVALID_VALUE} where the result of a tool has content of the wrong type
     */
    public static ConvertedChat asChat(ChatRequest request) {
        ForeignMessages messages = ForeignMessages.of(request.messages());
        List<Tool> tools = ForeignTools.tools(request.tools());
        ChatRequest chat = request.withMessages(messages.converted())
                .withTools(tools, ForeignTools.fields(request.extra(), tools));
        return new ConvertedChat(chat, messages.names());
    }
}
