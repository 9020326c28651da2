package dev.tollgate.guardrail;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;

/**
 * A scan of one of the policies that apply to a call.
 *
 * @param policy the name of the policy
 */
public record ActiveScan(String policy, ContentScan scan) {

    /**
     * What the client gets for a violation.
     *
     * @param answer whether the answer has it, and not the request
     */
    public GatewayException violation(boolean answer) {
        String message = "The content policy '%s' does not allow this %s: its scan by '%s' found a violation."
                .formatted(policy, content(answer), scan.engine().target());
        return new GatewayException(ErrorKind.CONTENT_POLICY_VIOLATION, message).withoutRetry();
    }

    /** What the client gets where there is no verdict. */
    public GatewayException failure(boolean answer) {
        String message =
                "This %s could not be checked: the scan by '%s' of the content policy '%s' failed. Try again in a moment."
                        .formatted(content(answer), scan.engine().target(), policy);
        return new GatewayException(ErrorKind.CONTENT_SCAN_FAILED, message);
    }

    private static String content(boolean answer) {
        return answer ? "answer" : "request";
    }
}
