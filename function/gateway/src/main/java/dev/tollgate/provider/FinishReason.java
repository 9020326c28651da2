package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider's finish reason is in OpenAI's words. Providers use words of their own, and some end an answer with a failure,
 * which is no completion.
 */
public sealed interface FinishReason {

    /** The answer has ended, for one of OpenAI's reasons. */
    record Finished(String word) implements FinishReason {}

    /** The answer is not complete: the provider broke it off. */
    record Failed(ErrorKind kind) implements FinishReason {

        /**
         * How the call fails of it.
         *
         * @param wire the provider's word, which is one of the table's
         */
        public GatewayException exception(String provider, String wire) {
            return new GatewayException(kind, provider + " broke its answer off: " + wire.strip() + ".");
        }
    }

    /** The reason of an answer that says no other, or one that nobody knows. */
    Finished STOP = new Finished("stop");

    /**
     * The meaning of a provider's word; empty where it is not known. Case and hyphens make no difference.
     *
     * @param wire such as {@code end_turn}, {@code MAX_TOKENS} or, from Gemini behind OpenAI's API,
     *     {@code function_call_filter: MALFORMED_FUNCTION_CALL}
     */
    static Optional<FinishReason> of(String wire) {
        int colon = wire.indexOf(':');
        return colon < 0 ? ofWord(wire) : ofWord(wire.substring(colon + 1)).or(() -> ofWord(wire.substring(0, colon)));
    }

    private static Optional<FinishReason> ofWord(String wire) {
        return Optional.ofNullable(FinishReasons.TABLE.get(
                wire.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_')));
    }

    /** The words, each with one provider that uses it. */
    final class FinishReasons {
        private static final Map<String, FinishReason> TABLE = table();

        private FinishReasons() {}

        private static Map<String, FinishReason> table() {
            Map<String, FinishReason> table = new HashMap<>();
            // OpenAI; Anthropic; TGI, Together (eos); Gemini; Cohere (complete); Databricks (finish)
            add(table, STOP, "stop", "end_turn", "stop_sequence", "pause_turn", "eos", "eos_token", "eos_found");
            add(table, STOP, "complete", "completed", "done", "end", "finish", "finished", "end_of_text", "stop_token");
            // OpenAI; Anthropic, Gemini; Mistral (model_length); Anthropic
            add(table, new Finished("length"), "length", "max_tokens", "max_output_tokens", "max_new_tokens");
            add(table, new Finished("length"), "model_length", "max_length", "context_length", "token_limit");
            add(
                    table,
                    new Finished("length"),
                    "model_context_window_exceeded",
                    "context_length_exceeded",
                    "incomplete");
            // OpenAI; Anthropic; Cohere; sglang
            add(table, new Finished("tool_calls"), "tool_calls", "tool_use", "tool_call", "tool", "function_calls");
            add(table, new Finished("function_call"), "function_call");
            // OpenAI; Anthropic; Zhipu (sensitive); Bedrock; Gemini; Cohere (error_toxic)
            add(table, new Finished("content_filter"), "content_filter", "content_filtered", "refusal", "sensitive");
            add(table, new Finished("content_filter"), "guardrail_intervened", "safety", "recitation", "blocklist");
            add(table, new Finished("content_filter"), "prohibited_content", "spii", "model_armor", "image_safety");
            add(table, new Finished("content_filter"), "error_toxic", "moderation", "flagged", "content_moderation");
            add(table, new Finished("content_filter"), "image_prohibited_content", "image_recitation");
            // OpenRouter (error); Zhipu (network_error, abort); vLLM, sglang (abort); Cohere (error_limit, user_cancel)
            Failed failed = new Failed(ErrorKind.UPSTREAM_FAILED);
            add(table, failed, "error", "failed", "failure", "internal_error", "server_error", "network_error");
            add(table, failed, "abort", "aborted", "cancel", "cancelled", "canceled", "user_cancel", "interrupted");
            add(table, failed, "error_limit", "malformed_function_call", "malformed_response", "unexpected_tool_call");
            add(table, failed, "malformed_model_output", "malformed_tool_use");
            // Gemini; the last one behind OpenAI's API
            add(table, failed, "finish_reason_unspecified", "other", "language", "no_image", "image_other");
            add(table, failed, "too_many_tool_calls", "missing_thought_signature", "function_call_filter");
            // DeepSeek
            add(table, new Failed(ErrorKind.UPSTREAM_OVERLOADED), "insufficient_system_resource", "overloaded");
            // Cohere; Mistral
            add(table, new Failed(ErrorKind.UPSTREAM_TIMEOUT), "timeout", "time_limit", "deadline_exceeded");
            return Map.copyOf(table);
        }

        private static void add(Map<String, FinishReason> table, FinishReason reason, String... words) {
            for (String word : words) {
                table.put(word, reason);
            }
        }
    }
}
