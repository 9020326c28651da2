package dev.tollgate.openai;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What {@link Json} reads and writes. Quarkus finds the records of endpoints by itself, these it cannot; without this
 * list they work everywhere but in a native image.
 */
@RegisterForReflection(
        targets = {
            ChatChunk.class,
            ChatChunk.Choice.class,
            ChatCompletion.class,
            ChatCompletion.Answer.class,
            ChatCompletion.Choice.class,
            ChatRequest.class,
            Content.class,
            Content.Parts.class,
            Content.Text.class,
            ContentReader.class,
            Delta.class,
            Message.class,
            Part.class,
            Part.Image.class,
            Part.ImageUrl.class,
            Part.Other.class,
            Part.Text.class,
            Role.class,
            StreamOptions.class,
            Tool.class,
            Tool.Function.class,
            ToolCall.class,
            ToolCall.Function.class,
            Usage.class,
            Usage.CompletionDetails.class,
            Usage.PromptDetails.class
        })
final class ContractRecords {
    private ContractRecords() {}
}
