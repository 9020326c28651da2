package dev.tollgate.edge;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.CompletionRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.Embedding;
import dev.tollgate.openai.EmbeddingFormat;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingList;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.StreamOptions;
import dev.tollgate.openai.TextCompletion;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.openai.Usage;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What {@link RequestReader} reads and {@link ServerSentEvents} writes. Quarkus finds the records that endpoints return by itself,
 * these it cannot; without this list they work everywhere but in a native image.
 */
@RegisterForReflection(
        targets = {
            ChatChunk.class,
            ChatChunk.Choice.class,
            ChatCompletion.class,
            ChatCompletion.AssistantMessage.class,
            ChatCompletion.Choice.class,
            ChatRequest.class,
            CompletionRequest.class,
            MessageContent.class,
            MessageContent.Parts.class,
            MessageContent.Text.class,
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
            MediaRequest.class,
            Message.class,
            ContentPart.class,
            ContentPart.File.class,
            ContentPart.FileSource.class,
            ContentPart.Image.class,
            ContentPart.ImageUrl.class,
            ContentPart.Other.class,
            ContentPart.Text.class,
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
            Embedding.class,
            Embedding.Encoded.class,
            Embedding.Floats.class,
            EmbeddingFormat.class,
            ErrorBody.class,
            ErrorBody.Detail.class,
            ModelsEndpoint.Modalities.class,
            ModelsEndpoint.Model.class,
            ModelsEndpoint.Models.class,
            ModelsEndpoint.Tier.class,
            ServerSentEvents.UsageSpelledOut.class
        },
        classNames = {
            "dev.tollgate.openai.ArgumentsReader",
            "dev.tollgate.openai.ContentReader",
            "dev.tollgate.openai.EmbeddingInputReader",
            "dev.tollgate.openai.EmbeddingReader"
        })
final class EdgeRecords {
    private EdgeRecords() {}
}
