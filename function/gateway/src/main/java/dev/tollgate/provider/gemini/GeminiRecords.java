package dev.tollgate.provider.gemini;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Registers the records that Jackson writes to Google and reads from it. Without it, a native image could do neither. */
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
            GeminiWire.WireUsage.class,
            GeminiWire.ModalityCount.class,
            ServiceAccount.KeyFile.class,
            ServiceAccount.Header.class,
            ServiceAccount.Claims.class,
            ServiceAccount.TokenReply.class
        })
final class GeminiRecords {
    private GeminiRecords() {}
}
