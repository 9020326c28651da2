package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies are what providers sent, as public reports quote them. */
final class CompatibleFailureTest {

    /** BerriAI/litellm#10793, NousResearch/hermes-agent#109698 and the reports in FailureWords. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error":{"message":"This model's maximum context length is 32768 tokens. However, you requested 33077 tokens (32821 in the messages, 256 in the completion).","type":"BadRequestError","param":null,"code":400}}
            400 | {"object":"error","message":"This model's maximum context length is 4096 tokens.","type":"BadRequestError","param":null,"code":400}
            400 | {"object":"error","message":"The input (40000 tokens) is longer than the model's context length (32768 tokens).","type":"BadRequestError","code":400}
            400 | {"error":{"code":400,"message":"Requested token count exceeds the model's maximum context length of 8192 tokens.","type":"BadRequestError"}}
            400 | {"error":{"code":400,"message":"request (9000 tokens) exceeds the available context size (8192 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":8192}}
            500 | {"error":{"code":500,"message":"Context size has been exceeded.","type":"server_error"}}
            400 | {"object":"error","message":"Prompt contains 40121 tokens and 0 draft tokens, too large for model with 32768 maximum context length","type":"invalid_request_error","param":null,"code":"3051"}
            400 | {"error":{"message":"This model's maximum context length is 131072 tokens. However, you requested 131134 tokens.","type":"invalid_request_error","code":"invalid_request_error"}}
            400 | {"code":"invalid-argument","error":"This model's maximum prompt length is 131072 but the request contains 537812 tokens."}
            400 | {"error":{"message":"prompt token count of 150000 exceeds the limit of 128000","code":"model_max_prompt_tokens_exceeded"}}
            413 | {"error":{"code":"tokens_limit_reached","message":"Request body too large for gpt-4o model. Max size: 8000 tokens."}}
            422 | {"error":{"message":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000 `inputs` tokens","type":"invalid_request_error"}}
            400 | {"error":"prompt too long; exceeded max context length by 12 tokens"}
            400 | {"error":{"message":"Please reduce the length of the messages or completion.","type":"invalid_request_error","code":"context_length_exceeded"}}
            400 | {"error":{"message":"Input length 131393 exceeds the maximum allowed input length of 131040 tokens.","code":400}}
            400 | {"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\\"type\\":\\"error\\",\\"error\\":{\\"type\\":\\"invalid_request_error\\",\\"message\\":\\"prompt is too long: 212345 tokens > 200000 maximum\\"}}","provider_name":"Anthropic"}}}
            400 | [{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}]
            400 | {"error":{"message":"<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]","type":"invalid_request_error"}}
            400 | {"error":{"message":"Invalid request: Your request exceeded model token limit: 262144","type":"invalid_request_error"}}
            200 | {"base_resp":{"status_code":2013,"status_msg":"invalid params, context window exceeds limit"}}
            400 | {"error":"Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens."}
            400 | {"object":"error","message":"Input length (700001 tokens) exceeds the maximum allowed length (536826 tokens). Use a shorter input or enable --allow-auto-truncate.","type":"BadRequestError","code":400}
            400 | {"error":{"message":"The provided prompt is 9000 tokens long, but the maximum supported sequence length is just 8192 for the provided model!"}}
            422 | {"error":"Input validation error: `inputs` must have less than 4096 tokens. Given: 5000","error_type":"validation"}
            400 | {"code":20015,"message":"length of prompt_tokens (38422) must be less than max_seq_len (32768).","data":null}
            400 | {"error":{"code":"InvalidParameter","message":"Total tokens of image and text exceed max message tokens.","type":"BadRequest"}}
            400 | {"errors":[{"message":"AiError: The estimated number of input and maximum output tokens (9000) exceeded this model context window limit (7968).","code":5021}],"success":false,"result":{}}
            400 | {"errors":[{"code":"invalid_input_argument","message":"the number of input tokens 4102 cannot exceed the total tokens limit 4096 for this model"}],"status_code":400}
            400 | {"error":{"message":"prompt token count (4162) cannot exceed 4096"}}
            400 | {"error":{"message":"prompt tokens too long"}}
            400 | {"error":{"message":"Input length 4608 exceeds maximum allowed token size 4096"}}
            400 | {"error":{"message":"max_tokens must be at least 1, got -325.","type":"BadRequestError","code":400}}
            400 | {"error":{"message":"prompt is too large: 250000 tokens"}}
            400 | The prompt is too long: 9000 tokens""")
    void knowsAPromptThatIsTooLong(int status, String body) {
        assertThat(failure(status, body).kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH_EXCEEDED);
    }

    /** tashfeenahmed/freellmapi#168: the model wrote a call that Groq cannot read, so the caller's request is not at fault. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error":{"message":"Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.","type":"invalid_request_error","code":"tool_use_failed","failed_generation":"<function=x>"}}
            400 | {"error":{"message":"Failed to validate JSON. Please adjust your prompt.","type":"invalid_request_error","code":"json_validate_failed"}}""")
    void whatTheModelWroteWronglyIsTheProvidersFailure(int status, String body) {
        assertThat(failure(status, body).kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED);
    }

    /** QuantumNous/new-api#1451, openai/openai-cookbook#844, continuedev/continue#11443, promptfoo/promptfoo#10881. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | [{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}]
            400 | {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}
            400 | {"code":"Client specified an invalid argument","error":"Incorrect API key provided: xa***ij. You can obtain an API key from https://console.x.ai."}
            401 | {"error":{"message":"Incorrect API key provided: sk-x.","code":"invalid_api_key"}}
            429 | {"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}
            429 | {"error":{"message":"No credits","code":"credit_balance_exhausted"}}
            429 | {"error":{"message":"Your account org-1 <ak-1> is suspended due to insufficient balance, please recharge your account","type":"exceeded_current_quota_error"}}
            429 | {"error":{"code":"1113","message":"余额不足或无可用资源包,请充值。"}}
            403 | {"error":{"message":"Project `proj_1` does not have access to model `gpt-5`","code":"model_not_found"}}
            429 | [{"error":{"code":429,"message":"Your project has exceeded its monthly spending cap.","status":"RESOURCE_EXHAUSTED"}}]
            402 | {"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}}
            403 | {"code":"The caller does not have permission","error":"Your team has either used all available credits or reached its monthly spending limit."}
            400 | {"error":{"message":"Billing hard limit has been reached","type":"invalid_request_error","code":"billing_hard_limit_reached"}}
            400 | {"code":"Arrearage","message":"Access denied, please make sure your account is in good standing."}
            403 | {"error":{"message":"Country, region, or territory not supported","code":"unsupported_country_region_territory"}}
            412 | {"error":{"message":"Account acme is suspended, possibly due to reaching the monthly spending limit"}}
            200 | {"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}
            400 | {"message":"Sorry, your account does not have enough balance"}
            401 | {"error":{"message":"No auth credentials found","code":401}}
            400 | {"error":{"message":"Unauthorized: token expired"}}
            429 | [{"error":{"code":429,"message":"Your prepayment credits are depleted.","status":"RESOURCE_EXHAUSTED"}}]
            402 | {"error":{"message":"This request requires more credits, or fewer max_tokens. You requested up to 65536 tokens, but can only afford 1234.","code":402}}""")
    void knowsAFailureOfTheGatewaysOwnAccountAndHidesItsWords(int status, String body) {
        GatewayException failure = failure(status, body);

        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_ACCOUNT);
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.getMessage()).startsWith("p refused the gateway's ").hasSizeLessThan(90);
    }

    /** Groq's 413 of openclaw/openclaw#147644, and limits per minute that Google words like a spent quota. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            413 | false | {"error":{"message":"Request too large for model `gpt-oss-120b` in organization `org_1` on tokens per minute (TPM): Limit 8000, Requested 9000, please reduce your message size and try again.","type":"tokens","code":"rate_limit_exceeded"}}
            429 | true | {"error":{"message":"Too many tokens, please wait before trying again."}}
            429 | true | [{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.\\nPlease retry in 17.9s.","status":"RESOURCE_EXHAUSTED"}}]
            429 | true | {"error":{"message":"The engine is currently overloaded, please try again later","type":"engine_overloaded_error"}}
            400 | true | {"error":{"code":"1302","message":"too much"}}
            200 | true | {"code":1302,"msg":"too much"}
            498 | true | {"error":{"message":"Flex tier capacity exceeded"}}
            503 | true | {"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}
            200 | true | {"base_resp":{"status_code":1002,"status_msg":"rate limit exceeded(RPM)"}}
            500 | true | {"error":{"message":"The server is overloaded or not ready yet."}}""")
    void knowsARateLimitWhateverItsStatus(int status, boolean passes, String body) {
        GatewayException failure = failure(status, body);

        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_OVERLOADED);
        assertThat(failure.retryable()).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            404 | {"error":{"message":"The model `x` does not exist or you do not have access to it.","code":"model_not_found"}}
            400 | {"error":{"message":"Model Not Exist","type":"invalid_request_error"}}
            400 | {"error":{"message":"model_not_found: x"}}
            400 | {"error":{"message":"Unsupported model: x"}}
            400 | {"error":{"message":"registry.example.com/x does not support tools","type":"api_error"}}
            400 | {"error":{"code":"OperationNotSupported","message":"The chatCompletion operation does not work with the specified model, x."}}
            400 | {"error":{"message":"x/y is not a valid model ID","code":400}}
            400 | {"object":"error","message":"Invalid model: mistral-x","type":"invalid_model","code":"1500"}
            404 | {"error":{"message":"model \\"x\\" not found, try pulling it first","type":"api_error"}}
            400 | {"error":{"message":"The model `x` has been decommissioned and is no longer supported.","code":"model_decommissioned"}}
            404 | {"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}""")
    void knowsAModelThatTheProviderDoesNotHave(int status, String body) {
        GatewayException failure = failure(status, body);

        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED);
        assertThat(failure.retryable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error":{"code":"content_filter","message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy."}}
            400 | {"error":{"message":"Content Exists Risk","type":"invalid_request_error"}}
            400 | {"error":{"message":"This request was refused.","code":"cyber_policy"}}
            400 | {"error":{"message":"The request was rejected because it was considered high risk","type":"content_filter"}}
            403 | {"error":{"code":403,"message":"x/y requires moderation on Z. Your input was flagged for \\"violence\\"."}}
            400 | {"error":{"code":"data_inspection_failed","message":"Input text data may contain inappropriate content."}}
            200 | {"base_resp":{"status_code":1026,"status_msg":"input new_sensitive"}}""")
    void knowsContentThatTheProviderRefuses(int status, String body) {
        assertThat(failure(status, body).kind()).isEqualTo(ErrorKind.CONTENT_POLICY_VIOLATION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | [{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name storex","status":"INVALID_ARGUMENT"}}] | Invalid JSON payload received. Unknown name storex
            422 | {"detail":[{"type":"missing","loc":["body","messages"],"msg":"Field required","input":{"messages":"a secret prompt"}}]} | body.messages: Field required
            400 | {"detail":"Bad thing"} | Bad thing
            400 | {"message":"Bad thing","request_id":"1"} | Bad thing
            400 | Bad thing | Bad thing
            400 | <html>Bad thing</html> | status 400
            400 | {"error":{"message":"Provider returned error","metadata":{"raw":"Bad thing"}}} | Provider returned error: Bad thing
            400 | {"error":{"message":{"detail":[{"msg":"Bad thing"}]}}} | Bad thing
            200 | {"error":{"message":"Bad thing","type":"invalid_request_error"}} | Bad thing
            400 | {"error":{"message":"max_tokens is too large: 50000. This model supports at most 16384 completion tokens","code":"invalid_value"}} | max_tokens is too large: 50000. This model supports at most 16384 completion tokens""")
    void passesTheProvidersWordsOnWhereTheRequestIsAtFault(int status, String body, String message) {
        GatewayException failure = failure(status, body);

        assertThat(failure.kind()).isEqualTo(ErrorKind.REJECTED_BY_PROVIDER);
        assertThat(failure.getMessage()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":{"message":"Rate limit reached for gpt-4o. Please try again in 20s. Visit …"}} | PT20S
            {"error":{"message":"Rate limit reached. Please try again in 1m12.5s."}} | PT1M12.5S
            {"error":{"message":"Rate limit reached. Please try again in 312ms."}} | PT0.312S
            {"error":{"message":"Please retry after 26 seconds."}} | PT26S
            [{"error":{"code":429,"message":"Slow down.","details":[{"@type":"RetryInfo","retryDelay":"17s"}]}}] | PT17S
            {"error":"Model x is currently loading","estimated_time":20.0} | PT20S
            {"error":{"message":"Slow down.","metadata":{"retry_after_seconds":3}}} | PT3S
            {"error":{"message":"Please try again in a few minutes."}} |""")
    void readsHowLongToWait(String body, Duration wait) {
        assertThat(failure(429, body).retryAfter()).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":null} | false
            {"error":{"message":"","type":"","code":null}} | false
            {"error":false} | false
            {"type":"ping"} | false
            {"error":{"code":502}} | true
            {"code":1302,"msg":"too much"} | true
            {"msg":"ping"} | false
            {"error":"out"} | true
            {"object":"error"} | true
            {"detail":"out"} | true""")
    void tellsAnErrorFromAnEmptyField(String body, boolean failure) throws Exception {
        assertThat(CompatibleFailure.isFailure(JsonCodec.mapper().readTree(body)))
                .isEqualTo(failure);
    }

    private static GatewayException failure(int status, String body) {
        return CompatibleFailure.of("p", status, body.getBytes(StandardCharsets.UTF_8));
    }
}
