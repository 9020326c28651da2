package dev.tollgate.edge;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.CompletionRequest;
import dev.tollgate.openai.Content;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingList;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Part;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.StreamOptions;
import dev.tollgate.openai.TextCompletion;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.openai.Usage;
import dev.tollgate.openai.Vector;
import dev.tollgate.openai.VectorFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What {@link RequestReader} reads and {@link Sse} writes. Quarkus finds the records that endpoints return by itself,
 * these it cannot; without this list they work everywhere but in a native image.
 */
@RegisterForReflection(
        targets = {
            ChatChunk.class,
            ChatChunk.Choice.class,
            ChatCompletion.class,
            ChatCompletion.Answer.class,
            ChatCompletion.Choice.class,
            ChatRequest.class,
            CompletionRequest.class,
            Content.class,
            Content.Parts.class,
            Content.Text.class,
            Delta.class,
            EmbeddingInput.class,
            EmbeddingInput.Text.class,
            EmbeddingInput.Texts.class,
            EmbeddingInput.TokenLists.class,
            EmbeddingInput.Tokens.class,
            EmbeddingList.class,
            EmbeddingList.Item.class,
            EmbeddingList.Tokens.class,
            EmbeddingRequest.class,
            Message.class,
            Part.class,
            Part.File.class,
            Part.FileSource.class,
            Part.Image.class,
            Part.ImageUrl.class,
            Part.Other.class,
            Part.Text.class,
            Role.class,
            StreamOptions.class,
            TextCompletion.class,
            TextCompletion.Choice.class,
            Tool.class,
            Tool.Function.class,
            ToolCall.class,
            ToolCall.Function.class,
            Usage.class,
            Usage.CompletionDetails.class,
            Usage.PromptDetails.class,
            Vector.class,
            Vector.Encoded.class,
            Vector.Floats.class,
            VectorFormat.class,
            ErrorBody.class,
            ErrorBody.Detail.class,
            Sse.UsageSpelledOut.class
        },
        classNames = {
            "dev.tollgate.openai.ContentReader",
            "dev.tollgate.openai.EmbeddingInputReader",
            "dev.tollgate.openai.VectorReader"
        })
final class EdgeRecords {
    private EdgeRecords() {}
}
