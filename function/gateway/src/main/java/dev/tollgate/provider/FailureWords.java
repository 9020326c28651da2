package dev.tollgate.provider;

import static dev.tollgate.provider.FailureMeaning.ACCOUNT;
import static dev.tollgate.provider.FailureMeaning.BAD_GENERATION;
import static dev.tollgate.provider.FailureMeaning.BODY_TOO_LARGE;
import static dev.tollgate.provider.FailureMeaning.BUSY;
import static dev.tollgate.provider.FailureMeaning.CONTENT_REFUSED;
import static dev.tollgate.provider.FailureMeaning.PROMPT_TOO_LONG;
import static dev.tollgate.provider.FailureMeaning.TIMED_OUT;
import static dev.tollgate.provider.FailureMeaning.UNKNOWN_MODEL;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The codes and the words in which providers report their failures, each with its source: the provider whose words they are, or
 * the public report that quotes them. The first entry that applies wins.
 */
final class FailureWords {
    private static final List<Code> CODES = List.of(
            code(PROMPT_TOO_LONG, "context_length_exceeded", "OpenAI, Azure, xAI; platform.openai.com error codes"),
            code(PROMPT_TOO_LONG, "context_window_exceeded", "LiteLLM"),
            code(PROMPT_TOO_LONG, "exceed_context_size_error", "llama.cpp; ggml-org/llama.cpp#13487"),
            code(PROMPT_TOO_LONG, "model_max_prompt_tokens_exceeded", "GitHub Copilot"),
            code(PROMPT_TOO_LONG, "tokens_limit_reached", "GitHub Models"),
            code(PROMPT_TOO_LONG, "3051", "Mistral; NousResearch/hermes-agent#109698"),
            code(PROMPT_TOO_LONG, "1261", "Zhipu; docs.bigmodel.cn api-code"),
            code(CONTENT_REFUSED, "content_filter", "Azure, Moonshot"),
            code(CONTENT_REFUSED, "content_policy_violation", "OpenAI"),
            code(CONTENT_REFUSED, "responsibleaipolicyviolation", "Azure, in innererror"),
            code(CONTENT_REFUSED, "data_inspection_failed", "DashScope"),
            code(CONTENT_REFUSED, "datainspectionfailed", "DashScope"),
            code(CONTENT_REFUSED, "inputtextsensitivecontentdetected", "Volcengine"),
            code(CONTENT_REFUSED, "1301", "Zhipu; docs.bigmodel.cn api-code"),
            code(CONTENT_REFUSED, "cyber_policy", "OpenAI"),
            code(BODY_TOO_LARGE, "request_too_large", "Anthropic; platform.claude.com errors"),
            code(ACCOUNT, "insufficient_quota", "OpenAI; openai/openai-cookbook#844"),
            code(ACCOUNT, "credit_balance_exhausted", "OpenAI; promptfoo/promptfoo#10881"),
            code(ACCOUNT, "billing_hard_limit_reached", "OpenAI"),
            code(ACCOUNT, "billing_not_active", "OpenAI"),
            code(ACCOUNT, "account_deactivated", "OpenAI"),
            code(ACCOUNT, "unsupported_country_region_territory", "OpenAI"),
            code(ACCOUNT, "invalid_api_key", "OpenAI"),
            code(ACCOUNT, "billing_error", "Anthropic"),
            code(ACCOUNT, "authentication_error", "Anthropic, DeepSeek"),
            code(ACCOUNT, "permission_error", "Anthropic"),
            code(ACCOUNT, "invalid_authentication_error", "Moonshot"),
            code(ACCOUNT, "incorrect_api_key_error", "Moonshot"),
            code(ACCOUNT, "exceeded_current_quota_error", "Moonshot; continuedev/continue#11443"),
            code(ACCOUNT, "insufficient_balance", "DeepSeek, SiliconFlow"),
            code(ACCOUNT, "payment_required", "Vercel, Hugging Face"),
            code(ACCOUNT, "organization_restricted", "Groq"),
            code(ACCOUNT, "arrearage", "DashScope"),
            code(ACCOUNT, "invalidapikey", "DashScope"),
            code(ACCOUNT, "accountoverdueerror", "Volcengine"),
            code(ACCOUNT, "1113", "Zhipu, with a 429; docs.bigmodel.cn api-code"),
            code(ACCOUNT, "api_key_invalid", "Google; QuantumNous/new-api#1451"),
            code(ACCOUNT, "api_key_service_blocked", "Google"),
            code(ACCOUNT, "billing_disabled", "Google"),
            code(ACCOUNT, "consumer_suspended", "Google"),
            code(ACCOUNT, "service_disabled", "Google"),
            code(ACCOUNT, "unauthenticated", "Google"),
            code(ACCOUNT, "failed_precondition", "Google, for regions that it does not serve"),
            code(ACCOUNT, "accessdeniedexception", "Bedrock"),
            code(ACCOUNT, "unrecognizedclientexception", "Bedrock"),
            code(ACCOUNT, "expiredtokenexception", "Bedrock"),
            code(BUSY, "rate_limit_exceeded", "OpenAI; Groq with a 413, openclaw/openclaw#147644"),
            code(BUSY, "rate_limit_error", "Anthropic, Fireworks"),
            code(BUSY, "rate_limit_reached_error", "Moonshot"),
            code(BUSY, "overloaded_error", "Anthropic, OpenRouter"),
            code(BUSY, "engine_overloaded_error", "Moonshot"),
            code(BUSY, "server_overloaded", "OpenAI"),
            code(BUSY, "too_many_requests", "Cerebras"),
            code(BUSY, "throttling", "DashScope"),
            code(BUSY, "1302", "Zhipu; docs.bigmodel.cn api-code"),
            code(BUSY, "1303", "Zhipu; docs.bigmodel.cn api-code"),
            code(BUSY, "1305", "Zhipu; docs.bigmodel.cn api-code"),
            code(BUSY, "unavailable_error", "llama.cpp, while it loads"),
            code(BUSY, "throttlingexception", "Bedrock"),
            code(BUSY, "modelnotreadyexception", "Bedrock"),
            code(BUSY, "servicequotaexceededexception", "Bedrock"),
            code(TIMED_OUT, "deadline_exceeded", "Google"),
            code(TIMED_OUT, "timeout_error", "Anthropic"),
            code(UNKNOWN_MODEL, "model_not_found", "OpenAI, Groq, DashScope"),
            code(UNKNOWN_MODEL, "model_decommissioned", "Groq"),
            code(UNKNOWN_MODEL, "model_not_supported", "GitHub Copilot"),
            code(UNKNOWN_MODEL, "model_not_available", "Together"),
            code(UNKNOWN_MODEL, "deploymentnotfound", "Azure"),
            code(UNKNOWN_MODEL, "operationnotsupported", "Azure, for an API that the deployment's model does not have"),
            code(UNKNOWN_MODEL, "1211", "Zhipu; docs.bigmodel.cn api-code"),
            code(BAD_GENERATION, "tool_use_failed", "Groq; tashfeenahmed/freellmapi#168"),
            code(BAD_GENERATION, "json_validate_failed", "Groq"));

    /** Codes that say less than the words: Google has one for a limit per minute and for a spending cap. */
    private static final List<Code> GENERAL_CODES =
            List.of(code(BUSY, "resource_exhausted", "Google"), code(BUSY, "unavailable", "Google"));

    private static final List<Words> WORDS = List.of(
            words(PROMPT_TOO_LONG, "maximum context length", "OpenAI, vLLM, DeepSeek; BerriAI/litellm#10793"),
            words(PROMPT_TOO_LONG, "max(imum)? (model|context|prompt|input|sequence) len", "vLLM, xAI, Ollama"),
            words(PROMPT_TOO_LONG, "maximum (allowed )?input length", "Poolside; earendil-works/pi#4943"),
            words(PROMPT_TOO_LONG, "input length.{0,40}exceeds the max(imum)? ", "sglang; NVIDIA-NeMo/Switchyard#426"),
            words(PROMPT_TOO_LONG, "maximum supported sequence length", "SambaNova"),
            words(PROMPT_TOO_LONG, "inputs`? must have less than \\d+ tokens", "TGI"),
            words(PROMPT_TOO_LONG, "less than max_seq_len", "SiliconFlow"),
            words(PROMPT_TOO_LONG, "exceeds? max message tokens", "Volcengine"),
            words(PROMPT_TOO_LONG, "input tokens.{0,40}cannot exceed the total tokens limit", "watsonx"),
            words(PROMPT_TOO_LONG, "exceeded this model context window", "Cloudflare"),
            words(PROMPT_TOO_LONG, "(longer|greater|larger) than the (model's )?context", "sglang, LM Studio"),
            words(PROMPT_TOO_LONG, "exceeds? the (available |model's )?(maximum )?context", "llama.cpp, OpenAI"),
            words(PROMPT_TOO_LONG, "exceeds? (the )?(model'?s )?max(imum)? (context|input|prompt|token)", "sglang"),
            words(PROMPT_TOO_LONG, "exceeded (the )?model('s)? token limit", "Moonshot"),
            words(PROMPT_TOO_LONG, "context (size|length|limit|window) (has been |is )?exceed", "llama.cpp, Ollama"),
            words(PROMPT_TOO_LONG, "exceed(s|ed)? (the )?context (size|length|limit|window)", "Anthropic, Ollama"),
            words(PROMPT_TOO_LONG, "context length of only|context the overflows", "LM Studio"),
            words(PROMPT_TOO_LONG, "context window exceeds limit", "MiniMax"),
            words(PROMPT_TOO_LONG, "prompt token count.{0,40}(exceeds the limit|cannot exceed)", "GitHub Copilot, Ark"),
            words(PROMPT_TOO_LONG, "prompt tokens too long", "proxies in front of several providers"),
            words(PROMPT_TOO_LONG, "input length.{0,40}exceeds (the )?maximum allowed token", "sglang"),
            words(
                    PROMPT_TOO_LONG,
                    "max_(completion_)?tokens must be at least 1, got -",
                    "vLLM, of what the prompt leaves"),
            words(PROMPT_TOO_LONG, "prompt is too large: \\d+ tokens", "proxies in front of several providers"),
            words(PROMPT_TOO_LONG, "max size: \\d+ tokens", "GitHub Models, with a 413"),
            words(
                    PROMPT_TOO_LONG,
                    "(prompt|input) (is )?too long",
                    "Anthropic, Bedrock, Ollama; openclaw/openclaw#36074"),
            words(PROMPT_TOO_LONG, "prompt exceeds max length", "Zhipu"),
            words(PROMPT_TOO_LONG, "prompt contains \\d+ tokens.{0,80}too large", "Mistral"),
            words(PROMPT_TOO_LONG, "too large for model with \\d+ max", "Mistral"),
            words(PROMPT_TOO_LONG, "tokens in request more than max", "Mistral"),
            words(PROMPT_TOO_LONG, "tokens \\+ `?max_new_tokens`? must be", "Together, TGI"),
            words(PROMPT_TOO_LONG, "range of input length should be", "DashScope"),
            words(PROMPT_TOO_LONG, "reduce the length of (the|your) (messages|prompt|input)", "OpenAI, Groq, Cerebras"),
            words(PROMPT_TOO_LONG, "token count.{0,80}(exceeds|supports)", "Gemini, Vertex AI"),
            words(PROMPT_TOO_LONG, "exceeds the maximum number of (input )?tokens", "Gemini"),
            words(PROMPT_TOO_LONG, "too many input tokens|input tokens exceeded|max input token limit", "Bedrock"),
            words(PROMPT_TOO_LONG, "maximum number of input tokens", "Bedrock; openclaw/openclaw#58839"),
            words(PROMPT_TOO_LONG, "total tokens exceeds the model's max", "Cohere; openclaw/openclaw#58839"),
            words(PROMPT_TOO_LONG, "^(?!.{0,200}max tokens must be).{0,200}too many tokens", "Cohere"),
            words(PROMPT_TOO_LONG, "prompt.{0,40}exceeds.{0,40}(context|token) (limit|window|length)", "Fireworks"),
            words(CONTENT_REFUSED, "content management policy", "Azure"),
            words(CONTENT_REFUSED, "blocked by (our|the) content filter", "Bedrock"),
            words(CONTENT_REFUSED, "content filtering policy", "Anthropic"),
            words(CONTENT_REFUSED, "content exists risk", "DeepSeek"),
            words(CONTENT_REFUSED, "considered high risk", "Moonshot"),
            words(CONTENT_REFUSED, "(input|output) new_sensitive", "MiniMax 1026, 1027"),
            words(CONTENT_REFUSED, "inappropriate content", "DashScope"),
            words(CONTENT_REFUSED, "input was flagged|violating our usage policy", "OpenRouter, OpenAI"),
            words(CONTENT_REFUSED, "content violates (the )?usage guidelines", "xAI, with a 403"),
            words(CONTENT_REFUSED, "rejected (by|as a result of) (our|the) safety system", "OpenAI"),
            words(BUSY, "tokens per min|requests per min|rate.?limit|too many requests", "OpenAI, Groq, MiniMax"),
            words(ACCOUNT, "(api key|access token|x-api-key)( is| was)? (not |in)valid", "Google, xAI"),
            words(ACCOUNT, "(invalid|incorrect|expired|revoked|missing) (x-)?api.?(key|token)", "OpenAI, Cohere"),
            words(ACCOUNT, "api key (not found|expired)|login fail", "Google, MiniMax"),
            words(ACCOUNT, "invalid subscription key", "Azure"),
            words(ACCOUNT, "no auth credentials found", "OpenRouter"),
            words(ACCOUNT, "authentication fails|unauthorized: token", "DeepSeek; proxies"),
            words(ACCOUNT, "prepayment credits are depleted", "Google, with a 429; dyad-sh/dyad#3626"),
            words(ACCOUNT, "exceeded your current quota", "OpenAI; openai/openai-cookbook#844"),
            words(ACCOUNT, "credit balance", "Anthropic; anthropics/claude-code#4684"),
            words(ACCOUNT, "specified api usage limits", "Anthropic"),
            words(ACCOUNT, "not yet available for this subscription", "Anthropic; anthropics/claude-code#27944"),
            words(ACCOUNT, "insufficient (account )?(balance|credit|funds|quota)", "DeepSeek, OpenRouter, MiniMax"),
            words(ACCOUNT, "not (have )?enough (balance|credits|quota)", "SiliconFlow, DeepInfra"),
            words(
                    ACCOUNT,
                    "used all available credits|have any credits|out of credits",
                    "xAI; continuedev/continue#10373"),
            words(ACCOUNT, "(spending|spend|billing|monthly usage) (hard )?(limit|cap)", "xAI; Anantys-oss/koan#2412"),
            words(ACCOUNT, "monthly included credits", "Hugging Face; huggingface/agents-course#386"),
            words(ACCOUNT, "can only afford", "OpenRouter"),
            words(ACCOUNT, "payment required|payment_instrument|payment method", "Together, Bedrock, Cohere"),
            words(ACCOUNT, "account is in good standing|overdue", "DashScope, Volcengine"),
            words(
                    ACCOUNT,
                    "(account|organization|project)\\b.{0,80}\\b(suspended|disabled|deactivated|restricted|terminated)",
                    "Moonshot, Anthropic, Fireworks"),
            words(ACCOUNT, "organization must be verified", "OpenAI"),
            words(ACCOUNT, "(user location|region|territory) (is )?not supported", "Google, OpenAI"),
            words(ACCOUNT, "not allowed for this account|don't have access to the model", "Bedrock"),
            words(ACCOUNT, "^operation not allowed", "Bedrock, for accounts that it has not enabled"),
            words(BUSY, "exceed(s|ed|ing)? (the |your )?(account|service) quotas?", "Bedrock, with a 400 and a header"),
            words(BUSY, "overloaded|at capacity|capacity exceeded|no available capacity", "Mistral 3505, Groq 498"),
            words(BUSY, "(is )?currently loading|loading model", "Hugging Face, llama.cpp"),
            words(BUSY, "server is busy|service is too busy|temporarily unavailable", "DeepSeek, Zhipu"),
            words(UNKNOWN_MODEL, "\\bmodel\\b.{0,120}(does not|doesn't|not) exist", "OpenAI, vLLM, DeepSeek"),
            words(UNKNOWN_MODEL, "\\bmodels?\\b.{0,120}not found", "Gemini, Ollama, sglang"),
            words(
                    UNKNOWN_MODEL,
                    "model.{0,80}(been |is )(decommissioned|deprecated|retired|shut down)",
                    "Groq, OpenAI"),
            words(
                    UNKNOWN_MODEL,
                    "(^|params, )(invalid|unknown) model|not a valid model",
                    "Mistral, Perplexity, OpenRouter, MiniMax"),
            words(UNKNOWN_MODEL, "requested model\\b.{0,120}not supported", "GitHub Copilot, Hugging Face"),
            words(UNKNOWN_MODEL, "^model_not_found\\b|(unsupported|no such) model", "proxies; Together"),
            words(UNKNOWN_MODEL, "\\bdoes not support (tools|chat|images)\\b", "Ollama"),
            words(UNKNOWN_MODEL, "no endpoints found|unable to access model", "OpenRouter, Together"),
            words(UNKNOWN_MODEL, "model identifier is invalid|on-demand throughput", "Bedrock"),
            words(UNKNOWN_MODEL, "model is marked by provider as legacy", "Bedrock"),
            words(UNKNOWN_MODEL, "data retention mode.{0,40}not available", "Bedrock; aaif-goose/goose#9735"),
            words(UNKNOWN_MODEL, "deployment.{0,60}(does not exist|not found)", "Azure"));

    private static final Map<String, FailureMeaning> BY_CODE = byText(CODES);
    private static final Map<String, FailureMeaning> BY_GENERAL_CODE = byText(GENERAL_CODES);

    private FailureWords() {}

    /** What one code means: a code, type or status of the body, in lower case. */
    private record Code(FailureMeaning meaning, String text, String source) {}

    /** What words mean that occur in a message. */
    private record Words(FailureMeaning meaning, Pattern pattern, String source) {}

    private static Map<String, FailureMeaning> byText(List<Code> codes) {
        return codes.stream().collect(Collectors.toUnmodifiableMap(Code::text, Code::meaning));
    }

    /** The meaning of the first of these codes that has one. */
    static Optional<FailureMeaning> byCode(Collection<String> codes) {
        return first(codes, BY_CODE);
    }

    /** The same for codes that count only where the words have no meaning. */
    static Optional<FailureMeaning> byGeneralCode(Collection<String> codes) {
        return first(codes, BY_GENERAL_CODE);
    }

    private static Optional<FailureMeaning> first(Collection<String> codes, Map<String, FailureMeaning> meanings) {
        return codes.stream()
                .flatMap(code -> Stream.ofNullable(meanings.get(code)))
                .findFirst();
    }

    /**
     * The meaning of a message.
     *
     * @param message in lower case
     * @param fits whether a meaning can be that of this error at all
     */
    static Optional<FailureMeaning> byWords(String message, Predicate<FailureMeaning> fits) {
        return WORDS.stream()
                .filter(words -> fits.test(words.meaning())
                        && words.pattern().matcher(message).find())
                .map(Words::meaning)
                .findFirst();
    }

    private static Code code(FailureMeaning meaning, String text, String source) {
        return new Code(meaning, text, source);
    }

    private static Words words(FailureMeaning meaning, String pattern, String source) {
        return new Words(meaning, Pattern.compile(pattern), source);
    }
}
