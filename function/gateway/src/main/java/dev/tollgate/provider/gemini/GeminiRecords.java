package dev.tollgate.provider.gemini;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is written to Google and read from it; without this list it would work everywhere but in a native image. */
@RegisterForReflection(
        targets = {
            GeminiRequest.class,
            GeminiRequest.Tool.class,
            GeminiRequest.Declaration.class,
            GeminiRequest.ToolConfig.class,
            GeminiRequest.FunctionCalling.class,
            GeminiRequest.GenerationConfig.class,
            GeminiWire.Content.class,
            GeminiWire.Part.class,
            GeminiWire.Blob.class,
            GeminiWire.FileData.class,
            GeminiWire.FunctionCall.class,
            GeminiWire.FunctionResponse.class,
            GeminiWire.Reply.class,
            GeminiWire.Candidate.class,
            GeminiWire.PromptFeedback.class,
            GeminiWire.Count.class,
            GeminiWire.ModalityCount.class,
            ServiceAccount.Key.class,
            ServiceAccount.Header.class,
            ServiceAccount.Claims.class,
            ServiceAccount.Granted.class
        })
final class GeminiRecords {
    private GeminiRecords() {}
}
